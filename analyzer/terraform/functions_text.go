package terraform

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	ctyyaml "github.com/zclconf/go-cty-yaml"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// textFunction returns a function of one string.
func textFunction(f func(string) (string, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			s, err := f(args[0].AsString())
			if k := (*kindError)(nil); errors.As(err, &k) {
				return cty.UnknownVal(cty.String), k // an ArgError would hide it
			}
			if err != nil {
				return cty.UnknownVal(cty.String), function.NewArgError(0, err)
			}
			return cty.StringVal(s), nil
		},
	})
}

func base64SHA256(s string) (string, error) {
	h := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(h[:]), nil
}

func base64SHA512(s string) (string, error) {
	h := sha512.Sum512([]byte(s))
	return base64.StdEncoding.EncodeToString(h[:]), nil
}

func hexMD5(s string) (string, error) {
	h := md5.Sum([]byte(s))
	return hex.EncodeToString(h[:]), nil
}

func hexSHA1(s string) (string, error) {
	h := sha1.Sum([]byte(s))
	return hex.EncodeToString(h[:]), nil
}

func hexSHA256(s string) (string, error) {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:]), nil
}

func hexSHA512(s string) (string, error) {
	h := sha512.Sum512([]byte(s))
	return hex.EncodeToString(h[:]), nil
}

func encodeURL(s string) (string, error) { return url.QueryEscape(s), nil }

func decodeURL(s string) (string, error) {
	out, err := url.QueryUnescape(s)
	if err != nil {
		return "", errors.New("not valid URL encoding")
	}
	return out, nil
}

func baseName(s string) (string, error) { return path.Base(s), nil }

func dirName(s string) (string, error) { return path.Dir(s), nil }

// cleanPath stands for pathexpand(): what lies outside
// of the tree is none of its business, and inside it the path is as good.
func cleanPath(s string) (string, error) { return path.Clean(s), nil }

// replaceFunction returns replace(), which takes a text in slashes for a
// regular expression.
func replaceFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{
			{Name: "str", Type: cty.String}, {Name: "substr", Type: cty.String}, {Name: "replace", Type: cty.String},
		},
		Type: function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			s, old, with := args[0].AsString(), args[1].AsString(), args[2].AsString()
			if len(old) < 2 || !strings.HasPrefix(old, "/") || !strings.HasSuffix(old, "/") {
				return cty.StringVal(strings.ReplaceAll(s, old, with)), nil
			}
			re, err := regexp.Compile(old[1 : len(old)-1])
			if err != nil {
				return cty.UnknownVal(cty.String), function.NewArgErrorf(1, "not a valid regular expression")
			}
			return cty.StringVal(re.ReplaceAllString(s, with)), nil
		},
	})
}

// uuidFunction returns uuidv5().
// https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
func uuidFunction() function.Function {
	return textsFunction([]string{"namespace", "name"}, func(texts []string) (string, error) {
		namespace, name := texts[0], texts[1]
		switch namespace {
		case "dns":
			namespace = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
		case "url":
			namespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"
		case "oid":
			namespace = "6ba7b812-9dad-11d1-80b4-00c04fd430c8"
		case "x500":
			namespace = "6ba7b814-9dad-11d1-80b4-00c04fd430c8"
		}
		id, err := hex.DecodeString(strings.ReplaceAll(namespace, "-", ""))
		if err != nil || len(id) != 16 {
			return "", errors.New("the namespace is not a UUID")
		}
		h := sha1.Sum(append(id, name...))
		h[6] = h[6]&0x0f | 0x50
		h[8] = h[8]&0x3f | 0x80
		return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16]), nil
	})
}

// wideVerb reports whether a format pads to more than 999 characters.
func wideVerb(format string) bool {
	digits, in := 0, false
	for _, r := range format {
		switch {
		case r == '%':
			digits, in = 0, !in
		case in && r >= '0' && r <= '9':
			if digits++; digits > 3 {
				return true
			}
		case in && strings.ContainsRune("+-# .[]*", r):
			digits = 0
		default:
			in = false
		}
	}
	return false
}

// aliasBomb reports whether YAML text uses so many aliases that expanding them
// could take all memory.
func aliasBomb(s string) bool {
	return strings.Contains(s, "&") && strings.Count(s, "*") > 40
}

func yamlDecodeFunction() function.Function { return ctyyaml.YAMLDecodeFunc }

func timeCompareFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "timestamp_a", Type: cty.String}, {Name: "timestamp_b", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Number),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			a, err := time.Parse(time.RFC3339, args[0].AsString())
			if err != nil {
				return cty.UnknownVal(cty.Number), function.NewArgErrorf(0, "not a timestamp of RFC 3339")
			}
			b, err := time.Parse(time.RFC3339, args[1].AsString())
			if err != nil {
				return cty.UnknownVal(cty.Number), function.NewArgErrorf(1, "not a timestamp of RFC 3339")
			}
			return cty.NumberIntVal(int64(a.Compare(b))), nil
		},
	})
}
