package linttest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
)

func TestScenarios(t *testing.T) {
	const dir = "../../testdata/scenarios"
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	stories := 0
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		stories++
		t.Run(e.Name(), func(t *testing.T) { linttest.Scenario(t, filepath.Join(dir, e.Name())) })
	}
	if stories == 0 {
		t.Error("no scenario found")
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct{ terraform, cloudformation, want string }{
		{"aws_ecs_service.web_api", "WebApi", "webapi"},
		{"main route table of aws_vpc.main", "main route table of Main", "main route table of main"},
		{"aws_vpc_endpoint.s3", "S3", "s3"},
	}
	for _, tt := range tests {
		if got := linttest.Canonical(tt.terraform); got != tt.want {
			t.Errorf("Canonical(%q) = %q, want %q", tt.terraform, got, tt.want)
		}
		if got := linttest.Canonical(tt.cloudformation); got != tt.want {
			t.Errorf("Canonical(%q) = %q, want %q", tt.cloudformation, got, tt.want)
		}
	}
}
