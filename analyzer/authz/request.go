package authz

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A call is one request of a role on the way of a flow.
type call struct {
	request ecs.Request
	role    *role
	signer  signer
	guard   *guard
	context iam.Context
	dir     *directory
}

// An answer is what the policies say of a call, and whose fault a denial is.
type answer struct {
	iam.Result
	fault reach.Fault
}

// judge returns the answer to the call. It is asked in both spellings: what the
// reference to a secret leaves open a wildcard may settle.
func (c call) judge() answer {
	a := c.in(c.dir.spelling(false))
	if a.Decision != iam.Unknown {
		return a
	}
	if b := c.in(c.dir.spelling(true)); b.Decision == iam.Allowed {
		return b
	}
	return a
}

func (c call) in(s spelling) answer {
	docs := c.role.open
	if s.created {
		docs = c.role.fixed
	}
	req := iam.Request{
		Action: c.request.Action, Resource: s.resource(c.request.Resource),
		Principal: c.role.principal(c.signer), Context: c.context,
	}
	own := iam.Policies{Identity: docs.attached, More: c.role.more, Boundary: docs.boundary}
	own.Owner = req.Principal.Account
	all := own
	all.Owner, all.Resource = c.owner(req), c.policy(s)
	if all.Resource.IsAbsent() && c.guard != nil && c.guard.kind == fileSystemKind {
		return answer{Result: iam.Result{Decision: iam.Allowed, Why: "the file system has no policy"}}
	}
	if all.Resource.IsAbsent() && all.Owner.String() == own.Owner.String() {
		all = own
	}
	a := answer{Result: iam.Combine(all, req), fault: reach.RoleDenied}
	if a.Decision == iam.Denied && c.guard != nil && iam.Combine(own, req).Decision == iam.Allowed {
		a.fault = reach.ResourceRefused
	}
	return a
}

// guarded are the services whose resources have policies that can let a role of
// their own account in.
var guarded = map[string]bool{"secretsmanager": true, "kms": true, "ecr": true, "s3": true, "elasticfilesystem": true}

// policy returns the policy of what is asked for. One that the files do not
// show may allow what the role's own policies do not.
func (c call) policy(s spelling) iac.Value {
	service, _, _ := strings.Cut(c.request.Action, ":")
	switch {
	case len(c.request.Resource) == 0 || !guarded[service]:
		return iac.Value{}
	case c.guard == nil:
		at := iac.String(c.request.Resource.String(), c.signer.arn.Range)
		return mayAllow(fmt.Sprintf("the policy of `%s`, which may allow it, is not in the files", c.request.Resource), at)
	}
	return s.value(c.guard.policy)
}

// owner returns the account that what is asked for belongs to. Only what has a
// policy of its own can be another account's.
func (c call) owner(req iam.Request) iac.Text {
	service, _, _ := strings.Cut(c.request.Action, ":")
	if len(c.request.Resource) == 0 || !guarded[service] {
		return req.Principal.Account
	}
	if fields := req.Resource.Split(":"); len(fields) >= 6 && len(fields[4]) > 0 {
		return fields[4]
	}
	if c.guard != nil {
		account, _ := c.guard.resource.Account.Text()
		return account
	}
	return nil
}

// step returns what the answer to the call says on the way of the flow.
func (c call) step(p *reach.Proof) reach.Step {
	a := c.judge()
	what := fmt.Sprintf("%s on %s", c.request.Action, c.request.On())
	step := reach.Step{
		Hop: reach.Role, At: a.At, Requests: []ecs.Request{c.request},
		Subject: reach.Subject{Role: c.role.resource, Definition: c.signer.task.Definition},
	}
	if step.At.IsZero() {
		step.At = c.role.resource.Header
	}
	switch a.Decision {
	case iam.Allowed:
		step.Verdict = reach.Allowed
		step.Why = fmt.Sprintf("%s allows %s", c.role.resource.Address, c.request.Action)
	case iam.Denied:
		step.Verdict, step.Fault = reach.Blocked, a.fault
		step.Why = fmt.Sprintf("%s does not allow %s", c.role.resource.Address, what)
		step.Why += c.reason(a)
		if a.fault == reach.ResourceRefused {
			why := strings.TrimPrefix(a.Why, "in the policy of the resource, ")
			step.Why = fmt.Sprintf("the policy of %s denies %s %s: %s", c.guard.resource.Address, c.role.resource.Address, c.request.Action, why)
			step.Subject.Guard = c.guard.resource
		}
	case iam.Unknown:
		step = unknown(step, a.Unknown)
		step.Why = fmt.Sprintf("whether %s allows %s is not decided: %s", c.role.resource.Address, what, a.Unknown.Why)
	}
	return soften(step, p.Need)
}

// reason says why the role's own policies deny the call, where that is more than
// that they do not allow it.
func (c call) reason(a answer) string {
	if strings.HasPrefix(a.Why, "no statement") {
		return ""
	}
	if statement, _, found := strings.Cut(a.Why, " allows `"+c.request.Action+"`, but not on "); found {
		return ", and " + statement + " does on other resources alone"
	}
	return ": " + a.Why
}

func unknown(step reach.Step, why *iac.Unknown) reach.Step {
	step.Verdict, step.Fault, step.Unknown = reach.Unknown, "", []*iac.Unknown{why}
	step.Why = why.Why
	return step
}

// soften turns what blocks into what is not decided, for a need that may not be
// or that the task may do without.
func soften(step reach.Step, n ecs.Need) reach.Step {
	for _, why := range []*iac.Unknown{n.If, n.Unless} {
		if why != nil && step.Verdict == reach.Blocked {
			text := step.Why
			step = unknown(step, why)
			step.Why = text + ": " + why.Why
		}
	}
	return step
}

// actions names the actions of the requests, each once.
func actions(reqs []ecs.Request) string {
	var names []string
	for _, r := range reqs {
		if !slices.Contains(names, r.Action) {
			names = append(names, r.Action)
		}
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}
