package terraform

import (
	"bytes"
	"compress/gzip"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/zclconf/go-cty/cty/function"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
)

func encodeBase64(s string) (string, error) {
	return base64.StdEncoding.EncodeToString([]byte(s)), nil
}

// bytesOf returns the bytes that the base64 text s stands for.
func bytesOf(s string) ([]byte, error) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return nil, errors.New("not valid base64")
	}
	return b, nil
}

func decodeBase64(s string) (string, error) {
	b, err := bytesOf(s)
	if err != nil {
		return "", err
	}
	return utf8Text(b)
}

func utf8Text(b []byte) (string, error) {
	if !utf8.Valid(b) {
		return "", errors.New("the decoded bytes are not UTF-8 text")
	}
	return string(b), nil
}

func gzipBase64(s string) (string, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		return "", fmt.Errorf("compressing: %w", err)
	}
	if err := w.Close(); err != nil {
		return "", fmt.Errorf("compressing: %w", err)
	}
	return encodeBase64(b.String())
}

// gunzipBase64 is base64gunzip(), which OpenTofu has.
func gunzipBase64(s string) (string, error) {
	b, err := bytesOf(s)
	if err != nil {
		return "", err
	}
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return "", errors.New("the decoded bytes are not compressed by gzip")
	}
	b, err = io.ReadAll(io.LimitReader(r, maxText))
	if err != nil {
		return "", errors.New("the decoded bytes are not compressed by gzip")
	}
	if len(b) == maxText {
		return "", tooLarge()
	}
	return utf8Text(b)
}

// characters returns the encoding of the given name in the registry of IANA.
// https://www.iana.org/assignments/character-sets
func characters(name string) (encoding.Encoding, error) {
	enc, err := ianaindex.IANA.Encoding(name)
	if err != nil || enc == nil {
		return nil, function.NewArgErrorf(1, "%q is not an encoding that Terraform has", name)
	}
	return enc, nil
}

// encodeTextFunction returns textencodebase64().
func encodeTextFunction() function.Function {
	return textsFunction([]string{"string", "encoding"}, func(texts []string) (string, error) {
		enc, err := characters(texts[1])
		if err != nil {
			return "", err
		}
		s, err := enc.NewEncoder().String(texts[0])
		if err != nil {
			return "", function.NewArgErrorf(0, "the text has characters that %s has not", texts[1])
		}
		return encodeBase64(s)
	})
}

// decodeTextFunction returns textdecodebase64().
func decodeTextFunction() function.Function {
	return textsFunction([]string{"source", "encoding"}, func(texts []string) (string, error) {
		enc, err := characters(texts[1])
		if err != nil {
			return "", err
		}
		b, err := bytesOf(texts[0])
		if err != nil {
			return "", err
		}
		out, err := enc.NewDecoder().Bytes(b)
		if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
			return "", function.NewArgErrorf(0, "the bytes are not text in %s", texts[1])
		}
		return string(out), nil
	})
}

// decryptFunction returns rsadecrypt(), for keys in PEM.
func decryptFunction() function.Function {
	return textsFunction([]string{"ciphertext", "privatekey"}, func(texts []string) (string, error) {
		b, err := bytesOf(texts[0])
		if err != nil {
			return "", err
		}
		key, err := privateKey(texts[1])
		if err != nil {
			return "", err
		}
		b, err = rsa.DecryptPKCS1v15(nil, key, b) //nolint:staticcheck // it is what rsadecrypt() means
		if err != nil {
			return "", errors.New("the text is not encrypted for this key")
		}
		return utf8Text(b)
	})
}

func privateKey(text string) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, function.NewArgErrorf(1, "not a private key in PEM")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		if key, ok := key.(*rsa.PrivateKey); ok {
			return key, nil
		}
	}
	return nil, function.NewArgErrorf(1, "not a private RSA key in PKCS #1 or #8")
}
