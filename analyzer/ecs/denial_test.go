package ecs_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
)

// Who signs decides when a denial is met: the execution role before the task
// runs, the task role from within it, but for a mount.
func TestDeniedByWhoSigns(t *testing.T) {
	tests := []struct {
		name, need, action string
		by                 ecs.Signer
		want               string
	}{
		{"the awslogs driver", "logs", "logs:CreateLogStream", ecs.ExecutionRole, "ResourceInitializationError: failed to validate logger args"},
		{"an agent in the task, beside the driver", "logs", "logs:CreateLogStream", ecs.TaskRole, "the task starts, and what runs in it meets AccessDeniedException"},
		{"a mount", "efs", "elasticfilesystem:ClientMount", ecs.TaskRole, "ResourceInitializationError: failed to invoke EFS utils"},
	}
	for _, tt := range tests {
		n := ecs.Need{Name: tt.need, AtStart: true}
		if got := n.Denied(ecs.Request{Action: tt.action, By: tt.by}); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%s: %q, want it to begin with %q", tt.name, got, tt.want)
		}
	}
}
