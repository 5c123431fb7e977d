package lint_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
)

func TestReason(t *testing.T) {
	step := func(hop reach.Hop, v reach.Verdict, why string) reach.Step {
		return reach.Step{Hop: hop, Verdict: v, Why: why}
	}
	assumed := step(reach.DNS, reach.Unknown, "either answer")
	assumed.Assumed = true
	tests := []struct {
		name  string
		proof reach.Proof
		want  string
	}{
		{"nothing", reach.Proof{}, ""},
		{"what carries a flow that arrives", reach.Proof{Verdict: reach.Allowed, Steps: []reach.Step{
			step(reach.DNS, reach.Allowed, "public"), step(reach.Route, reach.Allowed, "by NAT"), step(reach.Egress, reach.Allowed, "open"),
		}}, "by NAT"},
		{"the first block, whatever is unknown before it", reach.Proof{Verdict: reach.Blocked, Steps: []reach.Step{
			step(reach.DNS, reach.Unknown, "own resolver"), step(reach.Route, reach.Blocked, "no route"), step(reach.Egress, reach.Blocked, "closed"),
		}}, "no route"},
		{"what is unknown before what is assumed", reach.Proof{Verdict: reach.Unknown, Steps: []reach.Step{
			assumed, step(reach.Route, reach.Unknown, "no table"),
		}}, "no table"},
		{"what is assumed where nothing else is unknown", reach.Proof{Verdict: reach.Unknown, Steps: []reach.Step{
			assumed, step(reach.Route, reach.Blocked, "no route"),
		}}, "either answer"},
		{"a need that may not be", reach.Proof{
			Verdict: reach.Unknown, Need: ecs.Need{If: &iac.Unknown{Why: "the image is a parameter"}},
			Steps: []reach.Step{step(reach.Route, reach.Unknown, "no table")},
		}, "the image is a parameter"},
		{"a need that may not be and is blocked all the same", reach.Proof{
			Verdict: reach.Blocked, Need: ecs.Need{If: &iac.Unknown{Why: "the image is a parameter"}},
			Steps: []reach.Step{step(reach.Egress, reach.Blocked, "closed")},
		}, "closed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := lint.Reason(&tt.proof); got != tt.want {
				t.Errorf("Reason = %q, want %q", got, tt.want)
			}
		})
	}
}
