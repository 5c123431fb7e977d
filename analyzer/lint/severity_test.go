package lint_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// What tasks only need at run time never fails a build, but what keeps killing
// them does.
func TestSeverityAtRunTime(t *testing.T) {
	start := &reach.Proof{Task: &ecs.Task{}, Need: ecs.Need{Name: "logs", AtStart: true}}
	run := &reach.Proof{Task: &ecs.Task{}, Need: ecs.Need{Name: "ssmmessages"}}
	health := &reach.Proof{Task: &ecs.Task{}, Need: ecs.Need{Name: "load-balancer", Balancer: &network.LoadBalancer{}}}
	tests := []struct {
		name   string
		proofs []*reach.Proof
		rule   lint.Severity
		want   lint.Severity
	}{
		{"at start", []*reach.Proof{start}, lint.Error, lint.Error},
		{"at run time", []*reach.Proof{run, run}, lint.Error, lint.Note},
		{"both", []*reach.Proof{run, start}, lint.Error, lint.Error},
		{"health checks", []*reach.Proof{run, health}, lint.Error, lint.Error},
		{"a warning", []*reach.Proof{start}, lint.Warning, lint.Warning},
		{"about no flow", nil, lint.Error, lint.Error},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule := &lint.Rule{ID: "TR999", Severity: tt.rule, Check: func(pass *lint.Pass) {
				pass.Report(&lint.Finding{Proofs: tt.proofs})
			}}
			found := lint.Run([]*lint.Rule{rule}, lint.Pass{Stack: &iac.Stack{}})
			if len(found) != 1 || found[0].Severity != tt.want {
				t.Errorf("found %+v, want one of severity %s", found, tt.want)
			}
		})
	}
}
