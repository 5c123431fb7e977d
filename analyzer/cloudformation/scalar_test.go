package cloudformation_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

// TestPlainScalars is of what a YAML scalar without quotes is: CloudFormation
// reads YAML 1.1.
func TestPlainScalars(t *testing.T) {
	tests := []struct {
		text   string
		isText bool
	}{
		{"443", false},
		{"-1", false},
		{"+1", false},
		{"1.5", false},
		{".5", false},
		{"5.", false},
		{"1e3", false},
		{"1.5E-3", false},
		{"yes", false},
		{"1e", true},
		{"1f3", true},
		{"e3", true},
		{".", true},
		{"-x", true},
		{"1.2.3", true},
		{"10.0.0.0/16", true},
		{"443-444", true},
		{"'443'", true},
		{"2010-09-09", true},
		{"!!str 443", true},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			stacks := files{"a.yaml": "Resources:\n  It: {Type: Custom::It, Properties: {Value: " + tt.text + "}}\n"}.load(cloudformation.Options{})
			if v := it(t, stacks); v.IsString() != tt.isText {
				t.Errorf("%s is a text: %v, want %v", tt.text, v.IsString(), tt.isText)
			}
		})
	}
}
