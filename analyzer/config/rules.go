package config

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
)

// Adjust returns the rules as the configuration has them: with another
// severity, or switched off. A name that no rule has is a problem.
func (c *Config) Adjust(rules []*lint.Rule) ([]*lint.Rule, []iac.Problem) {
	var problems []iac.Problem
	out := append([]*lint.Rule{}, rules...)
	for _, s := range c.Rules {
		i := indexOf(out, s.Rule.Value)
		if i < 0 {
			problems = append(problems, iac.Problem{
				Kind: iac.InvalidConfig, Range: s.Rule.At,
				Message: fmt.Sprintf("there is no rule `%s`: %s", s.Rule.Value, nearest(s.Rule.Value, out)),
			})
			continue
		}
		r := *out[i]
		if s.To == "off" {
			r.Off = true
		} else {
			r.Severity, r.Set = lint.Severity(s.To), true
		}
		out[i] = &r
	}
	return out, problems
}

func indexOf(rules []*lint.Rule, name string) int {
	for i, r := range rules {
		if strings.EqualFold(r.ID, name) || r.Name == name {
			return i
		}
	}
	return -1
}

// nearest says which rule may have been meant by a name that none has.
func nearest(name string, rules []*lint.Rule) string {
	var names []string
	for _, r := range rules {
		names = append(names, r.Name)
	}
	if s := suggestion(name, names); strings.HasPrefix(s, "did") {
		return s
	}
	return "`taskreach rules` lists them"
}
