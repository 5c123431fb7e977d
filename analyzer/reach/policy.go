package reach

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/network"
)

// policy judges the policy of an endpoint for each request that the flow
// carries. An endpoint without one lets everything through.
func (f *flow) policy(ep *network.Endpoint) Step {
	step := Step{Hop: EndpointPolicy, Verdict: Allowed, At: ep.Range, Subject: Subject{Endpoint: ep}}
	if ep.Policy.IsAbsent() {
		step.Why = ep.Address + " has no policy, which allows everything"
		return step
	}
	step.At = ep.Policy.Range
	kind := iam.InterfaceEndpoint
	if ep.Type == network.GatewayEndpoint {
		kind = iam.GatewayEndpoint
	}
	step.Why = fmt.Sprintf("the policy of %s allows what the task asks", ep.Address)
	for _, r := range f.need.Requests {
		if f.need.AtStart && (r.By == ecs.TaskRole || r.By == ecs.Application) {
			continue // asked at run time, of a service that the task needs to start, too
		}
		switch result := iam.Evaluate(ep.Policy, kind, f.request(r, ep)); result.Decision {
		case iam.Denied:
			if why := wildcard(r, f.need); why != nil {
				step.Verdict, step.Unknown, step.Why = Unknown, append(step.Unknown, why), why.Why
				continue
			}
			step.Verdict, step.Fault, step.Unknown = Blocked, PolicyRefused, nil
			step.Why = fmt.Sprintf("the policy of %s denies %s on %s: %s", ep.Address, r.Action, resourceName(r), result.Why)
			if !result.At.IsZero() {
				step.At = result.At
			}
			return step
		case iam.Unknown:
			step.Verdict = Unknown
			step.Unknown = append(step.Unknown, result.Unknown)
			step.Why = fmt.Sprintf("whether the policy of %s allows %s is not decided: %s", ep.Address, r.Action, result.Why)
		case iam.Allowed:
		}
	}
	return step
}

// wildcard says which action of several the task asks for is not known, where
// the request stands for several.
func wildcard(r ecs.Request, n ecs.Need) *iac.Unknown {
	if !strings.ContainsAny(r.Action, "*?") {
		return nil
	}
	return &iac.Unknown{Name: r.Action, Range: n.Range, Why: "which of `" + r.Action + "` the task asks for is decided at run time"}
}

func resourceName(r ecs.Request) string {
	if len(r.Resource) == 0 {
		return "*"
	}
	return r.Resource.String()
}

// request is a request of the need as the policy of the endpoint sees it.
func (f *flow) request(r ecs.Request, ep *network.Endpoint) iam.Request {
	req := iam.Request{Action: r.Action, Resource: r.Resource, Principal: f.principal(r.By), Context: iam.Context{
		"aws:securetransport": iam.Known(iac.Text{{Literal: "true"}}),
	}}
	if r.By == ecs.AWS {
		for _, key := range []string{"aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths", "s3:resourceaccount"} {
			req.Context[key] = iam.Elsewhere()
		}
	}
	if ep.Resource != nil {
		req.Context["aws:sourcevpce"] = iam.Known(identity(ep.Resource))
	}
	if v := ep.VPC; v != nil && v.Resource != nil && v.External == nil {
		req.Context["aws:sourcevpc"] = iam.Known(identity(v.Resource))
	}
	return req
}

// identity returns the id of a resource as the files of its language refer to
// it.
func identity(r *iac.Resource) iac.Text {
	attr := "id"
	if r.Language == iac.CloudFormation {
		attr = "Ref"
	}
	return iac.Text{{Resource: r, Attr: attr}}
}

// principal is who signs a request. Nothing is known of the role of a container
// instance, which also asks for tasks on it that have no execution role.
func (f *flow) principal(by ecs.Signer) iam.Principal {
	var role iac.Value
	switch by {
	case ecs.AWS:
		return iam.Principal{Kind: iam.Foreign}
	case ecs.ExecutionRole:
		role = f.task.Definition.ExecutionRole
	case ecs.TaskRole, ecs.Application:
		role = f.task.Definition.TaskRole
	case ecs.InstanceRole:
	}
	if role.IsAbsent() {
		return iam.Principal{}
	}
	p := iam.Principal{Kind: iam.Role}
	p.ARN, _ = role.Text()
	p.Account, _ = f.task.Resource.Account.Text()
	for _, r := range role.Refs() {
		p.Role = r
	}
	return p
}
