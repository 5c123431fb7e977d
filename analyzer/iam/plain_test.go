package iam_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/source"
)

// TestPlainPatterns holds patterns and resources that are plain text, which are
// matched without a grid, against Match, which has one.
func TestPlainPatterns(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("aB:")), 0, 8, -1)
	glob := rapid.StringOfN(rapid.RuneFrom([]rune("aB:**?")), 0, 8, -1)
	rapid.Check(t, func(t *rapid.T) {
		pattern, text := "x"+glob.Draw(t, "pattern"), "x"+word.Draw(t, "text")
		want, known := iam.Match(parts(pattern), parts(text))
		if !known {
			t.Fatalf("whether %q matches %q is not known", pattern, text)
		}
		if got := allows(statementOn("s3:GetObject", pattern), "s3:GetObject", text); got != want {
			t.Errorf("a resource of %q allows %q: %v, want %v", pattern, text, got, want)
		}
		folded, _ := iam.Match(parts(strings.ToLower(pattern)), parts(strings.ToLower(text)))
		if got := allows(statementOn(pattern, "*"), text, "anything"); got != folded {
			t.Errorf("an action of %q allows %q: %v, want %v", pattern, text, got, folded)
		}
	})
}

// statementOn returns a document that allows the action on the resource.
func statementOn(action, resource string) iac.Value {
	text := func(name, s string) iac.Field { return iac.Field{Name: name, Value: iac.String(s, source.Range{})} }
	return iac.Object([]iac.Field{{Name: "Statement", Value: iac.Object([]iac.Field{
		text("Effect", "Allow"), text("Action", action), text("Resource", resource),
	}, nil, source.Range{})}}, nil, source.Range{})
}

func allows(doc iac.Value, action, resource string) bool {
	return iam.Evaluate(doc, iam.Identity, iam.Request{Action: action, Resource: iac.Text{{Literal: resource}}}).Decision == iam.Allowed
}
