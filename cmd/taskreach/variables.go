package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// varFlags are the values of Terraform variables on the command line. Of --var
// and --var-file, what comes later wins, as for Terraform.
type varFlags struct {
	values, files []string
	before        []int // of each value, how many files come before it
	variants      string
}

func (v *varFlags) bind(f *pflag.FlagSet) {
	f.Var((*varValues)(v), "var", "`NAME=VALUE` of a Terraform variable; repeatable")
	f.StringArrayVar(&v.files, "var-file", nil, "`FILE` of Terraform variables, seen from the working directory, a path or each stack; repeatable")
	f.StringVar(&v.variants, "variants", string(iac.VariantsAuto),
		"check a stack with each file of values found beside it: auto (where it lacks values), none, all")
}

// given returns the values and files in their order. Without files on the
// command line the values win over all there are.
func (v *varFlags) given(s *scan, filesGiven bool) ([]terraform.Given, error) {
	values, err := assignments("--var", v.values)
	if err != nil {
		return nil, err
	}
	files, err := s.varFiles(v.files)
	if err != nil {
		return nil, err
	}
	// What does not come from the command line comes before all that does, files
	// first.
	earlier := len(values) - len(v.before)
	given, n := []terraform.Given{}, 0
	for i, value := range values {
		until := 0
		switch {
		case !filesGiven:
			until = len(files)
		case i >= earlier:
			until = v.before[i-earlier]
		}
		value.Shared = i < earlier
		given = append(given, files[n:max(n, until)]...)
		n = max(n, until)
		given = append(given, value)
	}
	return append(given, files[n:]...), nil
}

// mode returns what --variants says.
func (v *varFlags) mode() (iac.Variants, error) {
	switch m := iac.Variants(v.variants); m {
	case iac.VariantsAuto, iac.VariantsNone, iac.VariantsAll:
		return m, nil
	}
	return "", fmt.Errorf("unknown choice %q for --variants: use auto, none or all", v.variants)
}

// assignments parses values of the form NAME=VALUE.
func assignments(flag string, values []string) ([]terraform.Given, error) {
	var all []terraform.Given
	for _, v := range values {
		name, value, found := strings.Cut(v, "=")
		name = strings.TrimSpace(name)
		if !found || name == "" {
			return nil, fmt.Errorf("%s %s: not of the form NAME=VALUE", flag, v)
		}
		all = append(all, terraform.Given{Name: name, Text: value})
	}
	return all, nil
}

// varValues is the flag --var, which notes where among the files it stands.
type varValues varFlags

var _ pflag.SliceValue = (*varValues)(nil)

// Set takes a value of the command line.
func (v *varValues) Set(text string) error {
	v.before = append(v.before, len(v.files))
	v.values = append(v.values, text)
	return nil
}

// Type returns the type that pflag knows such lists by.
func (*varValues) Type() string { return "stringArray" }

func (v *varValues) String() string { return strings.Join(v.values, ",") }

// Append takes a value that comes from elsewhere.
func (v *varValues) Append(text string) error {
	v.values = append(v.values, text)
	return nil
}

// Replace takes values of which the last are those of the command line.
func (v *varValues) Replace(values []string) error {
	v.values = values
	v.before = v.before[max(0, len(v.before)-len(values)):]
	return nil
}

// GetSlice returns the values.
func (v *varValues) GetSlice() []string { return v.values }

// varFiles returns files of variables as names in the tree. A file is looked
// for in the working directory, then beside each of the paths; one that lies
// outside the tree is the user's own word and read all the same. One that is in
// neither is left to the stacks.
func (s *scan) varFiles(files []string) ([]terraform.Given, error) {
	var all []terraform.Given
	for _, f := range files {
		name, err := s.varFile(f)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !filepath.IsAbs(f):
			all = append(all, terraform.Given{File: filepath.ToSlash(f), InStack: true})
		case err != nil:
			return nil, err
		default:
			all = append(all, terraform.Given{File: name})
		}
	}
	return all, nil
}

func (s *scan) varFile(file string) (string, error) {
	places := []string{file}
	if !filepath.IsAbs(file) {
		places = []string{filepath.Join(s.dir, file)}
		for _, p := range s.paths {
			places = append(places, filepath.Join(folder(filepath.Join(s.tree.Dir(), filepath.FromSlash(p))), file))
		}
	}
	for _, p := range places {
		_, err := os.Stat(p)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("--var-file: %w", err)
		}
		p = resolved(p)
		if below(s.tree.Dir(), p) {
			return s.name(p)
		}
		name, err := s.tree.Include(p)
		if err != nil {
			return "", fmt.Errorf("--var-file: %w", err)
		}
		return name, nil
	}
	return "", fmt.Errorf("--var-file %s: %w", file, fs.ErrNotExist)
}
