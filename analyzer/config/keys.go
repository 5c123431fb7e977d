package config

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/source"
)

// A form is how the value of a flag is written.
type form uint8

const (
	single form = iota // one text
	list               // a text or a list of them
	pairs              // names with values of any form
	names              // names with texts
)

// flags are the flags that a file can set, by their long names, and how.
var flags = []struct {
	name  string
	form  form
	words []string // what a single text may be; any if there are none
}{
	{"format", list, nil},
	{"fail-on", single, []string{"error", "warning", "note", "never"}},
	{"color", single, []string{"auto", "always", "never"}},
	{"baseline", single, nil},
	{"changed", single, []string{"true", "false"}},
	{"quiet", single, []string{"true", "false"}},
	{"verbose", single, []string{"true", "false"}},
	{"statistics", single, []string{"true", "false"}},
	{"strict", single, []string{"true", "false"}},
	{"exclude", list, nil},
	{"var", pairs, nil},
	{"var-file", list, nil},
	{"parameters", list, nil},
	{"stack-name", names, nil},
	{"region", single, nil},
	{"account", single, nil},
	{"workspace", single, nil},
	{"variants", single, []string{"auto", "none", "all"}},
}

// Flags returns the flags that a configuration file can set.
func Flags() []string {
	var names []string
	for _, f := range flags {
		names = append(names, f.name)
	}
	return names
}

// Words returns what the flag takes if that is one of a few words, and nothing
// of any other.
func Words(flag string) []string {
	for _, f := range flags {
		if f.name == flag {
			return f.words
		}
	}
	return nil
}

// Merges reports whether the values of a flag are added to what the file says
// of other names, instead of taking the place of all that it says.
func Merges(flag string) bool {
	for _, f := range flags {
		if f.name == flag {
			return f.form == pairs || f.form == names
		}
	}
	return false
}

// keys returns the keys of a configuration file.
func (c *Config) keys(d *decoder) []key {
	keys := []key{
		{"paths", d.texts(&c.Paths)},
		{"rules", c.readRules(d)},
		{"ignore", func(n *yaml.Node) { d.items(n, func(item *yaml.Node) { c.readIgnore(d, item) }) }},
		{"wiring", c.readWiring(d)},
		{"assume", c.readAssume(d)},
		{"snapshot", d.texts(&c.Snapshot)},
	}
	for _, f := range flags {
		read := func(n *yaml.Node) {
			if values := d.setting(f.form, f.words, n); len(values) > 0 {
				c.Settings = append(c.Settings, Setting{f.name, values})
			}
		}
		keys = append(keys, key{f.name, read})
	}
	return keys
}

// setting returns the values that a flag is given.
func (d *decoder) setting(f form, words []string, n *yaml.Node) (values []source.Text) {
	switch {
	case f == pairs || f == names:
		d.entries(n, func(name source.Text, v *yaml.Node) {
			read := d.written
			if f == names {
				read = d.plainText
			}
			if s, ok := read(v); ok {
				values = append(values, source.Text{Value: name.Value + "=" + s, At: span(name.At, d.at(v))})
			}
		})
	case f == list:
		d.texts(&values)(n)
	case len(words) > 0:
		var word string
		if d.word(&word, words...)(n); word != "" {
			values = []source.Text{{Value: word, At: d.at(n)}}
		}
	default:
		var t source.Text
		if d.text(&t)(n); t.Value != "" {
			values = []source.Text{t}
		}
	}
	return values
}

// span returns the range from the start of one range to the end of another.
func span(from, to source.Range) source.Range {
	from.End = to.End
	return from
}

// severities are what a rule can be set to. Off is last, since a word that is
// none of them is more likely another severity.
var severities = []string{"error", "warning", "note", "off"}

func (c *Config) readRules(d *decoder) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d.entries(n, func(name source.Text, v *yaml.Node) {
			r := RuleSetting{Rule: name}
			if d.word(&r.To, slices.Clone(severities)...)(v); r.To != "" {
				c.Rules = append(c.Rules, r)
			}
		})
	}
}

func (c *Config) readWiring(d *decoder) func(*yaml.Node) {
	return func(n *yaml.Node) {
		d.entries(n, func(template source.Text, v *yaml.Node) {
			d.entries(v, func(parameter source.Text, v *yaml.Node) {
				output, ok := d.scalar(v)
				if !ok {
					return
				}
				if i := strings.LastIndexByte(output.Value, '.'); i <= 0 || i+1 == len(output.Value) {
					d.fail(output.At, "`"+output.Value+"` is not of the form TEMPLATE.OUTPUT, such as network.yaml.VpcId")
					return
				}
				c.Wiring = append(c.Wiring, Wire{template, parameter, output})
			})
		})
	}
}
