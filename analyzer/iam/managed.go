package iam

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Managed returns the document of the AWS managed policy that arn names, and
// whether it is one that is known here. Its range is that of no file: the
// caller has a better place for it, where the policy is attached. Of a policy
// that is known in part, what it says of other services is not decided.
func Managed(arn iac.Text) (doc iac.Value, known bool) {
	a, ok := parseARN(arn)
	if !ok || !is(a.service, "iam") || !is(a.account, "aws") {
		return iac.Value{}, false
	}
	name, literalName := a.resource.Literal()
	name, isPolicy := strings.CutPrefix(name, "policy/")
	if !literalName || !isPolicy {
		return iac.Value{}, false
	}
	statements := managedPolicy(name)
	if statements == nil {
		return iac.Value{}, false
	}
	items := make([]iac.Value, len(statements))
	for i, s := range statements {
		items[i] = s.value(a.partition)
	}
	return object(
		field("Version", text("2012-10-17")),
		field("Statement", iac.List(items, nil, source.Range{})),
	), true
}

// A managedStatement is one statement of an AWS managed policy; all of those
// that are known here allow.
type managedStatement struct {
	actions   []string
	but       []string // NotAction
	resources []string // without their arn:PARTITION; none for *
	like      [][2]string

	// others stands for what the policy allows on the services that are not
	// looked at here, as a permission whose condition is not known.
	others bool
}

func (s managedStatement) value(partition iac.Text) iac.Value {
	fields := []iac.Field{field("Effect", text("Allow"))}
	if s.others {
		why := "what the AWS managed policy allows on this service is not known here"
		open := iac.UnknownValue(&iac.Unknown{Name: "AWS managed policy", Why: why}, source.Range{})
		fields = append(fields, field("Condition", open))
	}
	if s.but != nil {
		fields = append(fields, field("NotAction", texts(nil, s.but)))
	} else {
		fields = append(fields, field("Action", texts(nil, s.actions)))
	}
	if s.resources == nil {
		fields = append(fields, field("Resource", text("*")))
	} else {
		prefix := append(append(literal("arn:"), partition...), iac.Part{Literal: ":"})
		fields = append(fields, field("Resource", texts(prefix, s.resources)))
	}
	if s.like != nil {
		var keys []iac.Field
		for _, kv := range s.like {
			keys = append(keys, field(kv[0], text(kv[1])))
		}
		fields = append(fields, field("Condition", object(field("StringLike", object(keys...)))))
	}
	return object(fields...)
}

func text(s string) iac.Value { return iac.String(s, source.Range{}) }

// texts returns a list of the strings, each behind prefix.
func texts(prefix iac.Text, ss []string) iac.Value {
	items := make([]iac.Value, len(ss))
	for i, s := range ss {
		t := append(append(iac.Text{}, prefix...), iac.Part{Literal: s})
		items[i] = iac.TextValue(t, source.Range{})
	}
	return iac.List(items, nil, source.Range{})
}

func field(name string, v iac.Value) iac.Field { return iac.Field{Name: name, Value: v} }

func object(fields ...iac.Field) iac.Value { return iac.Object(fields, nil, source.Range{}) }
