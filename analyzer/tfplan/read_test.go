package tfplan_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/tfplan"
)

// stackOf returns the stack of the document with that text, alone.
func stackOf(t *testing.T, text string) *iac.Stack {
	t.Helper()
	return documentOf(t, text).Stack(tfplan.Options{})
}

func documentOf(t *testing.T, text string) *tfplan.Document {
	t.Helper()
	d, problem := tfplan.Read(source.NewFile("plan.json", []byte(text)))
	if problem != nil {
		t.Fatalf("Read: %s: %s", problem.Range, problem.Message)
	}
	return d
}

// find returns the resource with that address.
func find(t *testing.T, s *iac.Stack, address string) *iac.Resource {
	t.Helper()
	for _, r := range s.Resources {
		if r.Address == address {
			return r
		}
	}
	t.Fatalf("no %s in the stack", address)
	return nil
}

func TestReadProblems(t *testing.T) {
	tests := []struct {
		name, text, want string
	}{
		{"a plan", `{"format_version":"1.2","planned_values":{}}`, ""},
		{"a later minor version", `{"format_version":"1.99","planned_values":{}}`, ""},
		{"the first version", `{"format_version":"0.1","planned_values":{}}`, ""},
		{"a state", `{"format_version":"1.0","values":{"root_module":{}}}`, ""},
		{"an empty state", `{"format_version":"1.0"}`, ""},
		{"a major version to come", "{\n\"format_version\":\"2.0\",\"planned_values\":{}}", `plan.json:2: format version "2.0" is not known: 0.1 to 1.x are read`},
		{"no version", `{"format_version":"","values":{}}`, `plan.json:1: format version "" is not known: 0.1 to 1.x are read`},
		{"cut off in a text", "{\"format_version\":\"1.0\",\n\"values\":{\"root_mod", "plan.json:2: the JSON ends too early: the file is truncated"},
		{"cut off before the line ends", "{\"format_version\":\"1.0\",\n\"values\":{\"root_mod\n", "plan.json:2: the JSON ends too early: the file is truncated"},
		{"cut off between members", "{\"format_version\":\"1.0\",\n\n", "plan.json:1: the JSON ends too early: the file is truncated"},
		{"empty", "", "plan.json:1: the JSON ends too early: the file is truncated"},
		{"a stray comma", "{\"format_version\":\"1.0\",\n}", "plan.json:2: not valid JSON: invalid character '}' looking for beginning of object key string"},
		{"a state as stored", `{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"a"}`, "plan.json:1: this is a state as Terraform stores it: pass what `terraform show -json` prints of it"},
		{"something else", `{"name":"x"}`, "plan.json:1: this is no output of `terraform show -json`: it has no format version"},
		{"another shape", `{"format_version":"1.0","planned_values":{"root_module":[]}}`, "plan.json:1: `planned_values.root_module` is a JSON array where another type belongs"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problem := tfplan.Read(source.NewFile("plan.json", []byte(tt.text)))
			got := ""
			if problem != nil {
				got = problem.Range.String() + ": " + problem.Message
				if problem.Kind != iac.ParseError {
					t.Errorf("kind %s, want %s", problem.Kind, iac.ParseError)
				}
			}
			if got != tt.want {
				t.Errorf("problem %q, want %q", got, tt.want)
			}
		})
	}
}

// A plan that is not whole may lack resources, so that nothing is closed.
func TestUnwholePlan(t *testing.T) {
	const vpc = `"planned_values":{"root_module":{"resources":[{"address":"aws_vpc.a","mode":"managed","type":"aws_vpc","name":"a","values":{}}]}}`
	tests := []struct {
		name, text string
		kind       iac.ProblemKind
		unseen     bool
	}{
		{"whole", `{"format_version":"1.2","complete":true,"errored":false,` + vpc + `}`, "", false},
		{"of a version that does not say", `{"format_version":"1.1",` + vpc + `}`, "", false},
		{"in part deferred", `{"format_version":"1.2","complete":false,"deferred_changes":[{"reason":"provider_config_unknown","resource_change":{"address":"aws_vpc.b","mode":"managed","type":"aws_vpc","name":"b","change":{"actions":["create"]}}}],` + vpc + `}`, iac.UnknownInput, true},
		{"made with -target", `{"format_version":"1.2","complete":false,` + vpc + `}`, iac.UnknownInput, true},
		{"stopped by an error", `{"format_version":"1.2","errored":true,` + vpc + `}`, iac.EvaluationError, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, tt.text)
			var kind iac.ProblemKind
			for _, p := range s.Problems {
				kind = p.Kind
				if p.Range.Start.Line != 1 || !strings.HasPrefix(p.Message, "the plan is not whole: ") {
					t.Errorf("problem %s: %s", p.Range, p.Message)
				}
			}
			if kind != tt.kind {
				t.Errorf("problem of kind %q, want %q", kind, tt.kind)
			}
			last := s.Resources[len(s.Resources)-1]
			if unseen := last.Unseen != nil; unseen != tt.unseen {
				t.Errorf("stands for unseen resources: %v, want %v", unseen, tt.unseen)
			}
			if refs := last.Body.Refs(); tt.unseen && (len(refs) != 1 || refs[0].Address != "aws_vpc.a") {
				t.Errorf("unseen resources may add to %v, want aws_vpc.a", refs)
			}
		})
	}
}

