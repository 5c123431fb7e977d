package cloudformation

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxNesting is how deep stacks may nest.
const maxNesting = 10

// nests reports whether resources of a type are stacks of their own.
func nests(kind string) bool {
	return kind == "AWS::CloudFormation::Stack" || kind == "AWS::Serverless::Application" || kind == stackSet
}

// nest makes the stack that d stands for, or notes why it is not known.
func (in *instance) nest(d *declared) {
	if !nests(d.resource.Type) {
		return
	}
	at := d.entry.keyAt(in.tmpl.file)
	t, problem := in.bodyTemplate(d)
	switch name := ""; {
	case t != nil:
		problem = in.mayNest(t, at)
	case problem == nil:
		if name, problem = in.nestedTemplate(d); problem == nil {
			t = in.load.template(name)
			problem = in.mayNest(t, at)
		}
	}
	if problem != nil {
		d.problem = problem
		d.missing = &iac.Unknown{Name: "stack " + d.entry.key, Why: problem.Message, Range: problem.Range}
		return
	}
	d.nested = in.load.newInstance(t, in, d.entry.key, &parameterSet{})
}

// mayNest returns why a template cannot be nested here, or nil.
func (in *instance) mayNest(t *template, at source.Range) *iac.Problem {
	depth := 0
	for up := in; up != nil; up = up.parent {
		if up.tmpl.name == t.name {
			return &iac.Problem{Kind: iac.EvaluationError, Range: at, Message: fmt.Sprintf("template `%s` nests itself", t.name)}
		}
		depth++
	}
	switch {
	case depth > maxNesting:
		return &iac.Problem{Kind: iac.LimitExceeded, Range: at, Message: fmt.Sprintf("stacks nested deeper than %d levels", maxNesting)}
	case in.load.instances >= maxInstances:
		return &iac.Problem{Kind: iac.LimitExceeded, Range: at, Message: fmt.Sprintf("more than %d stacks", maxInstances)}
	}
	if t.root == nil {
		return &iac.Problem{Kind: iac.UnknownInput, Range: at, Message: fmt.Sprintf("nested template `%s` cannot be read", t.name)}
	}
	return nil
}

// nestedTemplate returns the name of the template that d nests, or a problem
// if it is not among the files.
func (in *instance) nestedTemplate(d *declared) (name string, problem *iac.Problem) {
	if name, ok := in.assetTemplate(d); ok {
		return name, nil
	}
	key := "TemplateURL"
	if d.resource.Type == "AWS::Serverless::Application" {
		key = "Location"
	}
	e, ok := d.entry.value.get("Properties").entry(key)
	if !ok {
		return "", &iac.Problem{
			Kind: iac.EvaluationError, Range: d.entry.keyAt(in.tmpl.file),
			Message: fmt.Sprintf("nested stack `%s` has no `%s`", d.entry.key, key),
		}
	}
	at := e.at(in.tmpl.file)
	if application := e.value.get("ApplicationId"); application != nil {
		id, _, _ := in.textOfNode(application)
		return "", &iac.Problem{
			Kind: iac.UnknownInput, Range: at,
			Message: fmt.Sprintf("stack `%s` nests application `%s` of the Serverless Application Repository: what it adds is unknown", d.entry.key, id),
		}
	}
	t, _, ok := in.textOfNode(e.value)
	if !ok {
		return "", &iac.Problem{
			Kind: iac.UnknownInput, Range: at,
			Message: fmt.Sprintf("the template of nested stack `%s` is in no scanned file", d.entry.key),
		}
	}
	return in.locate(d, t, at)
}

// locate returns the template that a TemplateURL leads to: a file beside this
// one, or the one scanned template whose path a URL ends with.
func (in *instance) locate(d *declared, t iac.Text, at source.Range) (string, *iac.Problem) {
	literal, known := t.Literal()
	if known && !strings.Contains(literal, "://") {
		name, err := source.Join(path.Dir(in.tmpl.name), literal)
		if err == nil && in.load.readable(name) {
			return name, nil
		}
		return "", &iac.Problem{
			Kind: iac.MissingFile, Range: at,
			Message: fmt.Sprintf("nested template `%s` is not there", literal),
		}
	}
	url := urlPath(t)
	found := in.load.endingWith(url, in.tmpl.name)
	hash, hashed := hashOf(url)
	if len(found) == 0 && hashed {
		found = in.load.hashing(hash, in.tmpl.name)
	}
	if len(found) == 1 {
		return found[0], nil
	}
	message := fmt.Sprintf("no scanned template is `%s`, which stack `%s` nests", t, d.entry.key)
	switch {
	case len(found) > 1:
		message = fmt.Sprintf("several scanned templates may be `%s`, which stack `%s` nests: %s", t, d.entry.key, strings.Join(found, ", "))
	case url == "" && len(t.Unknowns()) > 0:
		message = fmt.Sprintf("the template that stack `%s` nests is not known: %s", d.entry.key, t.Unknowns()[0].Why)
	case hashed:
		message = fmt.Sprintf("stack `%s` nests a template that was uploaded under the hash of its content, which is that of no scanned template: "+
			"check the template that was packaged instead, or put `%s` beside this one", d.entry.key, path.Base(url))
	}
	return "", &iac.Problem{Kind: iac.UnknownInput, Range: at, Message: message}
}

