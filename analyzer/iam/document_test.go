package iam_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/source"
)

const (
	ownAccount   = "111111111111"
	otherAccount = "222222222222"
)

// The world that the documents below speak of. In their text, <name> stands
// for one of its symbols.
var (
	account   = &iac.Unknown{Name: "account", Why: "the account is not known: pass --account"}
	anyText   = &iac.Unknown{Name: "var.any", Why: "variable `any` has no value: pass --var"}
	otherVar  = &iac.Unknown{Name: "var.other", Why: "variable `other` has no value: pass --var"}
	execution = role("aws_iam_role.execution", "app-execution", ownAccount)
	deployer  = role("aws_iam_role.deployer", "deployer", ownAccount)
	dbSecret  = &iac.Resource{Address: "aws_secretsmanager_secret.db", Type: "aws_secretsmanager_secret"}
	apiSecret = &iac.Resource{Address: "aws_secretsmanager_secret.api", Type: "aws_secretsmanager_secret"}
	mainVPC   = &iac.Resource{Address: "aws_vpc.main", Type: "aws_vpc"}
	spareVPC  = &iac.Resource{Address: "aws_vpc.spare", Type: "aws_vpc"}
	someUser  = &iac.Resource{Address: "aws_iam_user.ci", Type: "aws_iam_user"}
)

func symbols() map[string]iac.Part {
	return map[string]iac.Part{
		"account":   {Unknown: account},
		"any":       {Unknown: anyText},
		"other":     {Unknown: otherVar},
		"execution": {Resource: execution, Attr: "arn"},
		"deployer":  {Resource: deployer, Attr: "arn"},
		"db":        {Resource: dbSecret, Attr: "arn"},
		"api":       {Resource: apiSecret, Attr: "arn"},
		"vpc":       {Resource: mainVPC, Attr: "id"},
		"spare":     {Resource: spareVPC, Attr: "id"},
		"user":      {Resource: someUser, Attr: "arn"},
	}
}

func role(address, name, account string) *iac.Resource {
	at := source.Range{}
	body := iac.Object([]iac.Field{{Name: "name", Value: iac.String(name, at)}}, nil, at)
	return &iac.Resource{
		Address: address, Type: "aws_iam_role", Language: iac.Terraform, Body: body,
		Region: iac.String("eu-west-1", at), Account: iac.String(account, at),
	}
}

// parts returns the text that s stands for.
func parts(s string) iac.Text {
	var t iac.Text
	for s != "" {
		before, rest, _ := strings.Cut(s, "<")
		if before != "" {
			t = append(t, iac.Part{Literal: before})
		}
		name, after, found := strings.Cut(rest, ">")
		if p, ok := symbols()[name]; found && ok {
			t = append(t, p)
		}
		s = after
	}
	return t
}

// A decoder turns JSON into values that know their place. The string "…" as an
// item of a list or a key of an object makes it partial.
type decoder struct {
	json *json.Decoder
	file *source.File
}

func document(t *testing.T, text string) iac.Value {
	t.Helper()
	if text == "" {
		return iac.Value{}
	}
	d := decoder{json.NewDecoder(strings.NewReader(text)), source.NewFile("policy.json", []byte(text))}
	v, err := d.value()
	if err != nil {
		t.Fatalf("decoding %s: %v", text, err)
	}
	return v
}

func (d decoder) value() (iac.Value, error) {
	start := int(d.json.InputOffset())
	token, err := d.json.Token()
	if err != nil {
		return iac.Value{}, err
	}
	at := d.file.Range(start, int(d.json.InputOffset()))
	switch x := token.(type) {
	case json.Delim:
		if x == '[' {
			return d.list(start)
		}
		return d.object(start)
	case string:
		return iac.TextValue(parts(x), at), nil
	case float64:
		return iac.NumberValue(iac.Number(fmt.Sprint(x)), at), nil
	case bool:
		return iac.Bool(x, at), nil
	}
	return iac.Absent(at), nil
}

func (d decoder) list(start int) (iac.Value, error) {
	var items []iac.Value
	var partial *iac.Unknown
	for d.json.More() {
		v, err := d.value()
		if err != nil {
			return iac.Value{}, err
		}
		if s, _ := v.Str(); s == "…" {
			partial = anyText
			continue
		}
		items = append(items, v)
	}
	_, err := d.json.Token()
	return iac.List(items, partial, d.file.Range(start, int(d.json.InputOffset()))), err
}

func (d decoder) object(start int) (iac.Value, error) {
	var fields []iac.Field
	var partial *iac.Unknown
	for d.json.More() {
		at := int(d.json.InputOffset())
		key, err := d.json.Token()
		if err != nil {
			return iac.Value{}, err
		}
		v, err := d.value()
		if err != nil {
			return iac.Value{}, err
		}
		if key == "…" {
			partial = anyText
			continue
		}
		fields = append(fields, iac.Field{
			Name: fmt.Sprint(key), Value: v, Range: d.file.Range(at, int(d.json.InputOffset())),
		})
	}
	_, err := d.json.Token()
	return iac.Object(fields, partial, d.file.Range(start, int(d.json.InputOffset()))), err
}

// executionRole is the principal that pulls images.
func executionRole() iam.Principal { return iam.Principal{Kind: iam.Role, Role: execution} }

// check reports a result that is not wanted, and one that breaks the promise
// that an open decision names what would decide it.
func check(t *testing.T, got iam.Result, want iam.Decision) {
	t.Helper()
	if got.Decision != want {
		t.Errorf("decision = %v (%s), want %v", got.Decision, got.Why, want)
	}
	if (got.Decision == iam.Unknown) != (got.Unknown != nil) {
		t.Errorf("decision = %v, but its unknown fact is %v", got.Decision, got.Unknown)
	}
	if got.Unknown != nil && got.Unknown.Why == "" {
		t.Errorf("unknown fact %q says not what would decide it", got.Unknown.Name)
	}
	if got.Why == "" {
		t.Error("the decision has no reason")
	}
}
