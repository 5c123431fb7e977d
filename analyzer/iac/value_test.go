package iac_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

var (
	nowhere source.Range
	vpcID   = &iac.Unknown{Name: "var.vpc_id"}
	region  = &iac.Unknown{Name: "AWS::Region"}
	bucket  = &iac.Resource{Address: "aws_s3_bucket.a"}
	other   = &iac.Resource{Address: "aws_s3_bucket.b"}
)

func lit(s string) iac.Text             { return iac.Text{{Literal: s}} }
func unknown(u *iac.Unknown) iac.Text   { return iac.Text{{Unknown: u}} }
func ref(r *iac.Resource) iac.Text      { return iac.Text{{Resource: r, Attr: "id"}} }
func cat(pieces ...any) iac.Text        { return iac.Concat(pieces...) }
func str(s string) iac.Value            { return iac.String(s, nowhere) }
func object(fs ...iac.Field) iac.Value  { return iac.Object(fs, nil, nowhere) }
func list(items ...iac.Value) iac.Value { return iac.List(items, nil, nowhere) }

func TestTextEqual(t *testing.T) {
	tests := []struct {
		name         string
		a, b         iac.Text
		equal, known bool
	}{
		{"literals", lit("a"), lit("a"), true, true},
		{"other literals", lit("a"), lit("b"), false, true},
		{"empty", nil, lit(""), true, true},
		{"the same unknown", unknown(region), unknown(region), true, true},
		{"two unknowns", unknown(region), unknown(vpcID), false, false},
		{"an unknown and a literal", unknown(region), lit("eu-west-1"), false, false},
		{"one service of one unknown region", cat("com.amazonaws.", unknown(region), ".s3"), cat("com.amazonaws.", unknown(region), ".s3"), true, true},
		{"two services of one unknown region", cat("com.amazonaws.", unknown(region), ".s3"), cat("com.amazonaws.", unknown(region), ".logs"), false, true},
		{"beginnings that differ", cat("a-", unknown(region)), cat("b-", unknown(vpcID)), false, true},
		{"ends that differ", cat(unknown(region), "-a"), cat(unknown(vpcID), "-b"), false, true},
		{"one beginning of the other", cat("a", unknown(region)), cat("ab", unknown(vpcID)), false, false},
		{"a reference and itself", ref(bucket), ref(bucket), true, true},
		{"references to two resources", ref(bucket), ref(other), false, false},
		{"a reference and nothing", ref(bucket), lit(""), false, true},
		{"a reference with more behind it", ref(bucket), cat(ref(bucket), "/x"), false, true},
		{"literals cut differently", iac.Text{{Literal: "a"}, {Literal: "b"}}, lit("ab"), true, true},
	}
	for _, tt := range tests {
		for _, pair := range [][2]iac.Text{{tt.a, tt.b}, {tt.b, tt.a}} {
			equal, known := pair[0].Equal(pair[1])
			if equal != tt.equal || known != tt.known {
				t.Errorf("%s: %q.Equal(%q) = %v, %v; want %v, %v", tt.name, pair[0], pair[1], equal, known, tt.equal, tt.known)
			}
		}
	}
}

func TestTextSplit(t *testing.T) {
	arn := cat("arn:aws:ecr:", unknown(region), ":1:repository/", ref(bucket))
	var got []string
	for _, field := range arn.Split(":") {
		got = append(got, field.String())
	}
	want := []string{"arn", "aws", "ecr", "${AWS::Region}", "1", "repository/aws_s3_bucket.a.id"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Split (-want +got):\n%s", diff)
	}
	if _, _, found := arn.Cut("bucket"); found {
		t.Error("Cut finds text inside a reference")
	}
	if got := cat("  ", unknown(region), " x ").TrimSpace().String(); got != "${AWS::Region} x" {
		t.Errorf("TrimSpace = %q", got)
	}
}