// urlPath returns the path of a URL from behind its last part that is not
// known on. The host and the bucket are no part of it.
func urlPath(t iac.Text) string {
	last := ""
	for _, p := range t {
		if p.Resource != nil || p.Unknown != nil {
			last = ""
			continue
		}
		last += p.Literal
	}
	if _, rest, ok := strings.Cut(last, "://"); ok {
		_, last, _ = strings.Cut(rest, "/")
	} else if i := strings.IndexByte(last, '/'); i >= 0 {
		// What stands before the first slash completes a part not known.
		last = last[i+1:]
	}
	last, _, _ = strings.Cut(last, "?")
	return strings.Trim(last, "/")
}

// endingWith returns the templates whose names share the longest run of path
// elements, counted from the end, with the path of a URL.
func (l *loader) endingWith(url, except string) []string {
	if url == "" {
		return nil
	}
	var best []string
	longest := 0
	for _, name := range l.names() {
		n := sharedTail(name, url)
		if name == except || n == 0 || n < longest {
			continue
		}
		if n > longest {
			best, longest = nil, n
		}
		best = append(best, name)
	}
	return best
}

// sharedTail returns how many path elements a and b have in common at their
// ends.
func sharedTail(a, b string) int {
	as, bs := strings.Split(a, "/"), strings.Split(b, "/")
	slices.Reverse(as)
	slices.Reverse(bs)
	n := 0
	for n < min(len(as), len(bs)) && as[n] == bs[n] {
		n++
	}
	return n
}

// names returns the names of the templates in order.
func (l *loader) names() []string {
	names := make([]string, 0, len(l.templates))
	for name := range l.templates {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// readable reports whether the tree has a file called name.
func (l *loader) readable(name string) bool {
	if t := l.templates[name]; t != nil {
		return t.file != nil
	}
	_, err := l.tree.ReadFile(name)
	return err == nil
}

// assetTemplate returns the file in a cdk.out that CDK notes for a nested
// stack, whose TemplateURL is the hash of an asset: beside the resource or, when
// the app was not run by `cdk synth`, in the manifest of assets alone.
//
// Source: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cx-api/lib/assets.ts
func (in *instance) assetTemplate(d *declared) (string, bool) {
	asset, ok := d.entry.value.get("Metadata").get("aws:asset:path").scalar()
	if url := d.entry.value.get("Properties").get("TemplateURL"); !ok && url != nil && in.tmpl.cdk != nil {
		t, _, _ := in.textOfNode(url)
		asset, ok = in.tmpl.cdk.asset(urlPath(t))
	}
	if !ok {
		return "", false
	}
	name, err := source.Join(path.Dir(in.tmpl.name), asset)
	return name, err == nil && in.load.readable(name)
}

// nestedOutput returns an output of the stack that d nests.
func (in *instance) nestedOutput(n *node, d *declared, name string) iac.Value {
	if d.nested == nil {
		why := "stack `" + d.entry.key + "` decides where a template is that comes before it"
		if d.missing != nil {
			why = d.missing.Why
		}
		return in.unknown(n, d.entry.key+".Outputs."+name, why)
	}
	for _, e := range d.nested.outputEntries() {
		if e.key == name {
			return in.outputOf(n, d.nested, e)
		}
	}
	return in.fail(n, "nested template `%s` has no output `%s`", d.nested.tmpl.name, name)
}

// mayNest reports whether the template may declare a stack.
func (t *template) mayNest() bool {
	for _, e := range t.section("Resources") {
		if kind, _ := e.value.get("Type").scalar(); nests(kind) || isForEach(e.key) {
			return true
		}
	}
	return false
}

// nestedTemplates returns the templates that others nest.
func (l *loader) nestedTemplates(names []string) map[string]bool {
	nested := map[string]bool{}
	for _, name := range names {
		t := l.templates[name]
		if t.root == nil || !t.mayNest() {
			continue
		}
		probe := l.lone(t, nil, "", &parameterSet{})
		for _, d := range probe.declared {
			if !nests(d.resource.Type) {
				continue
			}
			if inner, problem := probe.nestedTemplate(d); problem == nil && inner != name {
				nested[inner] = true
			}
		}
	}
	return nested
}
