// Package config reads .taskreach.yaml: what flags of the command line would
// say, what is accepted, and what is assumed of what the files do not show. It
// knows keys and their form; it does not know what a flag or a rule does.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/suppress"
)

// Name is what a configuration file is called.
const Name = ".taskreach.yaml"

// maxSize is how large a configuration file may be, in bytes. People write it
// by hand.
const maxSize = 1 << 20

// A Config is what a configuration file says. The zero Config says nothing.
type Config struct {
	File string // its name in the tree; empty where there is none

	Paths    []source.Text // what to analyse where the command line names nothing
	Settings []Setting     // of flags, in the order of the file
	Rules    []RuleSetting
	Ignore   []suppress.Ignore
	Wiring   []Wire
	Assume   assume.Facts
	Snapshot []source.Text // files and folders of what `aws ec2 describe-…` printed
}

// A Setting is the value of a flag by its long name. One that may be given
// several times has several values.
type Setting struct {
	Flag   string
	Values []source.Text
}

// A Wire says that a parameter of a CloudFormation template is an output of the
// stack that another template makes: TEMPLATE.OUTPUT.
type Wire struct {
	Template, Parameter, Output source.Text
}

// A RuleSetting says what becomes of a rule, which is named by its id or name:
// error, warning, note, or off.
type RuleSetting struct {
	Rule source.Text
	To   string
}

// Find returns the name of the configuration file that holds for the folder
// dir of the tree: in it, or in the nearest folder above. It is empty where
// there is none up to the root of the tree.
func Find(tree *source.Tree, dir string) string {
	for ; ; dir = path.Dir(dir) {
		name := path.Join(dir, Name)
		if _, err := fs.Lstat(tree.FS(), name); err == nil {
			return name
		}
		if dir == "." || dir == "/" {
			return ""
		}
	}
}

// Read returns what the file called name in the tree says. What is wrong with
// it is among the problems, and the rest holds all the same.
func Read(tree *source.Tree, name string) (*Config, []iac.Problem) {
	f, err := tree.ReadFile(name)
	if err != nil {
		return &Config{File: name}, []iac.Problem{unreadable(name, err)}
	}
	return Parse(f)
}

// unreadable says why a file is not read, without its name, which the problem
// has.
func unreadable(name string, err error) iac.Problem {
	message := "the configuration file cannot be read: "
	switch {
	case errors.Is(err, source.ErrOutside):
		message += source.ErrOutside.Error()
	case errors.Is(err, source.ErrTooLarge):
		message += source.ErrTooLarge.Error()
	case errors.Is(err, fs.ErrNotExist):
		message += "it does not exist"
	default:
		message += err.Error()
	}
	return iac.Problem{Kind: iac.InvalidConfig, Message: message, Range: source.Range{File: name}}
}

// Parse returns what a configuration file says, and what is wrong with it.
func Parse(f *source.File) (*Config, []iac.Problem) {
	c := &Config{File: f.Name}
	d := &decoder{file: f}
	if len(f.Bytes) > maxSize {
		d.fail(f.Range(0, 0), fmt.Sprintf("the configuration file is larger than %d MiB", maxSize>>20))
		return c, d.problems
	}
	if root := d.document(); root != nil {
		d.object(root, c.keys(d))
	}
	return c, d.problems
}
