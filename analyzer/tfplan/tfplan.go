// Package tfplan reads what `terraform show -json` prints of a plan or a state,
// or OpenTofu's twin of it, into resources and values as iac has them. It knows
// the format: planned values, what of them only apply knows, and the references
// that a plan keeps of each expression. It knows the names of attributes only
// where they hold the id of a resource, and nothing of what resources mean. It
// is the only door to hashicorp/terraform-json.
//
// Identity is joined twice. A text that is the id or ARN of a resource is a
// reference to that resource: that is all that a state has. What a plan does
// not know yet is resolved by the references of its expression, and left
// unknown where these do not decide it, since the expression itself is not in
// the plan.
package tfplan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Options are facts that a plan or state may leave open.
type Options struct {
	Region, Account string // used where the document does not say
}

// The kinds of document, as iac.Stack has them.
const (
	kindPlan  = "plan"
	kindState = "state"
)

// A Document is a plan or a state that has been read.
type Document struct {
	file    *source.File
	kind    string
	plan    *tfjson.Plan // a state is a plan of nothing but its values
	layout  *layout
	secrets *secrets

	problems []iac.Problem
	partial  *iac.Unknown // why there may be resources that are not shown; nil if there are none
}

// Read returns the document in f. A problem says why it cannot be read at all:
// it is no JSON, of a format version that is not known, or neither plan nor
// state.
func Read(f *source.File) (*Document, *iac.Problem) {
	d := &Document{file: f}
	var head head
	if err := json.Unmarshal(f.Bytes, &head); err != nil {
		return nil, d.unreadable(err)
	}
	d.layout = layoutOf(f)
	if p := d.identify(head); p != nil {
		return nil, p
	}
	if err := d.decode(); err != nil {
		return nil, d.unreadable(err)
	}
	d.secrets = d.findSecrets()
	d.judgeCompleteness(head)
	return d, nil
}

// A head is what tells the kinds of document from each other.
type head struct {
	FormatVersion   *string         `json:"format_version"`
	PlannedValues   json.RawMessage `json:"planned_values"`
	ResourceChanges json.RawMessage `json:"resource_changes"`
	Errored         bool            `json:"errored"`
	Lineage         *string         `json:"lineage"` // of a state as Terraform stores it
}

// identify sets the kind of the document, and fails where it is none that is
// read.
func (d *Document) identify(h head) *iac.Problem {
	at := d.layout.top("format_version")
	switch {
	case h.FormatVersion == nil && h.Lineage != nil:
		return notRead(d.file.Range(0, 0), "this is a state as Terraform stores it: pass what `terraform show -json` prints of it")
	case h.FormatVersion == nil:
		return notRead(d.file.Range(0, 0), "this is no output of `terraform show -json`: it has no format version")
	case !isKnownVersion(*h.FormatVersion):
		return notRead(at, "format version %q is not known: 0.1 to 1.x are read", *h.FormatVersion)
	case len(h.PlannedValues) > 0 || len(h.ResourceChanges) > 0:
		d.kind = kindPlan
	default:
		d.kind = kindState
	}
	return nil
}

// isKnownVersion reports whether documents of that format version are read.
// Minor versions only add to the format.
// https://developer.hashicorp.com/terraform/internals/json-format
func isKnownVersion(v string) bool {
	major, minor, _ := strings.Cut(v, ".")
	return major == "1" || major == "0" && minor != "" && minor != "0"
}

func (d *Document) decode() error {
	if d.kind == kindPlan {
		d.plan = &tfjson.Plan{}
		d.plan.UseJSONNumber(true)
		return d.plan.UnmarshalJSON(d.file.Bytes)
	}
	var state tfjson.State
	state.UseJSONNumber(true)
	if err := state.UnmarshalJSON(d.file.Bytes); err != nil {
		return err
	}
	d.plan = &tfjson.Plan{PlannedValues: state.Values}
	return nil
}

// judgeCompleteness notes why the document may not show every resource.
func (d *Document) judgeCompleteness(h head) {
	var kind iac.ProblemKind
	var why string
	var at source.Range
	switch {
	case h.Errored:
		kind, at = iac.EvaluationError, d.layout.top("errored")
		why = "the plan is not whole: Terraform met an error while it made it"
	case len(d.plan.DeferredChanges) > 0:
		kind, at = iac.UnknownInput, d.layout.top("deferred_changes")
		why = "the plan is not whole: some of it is deferred to a later one"
	case d.plan.Complete != nil && !*d.plan.Complete:
		kind, at = iac.UnknownInput, d.layout.top("complete")
		why = "the plan is not whole: it was made with -target"
	default:
		return
	}
	d.partial = &iac.Unknown{Name: "plan", Why: why, Range: at}
	d.problems = append(d.problems, iac.Problem{Kind: kind, Message: why, Range: at})
}

// unreadable returns the problem that err is, where it says where it is.
func (d *Document) unreadable(err error) *iac.Problem {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at := int(syntax.Offset)
		// Whoever cut it off may have ended the line.
		if end := len(bytes.TrimRight(d.file.Bytes, " \t\r\n")); at > end || at >= len(d.file.Bytes) && strings.Contains(syntax.Error(), "unexpected end") {
			return notRead(d.file.Range(end, end), "the JSON ends too early: the file is truncated")
		}
		return notRead(d.file.Range(max(at-1, 0), at), "not valid JSON: %s", syntax)
	}
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		return notRead(d.file.Range(0, 0), "`%s` is a JSON %s where another type belongs", mistyped.Field, mistyped.Value)
	}
	return notRead(d.file.Range(0, 0), "not readable: %s", err)
}

func notRead(at source.Range, format string, args ...any) *iac.Problem {
	return &iac.Problem{Kind: iac.ParseError, Range: at, Message: fmt.Sprintf(format, args...)}
}

// Shown returns the file with everything in it blanked that the document marks
// as sensitive: what may be shown of it.
func (d *Document) Shown() *source.File { return d.layout.blanked(d.secrets) }

// Stack returns the resources of the document by themselves.
func (d *Document) Stack(opts Options) *iac.Stack {
	b := newBuilder(d, opts)
	return &iac.Stack{
		Path: d.file.Name, Kind: d.kind,
		Resources: b.resources(), Problems: d.problems,
	}
}
