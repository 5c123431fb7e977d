package terraform_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// A region has three availability zones or more. That there are no more is an
// assumption, where something rests on it.
func TestZones(t *testing.T) {
	const names = "data.aws_availability_zones.a.names"
	tests := []struct {
		name, x, want string
		rests         bool
	}{
		{"number", `length(` + names + `)`, `3`, true},
		{"through a name", `local.n`, `3`, true},
		{"arithmetic", `2 * length(` + names + `)`, `6`, true},
		{"all of them", `slice(` + names + `, 0, length(` + names + `))[2]`, names + `[2]`, true},
		{"the least", `min(length(` + names + `), 3)`, `3`, false},
		{"the least of more", `min(4, length(` + names + `))`, `3`, true},
		{"more than two", `length(` + names + `) > 2`, `true`, false},
		{"three or more", `3 <= length(` + names + `)`, `true`, false},
		{"fewer than three", `length(` + names + `) < 3`, `false`, false},
		{"more than three", `length(` + names + `) > 3`, `?length(` + names + `) > 3`, false},
		{"just three", `length(` + names + `) == 3`, `?length(` + names + `) == 3`, false},
		{"just two", `length(` + names + `) == 2`, `false`, false},
		{"two of them or one", `length(` + names + `) > 1 ? 2 : 1`, `2`, false},
		{"no more than three", `length(` + names + `) > 3 ? 3 : length(` + names + `)`, `3`, true},
		{"a slice", `length(slice(` + names + `, 0, 3)) > 3`, `false`, false},
		{"a name of a slice", `length(local.azs)`, `3`, false},
		{"those that pass", `length([for z in ` + names + ` : z])`, `3`, false},
		{"something else", `length(["a", "b", "c"]) > 3`, `false`, false},
		{"element", `element(` + names + `, 1)`, names + `[1]`, false},
		{"index", names + `[2]`, names + `[2]`, false},
		{"part", `slice(` + names + `, 0, 2)[1]`, names + `[1]`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": `
data "aws_availability_zones" "a" {}
locals {
  n   = length(data.aws_availability_zones.a.names)
  azs = slice(data.aws_availability_zones.a.names, 0, 3)
}
resource "aws_test" "x" { v = ` + tt.x + ` }
`}, terraform.Options{})
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Body.Get("v")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
			if rests := len(s.Assumptions) == 1; rests != tt.rests {
				t.Errorf("assumptions = %v, want some: %v", s.Assumptions, tt.rests)
			}
		})
	}
}

// Something that more zones would decide is unknown, and says what would.
func TestZonesUndecided(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
data "aws_availability_zones" "a" {}
locals {
  many = length(data.aws_availability_zones.a.names) > 3
}
resource "aws_test" "x" { count = local.many ? 1 : 0 }
resource "aws_test" "all" { count = length(data.aws_availability_zones.a.names) }
`}, terraform.Options{})
	wantNoProblems(t, s)
	why := find(t, s, "aws_test.x").Exists.Unknown()
	if want := "how many availability zones the region has is in no file: take a number of them with slice()"; why == nil || why.Why != want {
		t.Errorf("existence is unknown as %v, want %s", why, want)
	}
	if exists, _ := find(t, s, "aws_test.all[2]").Exists.Bool(); !exists {
		t.Error("there is no third instance")
	}
	if len(s.Assumptions) != 1 || s.Assumptions[0].Says != "the region has 3 availability zones" {
		t.Errorf("assumptions = %v", s.Assumptions)
	}
}
