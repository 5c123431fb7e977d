package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// zoneAuthority is the private hosted zone of the VPC that owns the host of the
// need. A zone that owns a name and has no record for it answers that the name
// does not exist: the resolver does not fall back to public DNS (Route 53
// developer guide, "Considerations when working with a private hosted zone").
// Zones are asked only where DNS hostnames are on, too (VPC user guide, "DNS
// attributes in your VPC").
func (f *flow) zoneAuthority() authority {
	zone, owned := f.owningZone()
	if zone == nil {
		return authority{}
	}
	if on, known := f.vpc.DNSHostnames.Bool(); f.vpc.External == nil && known && !on {
		return authority{}
	}
	why := zone.Maybe
	if owned == Unknown {
		why = firstOf(why, &iac.Unknown{
			Name: zone.Address, Range: zone.Range,
			Why: fmt.Sprintf("whether the private zone `%s` answers for `%s` is not known", zone.Name, f.need.Host),
		})
		return authority{answers: f.assume(why, destination{unseen: true}), why: why}
	}
	return authority{answers: f.zoneAnswers(zone), why: why}
}

// zoneAnswers returns what the zone may answer.
func (f *flow) zoneAnswers(zone *network.Zone) []answer {
	record, match := f.record(zone)
	if match == Blocked && zone.Partial == nil {
		return []answer{{step: Step{
			Hop: DNS, Verdict: Blocked, Fault: NameNotFound, Subject: Subject{Zone: zone}, At: zone.Range,
			Why: fmt.Sprintf("the private zone `%s` owns `%s` and has no record for it", zone.Name, f.need.Host),
		}}}
	}
	ep := record.Endpoint
	if match == Allowed && ep != nil && record.Maybe == nil {
		step := Step{
			Hop: DNS, Verdict: Allowed, Subject: Subject{Zone: zone, Endpoint: ep}, At: record.Range,
			Why: fmt.Sprintf("the private zone `%s` answers `%s` with %s", zone.Name, f.need.Host, ep.Address),
		}
		if ep.Missing || len(ep.Subnets) == 0 && ep.SubnetsMore == nil {
			step.Verdict, step.Fault = Blocked, NameNotFound
			step.Why += ", which has no addresses"
		}
		return []answer{{destination{endpoint: ep}, step}}
	}
	if as, known := record.Addresses(); match == Allowed && known && record.Maybe == nil {
		return f.addressAnswers(zone, record, as)
	}
	why := firstOf(zone.Partial, &iac.Unknown{
		Name: zone.Address, Range: record.Range,
		Why: fmt.Sprintf("where the record `%s` of the private zone `%s` leads is not known", record.Name, zone.Name),
	})
	return f.assume(why, destination{address: record.Value})
}

// addressAnswers returns one answer for each address of a record, any of which
// a client may pick. One that is fixed for an endpoint leads to it.
func (f *flow) addressAnswers(zone *network.Zone, record network.Record, as []netip.Addr) []answer {
	var answers []answer
	for _, ip := range as {
		to := at(ip)
		if ep := f.endpointAt(ip); ep != nil {
			to = destination{endpoint: ep}
		}
		answers = append(answers, answer{to, Step{
			Hop: DNS, Verdict: Allowed, Subject: Subject{Zone: zone, Endpoint: to.endpoint}, At: record.Range,
			Why: fmt.Sprintf("the private zone `%s` answers `%s` with %s", zone.Name, f.need.Host, ip),
		}})
	}
	if len(answers) > 1 {
		return settle(&iac.Unknown{
			Name: zone.Address, Range: record.Range,
			Why: fmt.Sprintf("the record `%s` has several addresses, of which clients pick any", record.Name),
		}, answers)
	}
	return answers
}

// endpointAt returns the endpoint that an interface with the address is given
// to, or nil.
func (f *flow) endpointAt(ip netip.Addr) *network.Endpoint {
	for _, ep := range f.graph.Endpoints {
		if !ep.Missing && ep.Maybe == nil && slices.Contains(ep.Addresses, ip) && ep.VPC != nil && f.vpcWith(ip) == ep.VPC {
			return ep
		}
	}
	return nil
}

// serviceLength returns the length of the name that the endpoints of the service
// answer for: that of the host, of ecr.dkr and s3 without the registry or
// bucket.
func (f *flow) serviceLength() int {
	n := len(network.Labels(f.need.Host))
	if f.need.Service == "ecr.dkr" || f.need.Service == "s3" {
		n--
	}
	return n
}

// zoneIsLonger reports whether the name of the zone that owns the host is
// longer than that of the service's endpoints.
func (f *flow) zoneIsLonger() bool {
	zone, _ := f.owningZone()
	if zone == nil {
		return false
	}
	return len(network.Labels(zone.Name)) > f.serviceLength()
}

// owningZone returns the private zone of the VPC with the longest name that
// ends the host's, and whether that is known.
func (f *flow) owningZone() (zone *network.Zone, owned Verdict) {
	best := 0
	for _, z := range f.graph.Zones {
		if !associated(z, f.vpc) {
			continue
		}
		labels := network.Labels(z.Name)
		if v := endsWith(network.Labels(f.need.Host), labels); v != Blocked && len(labels) > best {
			zone, owned, best = z, v, len(labels)
		}
	}
	return zone, owned
}

func associated(z *network.Zone, v *network.VPC) bool {
	for _, x := range z.VPCs {
		if x == v {
			return true
		}
	}
	return false
}

// endsWith says whether the labels of host end with those of zone.
func endsWith(host, zone []iac.Text) Verdict {
	if len(zone) > len(host) {
		return Blocked
	}
	v := Allowed
	for i := 1; i <= len(zone); i++ {
		equal, known := host[len(host)-i].Equal(zone[len(zone)-i])
		if known && !equal {
			return Blocked
		}
		if !known {
			v = Unknown
		}
	}
	return v
}

// record returns the record of the zone that answers for the host: of that very
// name, else the wildcard with the longest name (RFC 4592). Beside a record of
// a name there is no other of a name that is not known to be the same.
func (f *flow) record(z *network.Zone) (network.Record, Verdict) {
	host := network.Labels(f.need.Host)
	best, match, longest := network.Record{Range: z.Range}, Blocked, 0
	for _, r := range z.Records {
		labels := absolute(r, z)
		v, length := Blocked, len(labels)
		if first, _ := labels[0].Literal(); first != "*" {
			length = len(host) + 1 // before any wildcard
			if len(host) == len(labels) {
				v = endsWith(host, labels)
			}
		} else if len(host) >= len(labels) {
			v = endsWith(host, labels[1:])
		}
		switch {
		case v == Blocked || length < longest:
		case length > longest, v == Allowed && match == Unknown:
			best, match, longest = r, v, length
		case v == Allowed && r.Endpoint != best.Endpoint:
			match = Unknown // by weight, latency or failover
		}
	}
	return best, match
}

// absolute returns the labels of the record's name, which Terraform takes for
// relative to the zone where it does not end with the zone's.
func absolute(r network.Record, z *network.Zone) []iac.Text {
	labels, zone := network.Labels(r.Name), network.Labels(z.Name)
	if len(labels) < len(zone) || endsWith(labels, zone) == Blocked {
		return append(labels[:len(labels):len(labels)], zone...)
	}
	return labels
}
