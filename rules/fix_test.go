package rules_test

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// Every fix of every fixture mends its finding and brings no other, and the
// rules that have one way to mend what they find have a fix for it.
func TestFixes(t *testing.T) {
	fixed := map[string]bool{}
	for _, r := range rules.All() {
		for _, stack := range folders(t, filepath.Join(fixtures, r.Name, "bad")) {
			if found := linttest.Mend(t, filepath.Join(fixtures, r.Name, "bad", stack), rules.All()); len(found) > 0 {
				fixed[r.Name+" "+stack] = true
			}
		}
	}
	want := []string{
		"endpoint-ingress-blocked terraform",
		"private-dns-disabled cloudformation",
		"private-dns-disabled cloudformation-json",
		"private-dns-disabled terraform",
		"private-dns-disabled terraform-json",
		"public-subnet-without-address cloudformation",
		"public-subnet-without-address terraform",
		"s3-gateway-not-associated cloudformation",
		"s3-gateway-not-associated terraform",
		"vpc-dns-hostnames-disabled cloudformation",
		"vpc-dns-hostnames-disabled terraform",
		"vpc-dns-support-disabled cloudformation",
		"vpc-dns-support-disabled terraform",
	}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(fixed))); diff != "" {
		t.Errorf("fixtures with a fix (-want +got):\n%s", diff)
	}
}
