package config_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/source"
)

// schema returns the published schema, compiled and as it is written.
func schema(t *testing.T) (*jsonschema.Schema, map[string]any) {
	t.Helper()
	text, err := os.ReadFile("../../docs/config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("config.schema.json", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("config.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled, document.(map[string]any)
}

// objectsOf returns the properties of every object that the schema knows by
// where it stands in a file.
func objectsOf(document map[string]any) map[string][]string {
	defs := document["$defs"].(map[string]any)
	objects := map[string][]string{}
	var walk func(at string, s map[string]any)
	walk = func(at string, s map[string]any) {
		if ref, ok := s["$ref"].(string); ok {
			walk(at, defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any))
		}
		if items, ok := s["items"].(map[string]any); ok {
			walk(at+"[]", items)
		}
		if more, ok := s["additionalProperties"].(map[string]any); ok {
			walk(at+".*", more)
		}
		for _, word := range []string{"anyOf", "oneOf"} {
			options, _ := s[word].([]any)
			for _, o := range options {
				walk(at, o.(map[string]any))
			}
		}
		properties, ok := s["properties"].(map[string]any)
		if !ok {
			return
		}
		for name, p := range properties {
			objects[at] = append(objects[at], name)
			walk(at+"."+name, p.(map[string]any))
		}
		slices.Sort(objects[at])
	}
	walk("", document)
	return objects
}

// at returns a file whose only content is an unknown key at a place, such as
// ".assume.vpcs.*".
func at(place string) string {
	text := "{zzzzzzzz: 1}"
	parts := strings.Split(strings.ReplaceAll(place, "[]", ".[]"), ".")
	for _, p := range slices.Backward(parts[1:]) {
		switch p {
		case "[]":
			text = "[" + text + "]"
		case "*":
			text = "{data.aws_x.y: " + text + "}"
		default:
			text = "{" + p + ": " + text + "}"
		}
	}
	return text
}

// What the schema allows is what is read, key by key: an unknown key names
// those that are known at its place.
func TestSchemaKeys(t *testing.T) {
	_, document := schema(t)
	objects := objectsOf(document)
	if len(objects) == 0 {
		t.Fatal("the schema has no objects")
	}
	for place, want := range objects {
		_, problems := config.Parse(source.NewFile(config.Name, []byte(at(place))))
		got := ""
		for _, p := range problems {
			if strings.HasPrefix(p.Message, "unknown key `zzzzzzzz`: use ") {
				got = p.Message
			}
		}
		known := strings.Split(strings.TrimPrefix(got, "unknown key `zzzzzzzz`: use "), ", ")
		slices.Sort(known)
		if diff := cmp.Diff(want, known); diff != "" {
			t.Errorf("%s: keys (-schema +read):\n%s%v", at(place), diff, problems)
		}
	}
}