// What is destroyed, deposed or was read long ago is no part of the stack.
func TestPlannedResources(t *testing.T) {
	s := stackOf(t, `{
 "format_version": "1.2",
 "planned_values": {"root_module": {
  "resources": [
   {"address": "aws_vpc.kept", "mode": "managed", "type": "aws_vpc", "name": "kept", "values": {"cidr_block": "10.0.0.0/16"}},
   {"address": "aws_vpc.kept", "mode": "managed", "type": "aws_vpc", "name": "kept", "deposed_key": "0a", "values": {"cidr_block": "10.9.0.0/16"}}
  ],
  "child_modules": [{"address": "module.net[\"a\"]", "resources": [
   {"address": "module.net[\"a\"].aws_subnet.x[0]", "mode": "managed", "type": "aws_subnet", "name": "x", "index": 0, "values": {}}]}]}},
 "resource_changes": [
  {"address": "aws_vpc.kept", "mode": "managed", "type": "aws_vpc", "name": "kept", "deposed": "0a", "change": {"actions": ["delete"], "before": {}, "after": null, "after_unknown": {}}},
  {"address": "aws_vpc.gone", "mode": "managed", "type": "aws_vpc", "name": "gone", "change": {"actions": ["delete"], "before": {}, "after": null, "after_unknown": {}}}],
 "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": [
   {"address": "data.aws_region.here", "mode": "data", "type": "aws_region", "name": "here", "values": {"id": "eu-west-1", "name": "eu-west-1"}},
   {"address": "aws_vpc.gone", "mode": "managed", "type": "aws_vpc", "name": "gone", "values": {}}]}}}
}`)
	var got []string
	for _, r := range s.Resources {
		got = append(got, r.Address)
		if b, known := r.Exists.Bool(); !b || !known {
			t.Errorf("%s may not exist", r.Address)
		}
	}
	want := "aws_vpc.kept module.net[\"a\"].aws_subnet.x[0] data.aws_region.here"
	if strings.Join(got, " ") != want {
		t.Errorf("resources %v, want %s", got, want)
	}
	vpc := find(t, s, "aws_vpc.kept")
	if cidr, _ := vpc.Body.Get("cidr_block").Str(); cidr != "10.0.0.0/16" {
		t.Errorf("cidr_block = %s: that of the deposed object", cidr)
	}
	if region, _ := vpc.Region.Str(); region != "eu-west-1" {
		t.Errorf("region %q, want what data.aws_region tells", region)
	}
}

// A finding in a plan points at the resource, and at its attribute.
func TestPlaces(t *testing.T) {
	text := `{"format_version":"1.0","values":{"root_module":{"resources":[
{"address":"aws_vpc.a",
 "mode":"managed","type":"aws_vpc","name":"a","values":{
  "cidr_block":"10.0.0.0/16","tags":{"address":"aws_vpc.b","values":{}}}}
]}}}`
	s := stackOf(t, text)
	r := find(t, s, "aws_vpc.a")
	tests := []struct {
		name string
		at   source.Range
		want string
	}{
		{"header", r.Header, `"address":"aws_vpc.a"`},
		{"attribute", r.Body.Get("cidr_block").Range, `"cidr_block":"10.0.0.0/16"`},
		{"block", r.Range, text[strings.Index(text, `{"address"`):strings.LastIndex(text, "\n]}}}")]},
	}
	for _, tt := range tests {
		if got := text[tt.at.Start.Byte:tt.at.End.Byte]; got != tt.want {
			t.Errorf("%s at %q, want %q", tt.name, got, tt.want)
		}
	}
	if r.Header.Start.Line != 2 || r.Body.Get("cidr_block").Range.Start.Line != 4 {
		t.Errorf("lines %d and %d, want 2 and 4", r.Header.Start.Line, r.Body.Get("cidr_block").Range.Start.Line)
	}
}