func TestValueAccessors(t *testing.T) {
	tests := []struct {
		name             string
		value            iac.Value
		bool, boolKnown  bool
		number           int
		intKnown, absent bool
	}{
		{"absent", iac.Absent(nowhere), false, false, 0, false, true},
		{"true", iac.Bool(true, nowhere), true, true, 0, false, false},
		{"the string true", str("true"), true, true, 0, false, false},
		{"the string True", str("True"), true, true, 0, false, false},
		{"another string", str("yes"), false, false, 0, false, false},
		{"a number", iac.NumberValue("443", nowhere), false, false, 443, true, false},
		{"a number with a point", iac.NumberValue("443.0", nowhere), false, false, 443, true, false},
		{"a fraction", iac.NumberValue("443.5", nowhere), false, false, 0, false, false},
		{"a string of digits", str("443"), false, false, 443, true, false},
		{"unknown", iac.UnknownValue(vpcID, nowhere), false, false, 0, false, false},
		{"a text that is one unknown", iac.TextValue(unknown(vpcID), nowhere), false, false, 0, false, false},
	}
	for _, tt := range tests {
		b, bKnown := tt.value.Bool()
		n, nKnown := tt.value.Int()
		if b != tt.bool || bKnown != tt.boolKnown || n != tt.number || nKnown != tt.intKnown || tt.value.IsAbsent() != tt.absent {
			t.Errorf("%s: Bool %v %v, Int %d %v, IsAbsent %v", tt.name, b, bKnown, n, nKnown, tt.value.IsAbsent())
		}
	}
	if u := iac.TextValue(unknown(vpcID), nowhere).Unknown(); u != vpcID {
		t.Errorf("a text of one unknown part waits for %v, want var.vpc_id", u)
	}
}

func TestValueGet(t *testing.T) {
	block := list(object(iac.Field{Name: "subnets", Value: list(str("a"), str("b"))}))
	v := object(
		iac.Field{Name: "network_configuration", Value: block},
		iac.Field{Name: "unknown", Value: iac.UnknownValue(vpcID, nowhere)},
		iac.Field{Name: "open", Value: iac.Object(nil, region, nowhere)},
		iac.Field{Name: "two", Value: list(object(iac.Field{Name: "x", Value: str("1")}), object(iac.Field{Name: "x", Value: str("2")}))},
	)
	if items, partial := v.Get("network_configuration.subnets").Items(); len(items) != 2 || partial != nil {
		t.Errorf("a path through a block: %v, %v; want two complete items", items, partial)
	}
	if !v.Get("network_configuration.nothing").IsAbsent() || !v.Get("no.such.path").IsAbsent() {
		t.Error("a path that is not there is not absent")
	}
	if u := v.Get("unknown.below").Unknown(); u != vpcID {
		t.Errorf("below an unknown value: %v, want the same unknown", u)
	}
	if u := v.Get("open.field").Unknown(); u != region {
		t.Errorf("a field that a partial object may have: %v, want its reason", u)
	}
	if !v.Get("two.x").IsAbsent() {
		t.Error("a path steps through a list of two")
	}
	if got := v.GetFold("Network_Configuration.Subnets"); len(mustItems(t, got)) != 2 {
		t.Errorf("GetFold = %v, want the two subnets", got)
	}
}

func TestGetPlacesValuesWhereTheyAreTaken(t *testing.T) {
	at := func(file string, from, to int) source.Range {
		return source.Range{File: file, Start: source.Pos{Line: 1, Byte: from}, End: source.Pos{Line: 1, Byte: to}}
	}
	block, entry := at("main.tf", 0, 100), at("main.tf", 10, 30)
	here, elsewhere := at("main.tf", 20, 30), at("variables.tf", 5, 9)
	deep := iac.Object([]iac.Field{{Name: "x", Range: elsewhere, Value: iac.Bool(true, elsewhere)}}, nil, at("variables.tf", 0, 50))
	tests := []struct {
		name  string
		path  string
		value iac.Value
		want  source.Range
	}{
		{"written in the block", "a", iac.Bool(true, here), here},
		{"from a variable", "a", iac.Bool(true, elsewhere), entry},
		{"an object from a variable", "a", deep, entry},
		{"what is in an object from a variable", "a.x", deep, elsewhere},
	}
	for _, tt := range tests {
		v := iac.Object([]iac.Field{{Name: "a", Range: entry, Value: tt.value}}, nil, block)
		if got := v.Get(tt.path).Range; got != tt.want {
			t.Errorf("%s: %v bytes %d-%d, want %v bytes %d-%d", tt.name, got, got.Start.Byte, got.End.Byte, tt.want, tt.want.Start.Byte, tt.want.End.Byte)
		}
		if got := v.GetFold(strings.ToUpper(tt.path)).Range; got != tt.want {
			t.Errorf("%s: GetFold gives %v, want %v", tt.name, got, tt.want)
		}
	}
}

