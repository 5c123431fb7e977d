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

// templateStack is the type of what deploys a template, and of the data source
// that reads what is deployed.
const templateStack = "aws_cloudformation_stack"

// stack returns the outputs of the template that is deployed under the name
// that is asked for.
func (rel *relation) stack(d *iac.Resource) (answer, bool) {
	var of []iac.Output
	for _, o := range rel.outputs {
		if compare(d.Body.Get("name"), o.Stack) == yes {
			of = append(of, o)
		}
	}
	return outputsAnswer(d, of)
}

// deployed returns the outputs of the template that d deploys, if that is one of
// the scanned ones, d alone deploys it, and its parameters are left at their
// defaults, as they are in the scan.
func (rel *relation) deployed(e *evaluator, d *iac.Resource) (answer, bool) {
	body, known := d.Body.Get("template_body").Str()
	given, more := d.Body.Get("parameters").Fields()
	if !known || len(given) > 0 || more != nil || !isTrue(d.Exists) {
		return answer{}, false
	}
	for _, c := range rel.byType[templateStack] {
		if other, _ := c.Body.Get("template_body").Str(); c.Resource != d && other == body {
			return answer{}, false // the template stands for one stack
		}
	}
	var of []iac.Output
	for _, s := range rel.beside {
		if f, err := e.tree.ReadFile(s.Path); err == nil && string(f.Bytes) == body {
			of = append(of, s.Outputs...)
		}
	}
	return outputsAnswer(d, of)
}

// outputsAnswer returns what of, the outputs of what is deployed as one stack,
// answer d.
func outputsAnswer(d *iac.Resource, of []iac.Output) (answer, bool) {
	var fields []iac.Field
	seen := map[string]bool{}
	for _, o := range of {
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
