package fix_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/fix"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// edit makes the change c to the text, in which the value to change stands
// between « and ». It returns the text as it was if there is no edit to make.
func edit(t *testing.T, name, text string, c lint.Change) string {
	t.Helper()
	start := strings.Index(text, "«")
	end := strings.Index(text, "»") - len("«")
	if start < 0 || end < start {
		t.Fatalf("no value is marked in %q", text)
	}
	f := source.NewFile(name, []byte(strings.NewReplacer("«", "", "»", "").Replace(text)))
	c.At = f.Range(start, end)
	edits, ok := fix.Edits(f, &c)
	if !ok {
		return string(f.Bytes)
	}
	after, err := f.Apply(edits)
	if err != nil {
		t.Fatal(err)
	}
	return string(after.Bytes)
}

var (
	terraform = &iac.Resource{Address: "aws_vpc_endpoint.logs", Language: iac.Terraform}
	template  = &iac.Resource{Address: "Logs", Language: iac.CloudFormation}

	privateDNS = iac.Named("private_dns_enabled", "PrivateDnsEnabled")
	publicIP   = iac.Named("network_configuration.assign_public_ip", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp")
	tables     = iac.Named("route_table_ids", "RouteTableIds")
)

// unchanged says in a table that there is no edit to make.
const unchanged = ""

func TestTurnOn(t *testing.T) {
	tests := []struct {
		name, file, text, want string
		attr                   iac.Name
		on                     iac.Name
	}{
		{"HCL", "main.tf", "a {\n  private_dns_enabled = «false» # why\n}\n", "a {\n  private_dns_enabled = true # why\n}\n", privateDNS, iac.Name{}},
		{"quoted", "main.tf", `a = «"false"»`, `a = "true"`, privateDNS, iac.Name{}},
		{"a variable", "main.tf", "a = «var.dns»", unchanged, privateDNS, iac.Name{}},
		{"an expression", "main.tf", "a = «!true»", unchanged, privateDNS, iac.Name{}},
		{"YAML", "t.yaml", "P:\n  A: «DISABLED»\n", "P:\n  A: ENABLED\n", publicIP, iac.Name{}},
		{"quoted in YAML", "t.yaml", "P: {A: «'DISABLED'»}", "P: {A: 'ENABLED'}", publicIP, iac.Name{}},
		{"a function", "t.yaml", "P: «!Ref Dns»", unchanged, privateDNS, iac.Name{}},
		{"JSON", "t.json", `{"A": «"DISABLED"»}`, `{"A": "ENABLED"}`, publicIP, iac.Name{}},

		{
			"not there, wider than the others", "main.tf", "«a \"b\" {\n  vpc_id = x\n  c      = 1\n\n  d {\n  }\n}»\n",
			"a \"b\" {\n  vpc_id              = x\n  c                   = 1\n  private_dns_enabled = true\n\n  d {\n  }\n}\n", privateDNS, iac.Named("true", "true"),
		},
		{
			"not there, narrower", "main.tf", "«a {\n  private_dns_enabled_at = x\n}»", "a {\n  private_dns_enabled_at = x\n  private_dns_enabled    = true\n}",
			privateDNS, iac.Named("true", "true"),
		},
		{
			"not aligned before", "main.tf", "«a {\n  b   = x\n  long = y\n}»", "a {\n  b   = x\n  long = y\n  private_dns_enabled = true\n}",
			privateDNS, iac.Named("true", "true"),
		},
		{
			"behind the meta-arguments", "main.tf", "«a { # head\n  count = 2\n\n  # why\n  b = x\n}»",
			"a { # head\n  count = 2\n\n  # why\n  b                   = x\n  private_dns_enabled = true\n}", privateDNS, iac.Named("true", "true"),
		},
		{"before a list of many lines", "main.tf", "«a {\n  b = x\n  c = [\n    d,\n  ]\n}»", "a {\n  b                   = x\n  private_dns_enabled = true\n  c = [\n    d,\n  ]\n}", privateDNS, iac.Named("true", "true")},
		{"windows", "main.tf", "«a {\r\n  private_dns_enabled_at = x\r\n}»", "a {\r\n  private_dns_enabled_at = x\r\n  private_dns_enabled    = true\r\n}", privateDNS, iac.Named("true", "true")},
		{"an empty block", "main.tf", "«a {}»", unchanged, privateDNS, iac.Named("true", "true")},
		{"meta-arguments alone", "main.tf", "«a {\n  count = 2\n}»", unchanged, privateDNS, iac.Named("true", "true")},
		{"a block first", "main.tf", "«a {\n  b {\n    c = 1\n  }\n}»", unchanged, privateDNS, iac.Named("true", "true")},
		{"no block", "main.tf", "a = «merge(b, {\n  c = 1\n})»", "a = merge(b, {\n  c = 1\n})", iac.Name{}, iac.Named("true", "true")},

		{"not there in YAML", "t.yaml", "P:\n  «A: 1\n  B:\n    - c»\n\nQ: 1\n", "P:\n  A: 1\n  B:\n    - c\n  PrivateDnsEnabled: true\n\nQ: 1\n", privateDNS, iac.Named("true", "true")},
		{"behind a comment", "t.yaml", "P:\n  «A: 1» # why\nQ: 1\n", "P:\n  A: 1 # why\n  PrivateDnsEnabled: true\nQ: 1\n", privateDNS, iac.Named("true", "true")},
		{"in braces", "t.yaml", "P: «{A: 1}»\n", "P: {PrivateDnsEnabled: true, A: 1}\n", privateDNS, iac.Named("true", "true")},
		{"a function for the object", "t.yaml", "P: «!If [a, b, c]»\n", unchanged, privateDNS, iac.Named("true", "true")},
		{"not there in JSON", "t.json", "{\"P\": «{\n  \"A\": 1\n}»}", "{\"P\": {\n  \"PrivateDnsEnabled\": true,\n  \"A\": 1\n}}", privateDNS, iac.Named("true", "true")},
		{"minified", "t.template", `{"P":«{"A":1}»}`, `{"P":{"AssignPublicIp":"ENABLED","A":1}}`, publicIP, iac.Named("true", "ENABLED")},
		{"an empty object", "t.json", "{\"P\": «{}»}", unchanged, privateDNS, iac.Named("true", "true")},
		{"no word for it", "t.json", "{\"P\": «{\"A\": 1}»}", unchanged, privateDNS, iac.Name{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := terraform
			if !strings.HasPrefix(tt.file, "main.") {
				r = template
			}
			want := tt.want
			if want == unchanged {
				want = strings.NewReplacer("«", "", "»", "").Replace(tt.text)
			}
			got := edit(t, tt.file, tt.text, lint.Change{Resource: r, Attr: tt.attr, On: tt.on})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestAdd(t *testing.T) {
	inTerraform := lint.Change{Resource: terraform, Attr: tables, Add: []lint.Reference{
		{Resource: &iac.Resource{Address: `aws_route_table.app["a"]`, Language: iac.Terraform}, Attr: iac.Named("id", "")},
	}}
	two := inTerraform
	two.Add = append(two.Add, lint.Reference{Resource: &iac.Resource{Address: "aws_route_table.b", Language: iac.Terraform}, Attr: iac.Named("id", "")})
	elsewhere := inTerraform
	elsewhere.Resource = &iac.Resource{Address: "module.net.aws_vpc_endpoint.s3", Language: iac.Terraform}
	ofAnother := lint.Change{Resource: &iac.Resource{Address: "live/net/module.net.aws_vpc_endpoint.s3", Language: iac.Terraform}, Attr: tables, Add: []lint.Reference{
		{Resource: &iac.Resource{Address: `live/net/module.net.aws_route_table.app["a/b"]`, Language: iac.Terraform}, Attr: iac.Named("id", "")},
	}}
	across := ofAnother
	across.Add = inTerraform.Add
	inTemplate := lint.Change{Resource: template, Attr: tables, Add: []lint.Reference{
		{Resource: &iac.Resource{Address: "App", Language: iac.CloudFormation}, Attr: iac.Named("id", "")},
	}}
	attribute := lint.Change{Resource: template, Attr: tables, Add: []lint.Reference{
		{Resource: &iac.Resource{Address: "App", Language: iac.CloudFormation}, Attr: iac.Named("cidr_block", "CidrBlock")},
	}}
	nested := inTemplate
	nested.Resource = &iac.Resource{Address: "Net/S3", Language: iac.CloudFormation}

	tests := []struct {
		name, file, text, want string
		change                 lint.Change
	}{
		{"one line", "main.tf", "a = «[b.id]»", `a = [b.id, aws_route_table.app["a"].id]`, inTerraform},
		{"two of them", "main.tf", "a = «[b.id]»", `a = [b.id, aws_route_table.app["a"].id, aws_route_table.b.id]`, two},
		{"empty", "main.tf", "a = «[]»", `a = [aws_route_table.app["a"].id]`, inTerraform},
		{"many lines", "main.tf", "a = «[\n  b.id,\n]»", "a = [\n  b.id,\n  aws_route_table.app[\"a\"].id,\n]", inTerraform},
		{"no comma at the end", "main.tf", "a = «[\n  b.id\n]»", "a = [\n  b.id,\n  aws_route_table.app[\"a\"].id\n]", inTerraform},
		{"a comment in it", "main.tf", "a = «[\n  b.id, # why\n]»", unchanged, inTerraform},
		{"a for expression", "main.tf", "a = «[for t in b : t.id]»", unchanged, inTerraform},
		{"an expression", "main.tf", "a = «concat([b], [c])»", unchanged, inTerraform},
		{"two lists", "main.tf", "a = «[b][0]»", unchanged, inTerraform},
		{"in another module", "main.tf", "a = «[b.id]»", unchanged, elsewhere},
		{"both in another stack", "main.tf", "a = «[b.id]»", `a = [b.id, aws_route_table.app["a/b"].id]`, ofAnother},
		{"of another stack", "main.tf", "a = «[b.id]»", unchanged, across},
		{"not there", "main.tf", "«a {\n  vpc_id = x\n}»", "a {\n  vpc_id          = x\n  route_table_ids = [aws_route_table.app[\"a\"].id]\n}", inTerraform},
		{"Terraform in JSON", "main.tf.json", `{"a": «["b"]»}`, `{"a": ["b", "${aws_route_table.app[\"a\"].id}"]}`, inTerraform},
		{"YAML in brackets", "t.yaml", "A: «[!Ref B]»\n", "A: [!Ref B, !Ref App]\n", inTemplate},
		{"YAML in lines", "t.yaml", "A:\n  «- !Ref B» # why\nC: 1\n", "A:\n  - !Ref B # why\n  - !Ref App\nC: 1\n", inTemplate},
		{"an attribute", "t.yaml", "A: «[b]»\n", "A: [b, !GetAtt App.CidrBlock]\n", attribute},
		{"JSON", "t.json", "{\"A\": «[\n  {\"Ref\": \"B\"}\n]»}", "{\"A\": [\n  {\"Ref\": \"B\"},\n  {\"Ref\": \"App\"}\n]}", inTemplate},
		{"an attribute in JSON", "t.json", `{"A": «["b"]»}`, `{"A": ["b", {"Fn::GetAtt": ["App", "CidrBlock"]}]}`, attribute},
		{"in another stack", "t.yaml", "A: «[!Ref B]»\n", unchanged, nested},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := tt.want
			if want == unchanged {
				want = strings.NewReplacer("«", "", "»", "").Replace(tt.text)
			}
			if diff := cmp.Diff(want, edit(t, tt.file, tt.text, tt.change)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What is said of another file or beyond its end is no edit of this one.
func TestEditsElsewhere(t *testing.T) {
	f := source.NewFile("a.tf", []byte("a = false\n"))
	for _, at := range []source.Range{{}, {File: "b.tf", End: source.Pos{Byte: 3}}, {File: "a.tf", End: source.Pos{Byte: 99}}} {
		if edits, ok := fix.Edits(f, &lint.Change{Resource: terraform, Attr: privateDNS, At: at}); ok {
			t.Errorf("Edits at %v = %v, want none", at, edits)
		}
	}
}
