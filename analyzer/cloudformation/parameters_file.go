package cloudformation

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// ParseParameters reads a file of parameters, JSON or YAML, in any of three
// forms: the list of ParameterKey and ParameterValue that the AWS command line
// takes, an object with `Parameters`, or a plain mapping of names to values. A
// value that is a list reads as CloudFormation has it, comma-separated. Of a
// samconfig file it returns what the default environment deploys with. kept are
// the names of those that keep the value that the stack has (UsePreviousValue).
func ParseParameters(f *source.File) (values map[string]string, kept []string, err error) {
	if strings.HasSuffix(f.Name, ".toml") || isSAMConfig(f.Name) {
		values, err = samParameters(f)
		return values, nil, err
	}
	root, duplicates, err := parse(f)
	if err != nil {
		return nil, nil, fmt.Errorf("reading parameters: %w", err)
	}
	if len(duplicates) > 0 {
		return nil, nil, fmt.Errorf("reading parameters: %s: `%s` is given twice", duplicates[0].at, duplicates[0].key)
	}
	if p := root.get("Parameters"); p != nil && p.kind == mapping {
		root = p
	}
	switch {
	case root == nil:
		return map[string]string{}, nil, nil
	case root.kind == sequence:
		return listedParameters(f, root)
	case root.kind == mapping:
		values, err = mappedParameters(f, root)
		return values, nil, err
	}
	return nil, nil, fmt.Errorf("reading parameters: %s holds neither a list nor a mapping", f.Name)
}

func listedParameters(f *source.File, root *node) (values map[string]string, kept []string, err error) {
	values = map[string]string{}
	for _, item := range root.items {
		at := f.Range(item.start, item.end)
		if s, ok := item.scalar(); ok { // aws cloudformation deploy: Name=value
			name, value, found := strings.Cut(s, "=")
			if !found {
				return nil, nil, fmt.Errorf("reading parameters: %s: `%s` is not NAME=VALUE", at, s)
			}
			values[name] = value
			continue
		}
		name, ok := item.get("ParameterKey").scalar()
		if !ok {
			return nil, nil, fmt.Errorf("reading parameters: %s: an item has no `ParameterKey`", at)
		}
		value := item.get("ParameterValue")
		if previous, _ := item.get("UsePreviousValue").scalar(); value == nil && strings.EqualFold(previous, "true") {
			kept = append(kept, name)
		}
		if value == nil {
			continue
		}
		s, ok := parameterText(value)
		if !ok {
			return nil, nil, fmt.Errorf("reading parameters: %s: the value of `%s` is not a string", at, name)
		}
		values[name] = s
	}
	return values, kept, nil
}

func mappedParameters(f *source.File, root *node) (map[string]string, error) {
	parameters := map[string]string{}
	for _, e := range root.entries {
		s, ok := parameterText(e.value)
		if !ok {
			return nil, fmt.Errorf("reading parameters: %s: the value of `%s` is not a string", e.at(f), e.key)
		}
		parameters[e.key] = s
	}
	return parameters, nil
}

func parameterText(n *node) (string, bool) {
	if n.kind == null {
		return "", true
	}
	if n.kind != sequence {
		return n.scalar()
	}
	var items []string
	for _, item := range n.items {
		s, ok := item.scalar()
		if !ok {
			return "", false
		}
		items = append(items, s)
	}
	return strings.Join(items, ","), true
}