func mustItems(t *testing.T, v iac.Value) []iac.Value {
	t.Helper()
	items, partial := v.Items()
	if partial != nil {
		t.Fatalf("%v is partial: %s", v, partial.Name)
	}
	return items
}

func TestItemsOfLoneValues(t *testing.T) {
	if got := mustItems(t, str("sg-1")); len(got) != 1 {
		t.Errorf("a lone string has %d items, want 1", len(got))
	}
	if got := mustItems(t, iac.Absent(nowhere)); len(got) != 0 {
		t.Errorf("an absent value has %d items, want 0", len(got))
	}
	if _, partial := iac.UnknownValue(vpcID, nowhere).Items(); partial != vpcID {
		t.Errorf("an unknown list is complete: %v", partial)
	}
}

func TestUnknownsAndRefs(t *testing.T) {
	v := list(
		iac.TextValue(cat("a-", unknown(region), "-", ref(bucket)), nowhere),
		object(iac.Field{Name: "x", Value: iac.UnknownValue(vpcID, nowhere)}, iac.Field{Name: "y", Value: iac.TextValue(ref(bucket), nowhere)}),
		iac.List(nil, region, nowhere),
	)
	if diff := cmp.Diff([]*iac.Unknown{region, vpcID}, v.Unknowns()); diff != "" {
		t.Errorf("Unknowns (-want +got):\n%s", diff)
	}
	if refs := v.Refs(); len(refs) != 1 || refs[0] != bucket {
		t.Errorf("Refs = %v, want the bucket once", refs)
	}
}

func TestAttrReadsEitherLanguage(t *testing.T) {
	name := iac.Named("vpc_id", "VpcId")
	tf := &iac.Resource{Language: iac.Terraform, Body: object(iac.Field{Name: "vpc_id", Value: str("vpc-1")})}
	cfn := &iac.Resource{Language: iac.CloudFormation, Body: object(iac.Field{Name: "VpcId", Value: str("vpc-1")})}
	for _, r := range []*iac.Resource{tf, cfn} {
		if s, known := r.Attr(name).Str(); !known || s != "vpc-1" {
			t.Errorf("language %d: %q, %v", r.Language, s, known)
		}
		if !r.Attr(iac.Named("", "")).IsAbsent() {
			t.Error("an attribute that the language lacks is not absent")
		}
	}
	tf.Ignored = []string{"ingress"}
	if !tf.Ignores(iac.Named("ingress", "")) || tf.Ignores(iac.Named("egress", "")) {
		t.Error("ignore_changes covers the wrong attributes")
	}
}

// What a kind of problem means is told in reports, each in its own words.
func TestProblemKindMeaning(t *testing.T) {
	kinds := []iac.ProblemKind{
		iac.ParseError, iac.EvaluationError, iac.MissingFile, iac.MissingModule,
		iac.WrongProperty, iac.LimitExceeded, iac.UnknownInput, iac.DuplicateKey, "another",
	}
	seen := map[string]iac.ProblemKind{}
	for _, k := range kinds {
		m := k.Meaning()
		if other, ok := seen[m]; ok || m == "" {
			t.Errorf("%s means %q, as %s does", k, m, other)
		}
		seen[m] = k
	}
}
