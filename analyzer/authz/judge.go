package authz

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// steps returns the steps of the roles that sign the requests of a flow, the
// execution role before the task role.
func (d *directory) steps(p *reach.Proof) []reach.Step {
	if p.Task.Definition.Resource == nil {
		return nil
	}
	var steps []reach.Step
	for _, s := range signers(p.Task) {
		if reqs := d.needed(requests(p.Need, s.by)); len(reqs) > 0 {
			steps = append(steps, d.signed(p, s, reqs)...)
		}
	}
	return steps
}

// signed returns the steps of one role.
func (d *directory) signed(p *reach.Proof, s signer, reqs []ecs.Request) []reach.Step {
	if s.arn.IsAbsent() {
		return []reach.Step{soften(s.missing(reqs), p.Need)}
	}
	n, why := d.role(s)
	if why != nil {
		return []reach.Step{unknown(reach.Step{Hop: reach.Role, At: why.Range, Requests: reqs}, why)}
	}
	var steps []reach.Step
	if step, ok := n.assumed(s); ok {
		step.Requests = reqs
		steps = append(steps, soften(step, p.Need))
	}
	var asked []reach.Step
	instance := s.instanceRole()
	for _, r := range append(reqs, d.decryptions(reqs)...) {
		c := call{request: r, role: n, signer: s, guard: d.guardOf(r.Action, r.Resource), context: surroundings(p, r), dir: d}
		if s.onInstance(r) {
			asked = append(asked, unknown(reach.Step{Hop: reach.Role, At: s.arn.Range, Requests: []ecs.Request{r}}, instance))
			continue
		}
		asked = append(asked, c.step(p))
	}
	return append(steps, joined(asked)...)
}

// joined returns the steps with those that allow as one, and with those that
// wait for one fact as one.
func joined(steps []reach.Step) []reach.Step {
	var out []reach.Step
	for _, s := range steps {
		i := slices.IndexFunc(out, func(o reach.Step) bool { return alike(o, s) })
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].Requests = append(slices.Clip(out[i].Requests), s.Requests...)
		if s.Verdict == reach.Allowed {
			out[i].Why = s.Subject.Role.Address + " allows " + actions(out[i].Requests)
		}
	}
	return out
}

func alike(a, b reach.Step) bool {
	switch {
	case a.Verdict != b.Verdict:
		return false
	case a.Verdict == reach.Unknown:
		return slices.EqualFunc(a.Unknown, b.Unknown, func(u, v *iac.Unknown) bool {
			return u == v || u.Name == v.Name && u.Why == v.Why
		})
	}
	return a.Verdict == reach.Allowed
}

// withoutResource are the actions among those asked that are on no resource
// (Service Authorization Reference, "Actions, resources, and condition keys" of
// each service).
var withoutResource = []string{
	"ecr:GetAuthorizationToken", "xray:PutTraceSegments", "cloudwatch:PutMetricData",
	"ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
	"ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
}

// requests returns what the role asks for the need, each once. What it asks for
// is not known where the files do not tell the resource.
func requests(n ecs.Need, by ecs.Signer) []ecs.Request {
	var all []ecs.Request
	var seen []string
	for _, r := range n.Requests {
		key := r.Action + " " + r.Resource.String()
		if r.By != by || slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		if len(r.Resource) == 0 && !slices.Contains(withoutResource, r.Action) {
			why := "what " + r.Action + " is asked on is not told by the files"
			r.Resource = iac.Text{{Unknown: &iac.Unknown{Name: "resource of " + r.Action, Why: why, Range: n.Range}}}
		}
		all = append(all, r)
	}
	return all
}

// decryptions returns what is asked of the keys that the secrets and parameters
// among the requests are encrypted with: the role needs kms:Decrypt on a key of
// the account's own, and nothing on AWS's (Amazon ECS developer guide, "Amazon
// ECS task execution IAM role").
func (d *directory) decryptions(reqs []ecs.Request) []ecs.Request {
	var all []ecs.Request
	var seen []*guard
	for _, r := range reqs {
		g := d.guardOf(r.Action, r.Resource)
		if g == nil || slices.Contains(seen, g) || g.key.IsAbsent() || isAWSKey(g.key) {
			continue
		}
		seen = append(seen, g)
		key, _ := g.key.Text()
		if k := d.keyOf(key); k != nil && len(key.Split(":")) < 6 {
			key = k.arn()
		}
		all = append(all, ecs.Request{Action: "kms:Decrypt", Resource: key, By: r.By})
	}
	return all
}

// isAWSKey reports whether v names a key that AWS keeps for a service.
func isAWSKey(v iac.Value) bool {
	s, _ := v.Str()
	return strings.Contains(s, "alias/aws/")
}

// keyOf returns the declared key that t refers to, or nil.
func (d *directory) keyOf(t iac.Text) *guard { return d.guardOf("kms:Decrypt", t) }

// arn returns the ARN of a key that the files declare.
func (g *guard) arn() iac.Text {
	region, _ := g.resource.Region.Text()
	account, _ := g.resource.Account.Text()
	attr := "key_id"
	if g.resource.Language == iac.CloudFormation {
		attr = "Ref"
	}
	return iac.Concat("arn:"+partitionOf(region)+":kms:", region, ":", account, ":key/", iac.Text{{Resource: g.resource, Attr: attr}})
}

// surroundings returns what is known of the context of a request: it comes over
// TLS, and through the endpoint that carries the flow.
func surroundings(p *reach.Proof, r ecs.Request) iam.Context {
	c := iam.Context{"aws:securetransport": iam.Known(iac.Text{{Literal: "true"}})}
	if strings.HasPrefix(r.Action, "kms:") {
		// The service that holds the secret asks for the key.
		service := iac.Concat(p.Need.Service+".", p.Need.Region, ".amazonaws.com")
		c["kms:viaservice"] = iam.Known(service)
		if account, ok := p.Task.Resource.Account.Text(); ok {
			c["kms:calleraccount"] = iam.Known(account)
		}
		return c
	}
	switch ep := p.Through; {
	case ep != nil && ep.Resource != nil && ep.External == nil:
		c["aws:sourcevpce"] = iam.Known(identity(ep.Resource))
		if ep.VPC != nil && ep.VPC.Resource != nil && ep.VPC.External == nil {
			c["aws:sourcevpc"] = iam.Known(identity(ep.VPC.Resource))
		}
	case ep == nil && p.Verdict == reach.Allowed:
		c["aws:sourcevpce"], c["aws:sourcevpc"] = iam.Missing(), iam.Missing()
	}
	return c
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

func partitionOf(region iac.Text) string {
	r, _ := region.Literal()
	return aws.PartitionOf(r).ID
}
