package terraform

import "github.com/taskreach/taskreach/analyzer/iac"

// export returns the value of the one output of a template that is exported
// under the name that is asked for.
func (rel *relation) export(e *evaluator, d *iac.Resource) (answer, bool) {
	var sure, others []iac.Output
	for _, o := range rel.outputs {
		switch compare(d.Body.Get("name"), o.Export) {
		case yes:
			sure = append(sure, o)
		case may:
			others = append(others, o)
		case no, blank:
		}
	}
	if len(sure) == 0 && len(others) == 1 {
		e.problems.add(iac.UnknownInput, d.Header, "`%s` is taken to be the export `%s`: pass --stack-name or --parameters", d.Address, others[0].Export)
		sure = others
	}
	if len(sure) != 1 {
		return answer{}, false
	}
	return answer{values: map[string]iac.Value{"value": sure[0].Value}}, true
}

// stack returns the outputs of the template that is deployed under the name
// that is asked for.
func (rel *relation) stack(d *iac.Resource) (answer, bool) {
	var fields []iac.Field
	seen := map[string]bool{}
	for _, o := range rel.outputs {
		if compare(d.Body.Get("name"), o.Stack) != yes {
			continue
		}
		if seen[o.Name] {
			return answer{}, false // two templates are deployed under that name
		}
		seen[o.Name] = true
		fields = append(fields, iac.Field{Name: o.Name, Value: o.Value})
	}
	if len(fields) == 0 {
		return answer{}, false
	}
	return answer{values: map[string]iac.Value{"outputs": iac.Object(fields, nil, d.Header)}}, true
}
