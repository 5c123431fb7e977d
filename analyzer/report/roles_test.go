package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/report"
)

var roleLacksPermission = &lint.Rule{
	ID: "TR503", Name: "execution-role-lacks-permission", Severity: lint.Error,
	Doc: "execution role that does not allow what the task definition asks for",
}

// forbidden returns a result whose packets arrive and whose role is refused.
func forbidden() *lint.Result {
	t := service("worker")
	request := ecs.Request{Action: "ecr:GetAuthorizationToken"}
	role := reach.Step{
		Hop: reach.Role, Verdict: reach.Blocked, Fault: reach.RoleDenied, Requests: []ecs.Request{request},
		Why: "aws_iam_role.execution does not allow ecr:GetAuthorizationToken on `*`",
		At:  at("infra/ecs.tf", `resource "aws_ecs_service" "worker" {`), Subject: reach.Subject{Role: &iac.Resource{}},
	}
	p := &reach.Proof{
		Task: t, Need: api, Verdict: reach.Allowed, Roles: []reach.Step{role},
		Steps: []reach.Step{{Hop: reach.Route, Verdict: reach.Allowed, Why: "the default route leads to NAT", At: role.At}},
	}
	return stackOf(&lint.Stack{
		Stack: terraform(), Tasks: []*ecs.Task{t}, Proofs: []*reach.Proof{p},
		Findings: []*lint.Finding{{
			Rule: roleLacksPermission, Severity: lint.Error, Proofs: []*reach.Proof{p}, Step: &role, At: role.At,
			Message: "task aws_ecs_service.worker cannot get its registry token from ECR: " + role.Why, Identity: "aws_iam_role.execution",
		}},
	})
}

// The steps of roles follow those of the packets, and leave the verdict alone.
func TestRolesInJSON(t *testing.T) {
	got := written(t, "json", forbidden(), report.Style{})
	validate(t, compiled(t, "../../docs/json-output.schema.json"), got)
	var out struct {
		Stacks []struct {
			Tasks []struct {
				Flows []struct {
					Verdict string
					Steps   []struct{ Hop, Verdict string }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(got), &out); err != nil {
		t.Fatal(err)
	}
	flow := out.Stacks[0].Tasks[0].Flows[0]
	if flow.Verdict != "reachable" {
		t.Errorf("the flow is %s, want reachable", flow.Verdict)
	}
	want := []struct{ Hop, Verdict string }{{"route", "allowed"}, {"role", "blocked"}}
	if diff := cmp.Diff(want, flow.Steps); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

// The path of a finding ends in the role, and what ECS reports is a refusal and
// no timeout.
func TestRolesInText(t *testing.T) {
	got := written(t, "text", forbidden(), report.Style{Width: 200})
	for _, want := range []string{
		"✓ route  the default route leads to NAT",
		"✗ role   aws_iam_role.execution does not allow ecr:GetAuthorizationToken",
		"authorized to perform: ecr:GetAuthorizationToken",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "i/o timeout") {
		t.Errorf("a refusal shows as a timeout:\n%s", got)
	}
}

// GitHub takes a rule with a security severity for one of security: those about
// policies alone.
func TestSecuritySeverity(t *testing.T) {
	write, _ := report.Named("sarif")
	var b bytes.Buffer
	err := write(&b, report.Run{
		Result: forbidden(), Rules: []*lint.Rule{s3EgressBlocked, roleLacksPermission, hint},
		Files: tree(), Path: func(name string) string { return name }, Scope: "infra",
	}, report.Style{})
	if err != nil {
		t.Fatal(err)
	}
	validate(t, compiled(t, sarifSchema), b.String())
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct {
					Rules []struct {
						ID         string
						Properties map[string]any
					}
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	got := map[string]any{}
	for _, r := range log.Runs[0].Tool.Driver.Rules {
		got[r.ID] = r.Properties["security-severity"]
	}
	if diff := cmp.Diff(map[string]any{"TR402": nil, "TR503": "5.0", "TR901": nil}, got); diff != "" {
		t.Errorf("security-severity (-want +got):\n%s", diff)
	}
}
