package authz

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A signer is a role of a task as the task definition names it.
type signer struct {
	by   ecs.Signer
	what string    // what it is to the task: execution role
	arn  iac.Value // absent for none
	task *ecs.Task
}

// signers returns the roles of the task that are judged. That of a container
// instance is not in sight.
func signers(t *ecs.Task) []signer {
	return []signer{
		{ecs.ExecutionRole, "execution role", t.Definition.ExecutionRole, t},
		{ecs.TaskRole, "task role", t.Definition.TaskRole, t},
	}
}

// missing returns the step of a request that no role signs. The task definition
// needs an execution role on Fargate for images in ECR and for awslogs, and on
// any capacity for secrets, registry credentials and environment files; on a
// container instance its own role does the rest (Amazon ECS developer guide,
// "Amazon ECS task execution IAM role").
func (s signer) missing(reqs []ecs.Request) reach.Step {
	d := s.task.Definition
	step := reach.Step{Hop: reach.Role, At: d.Resource.Header, Requests: reqs, Subject: reach.Subject{Definition: d}}
	service, _, _ := strings.Cut(reqs[0].Action, ":")
	onInstance := s.task.Launch != ecs.Fargate && s.by == ecs.ExecutionRole && (service == "ecr" || service == "logs")
	if onInstance {
		return unknown(step, s.instanceRole())
	}
	step.Verdict, step.Fault = reach.Blocked, reach.RoleMissing
	step.Why = fmt.Sprintf("%s has no %s to ask for %s with", d.Address, s.what, actions(reqs))
	return step
}

// instanceRole says that the role of a container instance is not looked at.
func (s signer) instanceRole() *iac.Unknown {
	if s.task.LaunchUnknown != nil {
		return s.task.LaunchUnknown
	}
	return &iac.Unknown{
		Name: "role of the container instance", Range: s.task.Definition.Resource.Header,
		Why: "the container instance asks with its own role, which is not looked at",
	}
}

// onInstance reports whether the container instance may make the request with
// its own role although there is an execution role: the log driver does unless
// the agent is told otherwise (Amazon ECS developer guide, "Amazon ECS container
// agent configuration", ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE).
func (s signer) onInstance(r ecs.Request) bool {
	return s.by == ecs.ExecutionRole && s.task.Launch != ecs.Fargate && strings.HasPrefix(r.Action, "logs:")
}

// role returns the role that the files declare for the signer, or why they do
// not show it.
func (d *directory) role(s signer) (n *role, why *iac.Unknown) {
	if u := s.arn.Unknown(); u != nil {
		return nil, u
	}
	var found *role
	m := d.namingIn(s.arn)
	for _, n := range d.mayName(m) {
		same, known := m.names(n)
		switch {
		case !known:
			return nil, undecidedName(s.arn)
		case same && found != nil:
			return nil, undecidedName(s.arn)
		case same:
			found = n
		}
	}
	switch {
	case found == nil:
		return nil, undeclared(s)
	case found.maybe != nil:
		return nil, found.maybe
	}
	return found, nil
}

// undeclared says that the files name a role and do not declare it.
func undeclared(s signer) *iac.Unknown {
	if us := s.arn.Unknowns(); len(us) > 0 {
		return us[0]
	}
	why := fmt.Sprintf("no scanned file declares the role `%s`", s.arn)
	for _, r := range s.arn.Refs() {
		if r.Data {
			why = fmt.Sprintf("`%s` is read at apply: scan what declares it together with this stack", r.Address)
		}
	}
	return &iac.Unknown{Name: s.arn.String(), Why: why, Range: s.arn.Range}
}

// principal returns the role as policies see it.
func (n *role) principal(s signer) iam.Principal {
	p := iam.Principal{Kind: iam.Role, Role: n.resource}
	p.ARN, _ = s.arn.Text()
	p.Account, _ = n.resource.Account.Text()
	return p
}

// ecsTasks is the service that assumes the roles of tasks (Amazon ECS developer
// guide, "Amazon ECS task IAM role").
const ecsTasks = "ecs-tasks.amazonaws.com"

// assumed judges whether ECS may assume the role; ok is false where it may.
func (n *role) assumed(s signer) (step reach.Step, ok bool) {
	if n.trust.IsAbsent() {
		return reach.Step{}, false // no role is created without one
	}
	result := iam.Evaluate(n.trust, iam.Trust, iam.Request{
		Action: "sts:AssumeRole", Principal: iam.Principal{Kind: iam.Service, Service: ecsTasks},
		Context: assuming(s.task),
	})
	step = reach.Step{Hop: reach.Role, At: result.At, Subject: reach.Subject{Role: n.resource, Definition: s.task.Definition}}
	if step.At.IsZero() {
		step.At = n.resource.Header
	}
	switch result.Decision {
	case iam.Denied:
		step.Verdict, step.Fault = reach.Blocked, reach.RoleNotTrusting
		step.Why = fmt.Sprintf("the trust policy of %s does not admit %s: %s", n.resource.Address, ecsTasks, result.Why)
		return step, true
	case iam.Unknown:
		step.Why = fmt.Sprintf("whether the trust policy of %s admits %s is not decided: %s", n.resource.Address, ecsTasks, result.Unknown.Why)
		step.Unknown = []*iac.Unknown{result.Unknown}
		return step, true
	case iam.Allowed:
	}
	return reach.Step{}, false
}

// assuming returns what is known of the context in which ECS assumes the role of
// a task: for the account and something in ECS (Amazon ECS developer guide,
// "Amazon ECS task execution IAM role", on the confused deputy).
func assuming(t *ecs.Task) iam.Context {
	account, ok := t.Resource.Account.Text()
	if !ok {
		return nil
	}
	why := "on behalf of what ECS assumes the role only the running task tells"
	rest := iac.Text{{Unknown: &iac.Unknown{Name: "aws:SourceArn", Why: why}}}
	arn := iac.Concat("arn:"+partitionOf(t.Region)+":ecs:", t.Region, ":", account, ":", rest)
	return iam.Context{"aws:sourceaccount": iam.Known(account), "aws:sourcearn": iam.Known(arn)}
}
