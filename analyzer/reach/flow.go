package reach

import (
	"fmt"
	"net/netip"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// A flow is one need sent from one subnet, on its way through the graph.
type flow struct {
	*prover
	task       *ecs.Task
	need       ecs.Need
	eni        *network.ENI
	subnet     *network.Subnet // nil if not known
	vpc        *network.VPC    // nil if not known
	groups     []*network.SecurityGroup
	groupsMore *iac.Unknown
	bypassed   []bypass
	answered   bool // names are taken to resolve, DNS support or not
	unfiltered bool // names are taken to pass DNS Firewall
}

// A bypass is an endpoint of the wanted service that does not carry the flow,
// and why.
type bypass struct {
	endpoint *network.Endpoint
	faults   []Fault // all that is to be mended, never empty
}

// A destination is where a name leads: exactly one of its fields is set, but
// for six and space.
type destination struct {
	endpoint *network.Endpoint // the interfaces of an endpoint
	unseen   bool              // the interfaces of an endpoint that the files do not show
	list     *listed           // the public addresses of a service that has a prefix list
	public   bool              // public addresses
	address  iac.Value         // what a hand-made record holds
	host     netip.Addr        // a private address
	six      netip.Prefix      // of public or unseen ones, the addresses for one without IPv4

	space []netip.Prefix // of public addresses, those that are meant; all if nil
}

// A listed is a service in a region whose public addresses are in a prefix list
// of AWS's, which gateway endpoints are routes to.
type listed struct {
	service string
	region  iac.Text
}

// listedServices are the services that have such a list, as one calls them (AWS
// PrivateLink guide, "Gateway endpoints").
var listedServices = map[string]string{"s3": "S3", "dynamodb": "DynamoDB"}

// has says whether a prefix list or gateway endpoint for the service in the
// region is the one.
func (l *listed) has(service string, region iac.Text) (Verdict, *iac.Unknown) {
	if l == nil || l.service != service {
		return Blocked, nil
	}
	switch same, known := region.Equal(l.region); {
	case !known:
		return Unknown, regionUnknown(region, l.region)
	case same:
		return Allowed, nil
	}
	return Blocked, nil
}

func (d destination) String() string {
	switch {
	case d.endpoint != nil:
		return d.endpoint.Address
	case d.unseen:
		return "an endpoint that is not in the files"
	case d.six == translated:
		return "public addresses by NAT64"
	case d.six.IsValid():
		return "public IPv6 addresses"
	case d.list != nil:
		return fmt.Sprintf("the public addresses of %s in %s", listedServices[d.list.service], d.list.region)
	case d.public && len(d.space) == 1 && d.space[0].IsSingleIP():
		return d.space[0].Addr().String()
	case d.public:
		return "public addresses"
	case d.host.IsValid():
		return d.host.String()
	}
	return d.address.String()
}

// paths returns one path for each way to settle name resolution and routing.
func (f *flow) paths() []path {
	var paths []path
	switch ip, literal := f.literal(); {
	case f.need.Port == 0 && f.need.If != nil:
		return []path{{steps: []Step{{Hop: Route, Why: f.need.If.Why, At: f.need.Range, Unknown: []*iac.Unknown{f.need.If}}}}}
	case f.need.FileSystem != nil:
		return f.soften(f.toFileSystem())
	case f.need.Server != nil && f.need.Server.ENI != nil:
		return f.soften(f.toServer())
	case f.need.Balancer != nil:
		return f.soften(f.fromBalancer())
	case literal:
		return f.soften(f.toLiteral(ip))
	}
	for _, a := range f.resolve() {
		paths = append(paths, f.from(a)...)
	}
	return f.soften(paths)
}

// from returns the paths that begin with the answer a.
func (f *flow) from(a answer) []path {
	switch {
	case a.step.Verdict == Blocked:
		return []path{{steps: []Step{a.step}}}
	case a.to.endpoint != nil:
		return []path{f.toEndpoint(a)}
	case a.to.host.IsValid():
		return f.toAddress(a)
	case a.to.unseen, a.to.list == nil && !a.to.public:
		return []path{{steps: append([]Step{a.step, f.egress(a.to)}, f.unseen(a))}}
	}
	return f.toPublic(a)
}

// toEndpoint returns the path to the interfaces of an endpoint.
func (f *flow) toEndpoint(a answer) path {
	ep := a.to.endpoint
	steps := []Step{a.step, f.local(ep), f.egress(a.to)}
	steps = append(steps, f.endpointACLs(ep)...)
	steps = append(steps, f.ingress(ep), f.policy(ep))
	return path{steps: steps, via: ep.Address, through: ep}
}

// unseen is the step into an endpoint or address that the files do not show.
func (f *flow) unseen(a answer) Step {
	why := "what guards " + a.to.String() + " is not known"
	if len(a.step.Unknown) > 0 {
		why += ": " + a.step.Unknown[0].Why
	}
	return Step{Hop: Ingress, Why: why, At: a.step.At, Unknown: a.step.Unknown}
}

// toPublic returns the paths to public addresses, one for each way to settle
// the route.
func (f *flow) toPublic(a answer) []path {
	var paths []path
	for _, r := range f.outward(a.to) {
		steps := []Step{a.step, r.step, f.egress(a.to)}
		steps = append(steps, f.publicACLs(a.to, r)...)
		if r.endpoint != nil {
			steps = append(steps, f.policy(r.endpoint))
		}
		paths = append(paths, path{steps: steps, via: r.via, through: r.endpoint})
	}
	return paths
}

// outward returns the ways to public addresses in the family that the task has.
func (f *flow) outward(to destination) []hopAway {
	if to.six.IsValid() {
		return f.routeSix(to)
	}
	return f.route(to)
}

// publicly returns the verdict on the flow by public addresses, had no
// interface endpoint taken its name.
func (f *flow) publicly(paths []path) Verdict {
	if paths[0].through == nil || paths[0].through.Type != network.InterfaceEndpoint {
		return Unknown
	}
	public := f.toPublic(answer{to: f.publicDestination(), step: Step{Hop: DNS, Verdict: Allowed}})
	if !agree(public) {
		return Unknown
	}
	return public[0].verdict()
}

// publicDestination returns the public addresses of what the need asks for.
func (f *flow) publicDestination() destination {
	if listedServices[f.need.Service] != "" {
		return destination{list: &listed{f.need.Service, f.need.Region}}
	}
	return destination{public: true}
}

// flowName says what the flow is in a clause: tcp/443.
func (f *flow) flowName() string { return fmt.Sprintf("tcp/%d", f.need.Port) }
