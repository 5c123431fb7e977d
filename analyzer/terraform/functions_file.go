package terraform

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// absolute returns the path name as abspath() and path.cwd have it: from the
// root of the tree, as the machine that it is on decides nothing.
func (e *evaluator) absolute(name string) string {
	if path.IsAbs(name) {
		return path.Clean(name)
	}
	return path.Join("/", e.root, name)
}

// locate returns the name in the tree of what an expression calls name. The
// error is source.ErrOutside where that is no place in the tree.
func (e *evaluator) locate(name string) (string, error) {
	if rest, ok := strings.CutPrefix(path.Clean(name), "/"); ok {
		full, err := source.Join(".", rest)
		if err != nil {
			return "", err
		}
		if _, err := fs.Stat(e.tree.FS(), full); err != nil {
			return "", source.ErrOutside
		}
		return full, nil
	}
	if name == "~" || strings.HasPrefix(name, "~/") {
		return "", source.ErrOutside // pathexpand and the file functions mean the home folder
	}
	if e.unit != nil && e.main != nil {
		// Terragrunt runs Terraform in a copy of the module with the files of the
		// unit in it.
		if full, err := source.Join(e.main.mod.dir, name); err == nil {
			if _, err := fs.Stat(e.tree.FS(), full); err == nil {
				return full, nil
			}
		}
	}
	return source.Join(e.root, name)
}

// open returns the file that an expression names, relative to the root module.
// Errors are *kindError.
func (e *evaluator) open(name string) (*source.File, error) {
	full, err := e.locate(name)
	if err != nil {
		return nil, &kindError{iac.MissingFile, fmt.Sprintf("%s leads out of the scan root", name)}
	}
	f, err := e.tree.ReadFile(full)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &kindError{iac.MissingFile, fmt.Sprintf("%s is not there", full)}
	case errors.Is(err, source.ErrTooLarge):
		return nil, &kindError{iac.LimitExceeded, err.Error()}
	case err != nil:
		return nil, &kindError{iac.MissingFile, err.Error()}
	}
	return f, nil
}

// openText is open for files that are used as text.
func (e *evaluator) openText(name string) (*source.File, error) {
	f, err := e.open(name)
	if err != nil {
		return nil, err
	}
	if why := unfit(f.Bytes); why != "" {
		return nil, &kindError{iac.EvaluationError, fmt.Sprintf("%s is not read: %s", f.Name, why)}
	}
	return f, nil
}

func (e *evaluator) fileFunctions() map[string]function.Function {
	fs := map[string]function.Function{
		"file":         e.fileFunction(fileText),
		"filebase64":   e.fileFunction(func(b []byte) (string, error) { return base64.StdEncoding.EncodeToString(b), nil }),
		"filemd5":      e.fileFunction(onBytes(hexMD5)),
		"filesha1":     e.fileFunction(onBytes(hexSHA1)),
		"filesha256":   e.fileFunction(onBytes(hexSHA256)),
		"filesha512":   e.fileFunction(onBytes(hexSHA512)),
		"fileexists":   e.fileExistsFunction(),
		"fileset":      e.fileSetFunction(),
		"abspath":      textFunction(func(s string) (string, error) { return e.absolute(s), nil }),
		"templatefile": e.templateFileFunction(),
	}
	fs["filebase64sha256"] = e.fileFunction(onBytes(base64SHA256))
	fs["filebase64sha512"] = e.fileFunction(onBytes(base64SHA512))
	for name, f := range fs {
		fs[name] = e.guarded(name, f, opaque)
	}
	fs["templatestring"] = e.guarded("templatestring", e.templateStringFunction(), transparent)
	return fs
}

func onBytes(f func(string) (string, error)) func([]byte) (string, error) {
	return func(b []byte) (string, error) { return f(string(b)) }
}

func fileText(b []byte) (string, error) {
	if !utf8.Valid(b) {
		return "", errors.New("the file is not UTF-8 text")
	}
	if why := unfit(b); why != "" {
		return "", errors.New(why)
	}
	return string(b), nil
}

func (e *evaluator) fileFunction(f func([]byte) (string, error)) function.Function {
	return textFunction(func(name string) (string, error) {
		file, err := e.open(name)
		if err != nil {
			return "", err
		}
		return f(file.Bytes)
	})
}

func (e *evaluator) fileExistsFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "path", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			full, err := e.locate(args[0].AsString())
			if err != nil {
				return cty.UnknownVal(cty.Bool), nil // outside of the tree, where nothing is known
			}
			info, err := fs.Stat(e.tree.FS(), full)
			return cty.BoolVal(err == nil && info.Mode().IsRegular()), nil
		},
	})
}

// maxFileSet is how many files fileset() may find.
const maxFileSet = 10_000

func (e *evaluator) fileSetFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "path", Type: cty.String}, {Name: "pattern", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Set(cty.String)),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			dir, err := e.locate(args[0].AsString())
			if err != nil {
				return cty.UnknownVal(t), &kindError{iac.MissingFile, fmt.Sprintf("%s leads out of the scan root", args[0].AsString())}
			}
			names, err := e.glob(dir, path.Clean(args[1].AsString()))
			if err != nil {
				return cty.UnknownVal(t), err
			}
			if len(names) == 0 {
				return cty.SetValEmpty(cty.String), nil
			}
			return cty.SetVal(names), nil
		},
	})
}

func (e *evaluator) glob(dir, pattern string) ([]cty.Value, error) {
	sub, err := fs.Sub(e.tree.FS(), dir)
	if err != nil {
		return nil, &kindError{iac.MissingFile, err.Error()}
	}
	var names []string
	err = doublestar.GlobWalk(sub, pattern, func(name string, _ fs.DirEntry) error {
		if names = append(names, name); len(names) > maxFileSet {
			return tooLarge()
		}
		return nil
	}, doublestar.WithFilesOnly())
	if err != nil {
		return nil, fmt.Errorf("matching %q: %w", pattern, err)
	}
	slices.Sort(names)
	out := make([]cty.Value, len(names))
	for i, n := range names {
		out[i] = cty.StringVal(n)
	}
	return out, nil
}
