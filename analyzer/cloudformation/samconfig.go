package cloudformation

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// isSAMConfig reports whether a file is one in which the SAM command line keeps
// the arguments of its commands.
func isSAMConfig(name string) bool {
	switch path.Base(name) {
	case "samconfig.toml", "samconfig.yaml", "samconfig.yml":
		return true
	}
	return false
}

// A samEnvironment is what one environment of a samconfig file says of a
// deployment.
type samEnvironment struct {
	name              string
	template          string // empty for the default
	stackName, region string
	parameters        map[string]string
}

// readSAMConfig returns the environments of a samconfig file in the order of
// their names. What holds for all commands of an environment gives way to what
// holds for deploy.
//
// Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
func readSAMConfig(f *source.File) ([]samEnvironment, error) {
	read := readTOML
	if path.Ext(f.Name) != ".toml" {
		read = samTables
	}
	tables, err := read(f)
	if err != nil {
		return nil, err
	}
	byName := map[string]*samEnvironment{}
	var names []string
	for _, command := range []string{"global", "deploy"} {
		for _, t := range tables {
			env, ok := strings.CutSuffix(t.name, "."+command+".parameters")
			if !ok {
				continue
			}
			if byName[env] == nil {
				byName[env] = &samEnvironment{name: env, parameters: map[string]string{}}
				names = append(names, env)
			}
			byName[env].read(t)
		}
	}
	slices.Sort(names)
	var all []samEnvironment
	for _, name := range names {
		all = append(all, *byName[name])
	}
	return all, nil
}

// samTables returns the tables of a samconfig file in YAML: the same tree.
func samTables(f *source.File) ([]tomlTable, error) {
	root, _, err := parse(f)
	if err != nil || root == nil {
		return nil, err
	}
	var tables []tomlTable
	for _, env := range root.entries {
		for _, command := range env.value.entries {
			parameters := command.value.get("parameters")
			if parameters == nil {
				continue
			}
			t := tomlTable{name: env.key + "." + command.key + ".parameters"}
			for _, e := range parameters.entries {
				t.values = append(t.values, tomlValue{e.key, samValues(e.value)})
			}
			tables = append(tables, t)
		}
	}
	return tables, nil
}

// samValues returns a text as a list of itself, and the pairs of a mapping as
// they stand in a list.
func samValues(n *node) []string {
	if s, ok := n.scalar(); ok {
		return []string{s}
	}
	var values []string
	for _, item := range n.items {
		if s, ok := item.scalar(); ok {
			values = append(values, s)
		}
	}
	for _, e := range n.entries {
		if s, ok := parameterText(e.value); ok {
			quote := `"`
			if strings.Contains(s, quote) {
				quote = "'"
			}
			values = append(values, e.key+"="+quote+s+quote)
		}
	}
	return values
}

// samParameters returns the parameters of the default environment.
func samParameters(f *source.File) (map[string]string, error) {
	environments, err := readSAMConfig(f)
	if err != nil {
		return nil, fmt.Errorf("reading parameters: %w", err)
	}
	for _, e := range environments {
		if e.name == "default" {
			return e.parameters, nil
		}
	}
	return nil, fmt.Errorf("reading parameters: %s has no environment `default` with parameters to deploy with", f.Name)
}

// read takes what a table says.
func (e *samEnvironment) read(t tomlTable) {
	for _, kv := range t.values {
		if len(kv.values) == 0 {
			continue
		}
		switch kv.key {
		case "stack_name":
			e.stackName = kv.values[0]
		case "region":
			e.region = kv.values[0]
		case "template", "template_file":
			e.template = kv.values[0]
		case "parameter_overrides":
			for _, v := range kv.values {
				for _, pair := range splitOverrides(v) {
					if name, value, ok := strings.Cut(pair, "="); ok {
						e.parameters[name] = value
					}
				}
			}
		}
	}
}

// splitOverrides splits NAME=VALUE pairs at blanks outside quotes, and drops
// the quotes. The form ParameterKey=NAME,ParameterValue=VALUE reads the same.
func splitOverrides(s string) []string {
	var pairs []string
	var b strings.Builder
	quote := rune(0)
	flush := func() {
		if b.Len() == 0 {
			return
		}
		pair := b.String()
		if rest, ok := strings.CutPrefix(pair, "ParameterKey="); ok {
			pair = strings.Replace(rest, ",ParameterValue=", "=", 1)
		}
		pairs = append(pairs, pair)
		b.Reset()
	}
	for _, r := range s {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote = r
		case quote == 0 && (r == ' ' || r == '\t' || r == '\n'):
			flush()
		default:
			b.WriteRune(r)
		}
	}
	flush()
	return pairs
}
