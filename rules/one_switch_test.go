package rules_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// Endpoints that one switch keeps from being created are one finding, whatever
// services they are for.
func TestOneSwitch(t *testing.T) {
	for _, language := range []string{"terraform", "cloudformation"} {
		t.Run(language, func(t *testing.T) {
			found := linttest.Run(t, "../testdata/rules/missing-ecr-endpoint/bad/one-switch-"+language, rules.All())
			if len(found) != 1 {
				t.Fatalf("%d findings, want 1", len(found))
			}
			for _, service := range []string{"ecr.api", "ecr.dkr", "s3", "logs"} {
				if !strings.Contains(found[0].Message, service) {
					t.Errorf("the finding says nothing of %s: %s", service, found[0].Message)
				}
			}
		})
	}
}