// The schema and the reader agree on what is valid.
func TestSchemaAgrees(t *testing.T) {
	compiled, _ := schema(t)
	tests := []struct {
		name, text string
		valid      bool
	}{
		{"nothing", "", true},
		{"a key without a value", "paths:\n", true},
		{"one text for a list", "exclude: examples/\n", true},
		{"a list", "format: [text, sarif=out.sarif]\n", true},
		{"a list in a list", "format: [[text]]\n", false},
		{"an unknown key", "path: x\n", false},
		{"a word", "fail-on: note\n", true},
		{"another word", "fail-on: notes\n", false},
		{"a boolean", "changed: true\n", true},
		{"a text for a boolean", "changed: sometimes\n", false},
		{"a number for a text", "account: 123456789012\n", true},
		{"values of any form", "var: {a: 1, b: [x, y], c: {d: true}}\n", true},
		{"values that are none", "var: [a=1]\n", false},
		{"a rule", "rules: {TR101: off, isolated-subnet: warning}\n", true},
		{"a rule set to a flag", "rules: {TR101: false}\n", false},
		{"the name of a stack", "stack-name: {a.yaml: web}\n", true},
		{"a list for the name of a stack", "stack-name: {a.yaml: [web]}\n", false},
		{"no object", "[paths]\n", false},
		{"what is ignored", "ignore: [{rule: TR101, path: infra/**, resource: 'aws_ecs_service.*', until: '2027-01-31', reason: x}, {rule: [TR102, dead-route]}]\n", true},
		{"one thing ignored", "ignore: {rule: TR101, reason: x}\n", true},
		{"everything ignored", "ignore: [{path: infra}]\n", false},
		{"nothing ignored", "ignore: [TR101]\n", false},
		{"another date", "ignore: [{rule: TR101, until: tomorrow}]\n", false},
		{"wires", "wiring: {service.yaml: {VpcId: network.yaml.VpcId}}\n", true},
		{"a wire to nothing", "wiring: {service.yaml: {VpcId: network}}\n", false},
		{"a wire of nothing", "wiring: {service.yaml: [VpcId]}\n", false},
		{"a snapshot", "snapshot: [aws/, vpcs.json]\n", true},
		{"assumed values", "assume: {values: {var.a: 1, Parameter B: [x, y], export net-Vpc: vpc-1, module.m.data.aws_ssm_parameter.x.value: y}}\n", true},
		{"an output of a module", "assume: {vpcs: {'module.net[0].vpc_id': {}}, subnets: {module.net.private_subnets: {}}}\n", true},
		{"a value of nothing", "assume: {values: {a: 1}}\n", false},
		{"a value by an id", "assume: {values: {vpc-1: 1}}\n", false},
		{"a VPC", "assume: {vpcs: {vpc-1: {cidr: 10.0.0.0/16, endpoints: [ecr.api, {service: s3, type: interface, private-dns: false}], routing: nat, subnets: [subnet-1], complete: true}}}\n", true},
		{"a VPC by the id of a subnet", "assume: {vpcs: {subnet-1: {cidr: 10.0.0.0/16}}}\n", false},
		{"an endpoint without a service", "assume: {vpcs: {vpc-1: {endpoints: [{type: interface}]}}}\n", false},
		{"an endpoint by its long name", "assume: {vpcs: {vpc-1: {endpoints: [Ecr]}}}\n", false},
		{"another routing", "assume: {vpcs: {vpc-1: {routing: private}}}\n", false},
		{"subnets", "assume: {vpcs: {vpc-1: {routing: nat}}, subnets: {data.aws_subnets.x: {vpc: vpc-1, count: 2, routing: public}}}\n", true},
		{"no subnets", "assume: {subnets: {subnet-1: {count: 0}}}\n", false},
		{"a group", "assume: {security-groups: {sg-1: {vpc: vpc-1, ingress: none, egress: [tcp/443 0.0.0.0/0, all sg-2, udp/1-2 pl-1]}}}\n", true},
		{"a group that lets all out", "assume: {security-groups: {sg-1: {egress: all}}}\n", true},
		{"a rule without a peer", "assume: {security-groups: {sg-1: {egress: [tcp/443]}}}\n", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { agree(t, compiled, tt.text, tt.valid) })
	}
}

// yamlBlock is an example of a configuration file in a document.
var yamlBlock = regexp.MustCompile("(?s)```yaml\n(# \\.taskreach\\.yaml\n.*?)```")

// The examples in the documentation are valid.
func TestDocumentedExamples(t *testing.T) {
	compiled, _ := schema(t)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllSubmatch(readme, -1)
	if len(blocks) < 3 {
		t.Fatalf("%d examples in the README, want 3 or more", len(blocks))
	}
	for _, b := range blocks {
		text := regexp.MustCompile(`(?m)until: (\S+)`).ReplaceAllString(string(b[1]), "until: '$1'") // the schema's dates are texts
		t.Run(text, func(t *testing.T) { agree(t, compiled, text, true) })
	}
}

// agree checks that the schema and the reader both find a text valid, or both
// do not.
func agree(t *testing.T, compiled *jsonschema.Schema, text string, valid bool) {
	t.Helper()
	_, problems := config.Parse(source.NewFile(config.Name, []byte(text)))
	if got := len(problems) == 0; got != valid {
		t.Errorf("read as valid: %v, want %v: %v", got, valid, problems)
	}
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(v); (err == nil) != valid {
		t.Errorf("valid by the schema: %v, want %v: %v", err == nil, valid, err)
	}
}
