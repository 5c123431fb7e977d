package config

import (
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/suppress"
)

// readIgnore reads one item of what is ignored. Whether its rules are there and
// its reason is given is for the rule about suppressions, as it is for remarks.
func (c *Config) readIgnore(d *decoder, n *yaml.Node) {
	var rules []source.Text
	var path, resource, until, reason source.Text
	d.object(n, []key{
		{"rule", d.texts(&rules)},
		{"path", d.text(&path)},
		{"resource", d.text(&resource)},
		{"until", d.text(&until)},
		{"reason", d.text(&reason)},
	})
	if n.Kind != yaml.MappingNode {
		return
	}
	i := suppress.Ignore{Path: path.Value, Resource: resource.Value, Until: until.Value, Reason: reason.Value, At: d.at(n)}
	for _, r := range rules {
		i.Rules = append(i.Rules, r.Value)
	}
	if len(rules) > 0 {
		i.At = rules[0].At
	}
	sound := true
	if len(rules) == 0 {
		d.failAt(n, "what is ignored has a `rule:`, by id or name")
		sound = false
	}
	if _, err := time.Parse(time.DateOnly, until.Value); until.Value != "" && err != nil {
		d.fail(until.At, "`"+until.Value+"` is not a day of the form 2027-01-31")
		sound = false
	}
	if !doublestar.ValidatePattern(path.Value) {
		d.fail(path.At, "`"+path.Value+"` is not a pattern")
		sound = false
	}
	if sound {
		c.Ignore = append(c.Ignore, i)
	}
}
