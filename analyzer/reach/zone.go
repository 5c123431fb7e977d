package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// zoneAnswer returns what the private hosted zones of the VPC answer for the
// host of the need, and whether one owns the name. A zone that owns a name and
// has no record for it answers that the name does not exist: the resolver does
// not fall back to public DNS (Route 53 developer guide, "Considerations when
// working with a private hosted zone").
func (f *flow) zoneAnswer() (answers []answer, found bool) {
	zone, owned := f.owningZone()
	if zone == nil {
		return nil, false
	}
	if owned == Unknown || zone.Maybe != nil || zone.Partial != nil {
		why := &iac.Unknown{
			Name: zone.Address, Range: zone.Range,
			Why: fmt.Sprintf("whether the private zone `%s` answers for `%s` is not known", zone.Name, f.need.Host),
		}
		return f.assume(why, destination{unseen: true}, f.publicDestination()), true
	}
	if f.endpointWins(zone) {
		return nil, false
	}
	record, match := f.record(zone)
	switch {
	case match == Blocked:
		return []answer{{step: Step{
			Hop: DNS, Verdict: Blocked, Fault: NameNotFound, Subject: Subject{Zone: zone}, At: zone.Range,
			Why: fmt.Sprintf("the private zone `%s` owns `%s` and has no record for it", zone.Name, f.need.Host),
		}}}, true
	case match == Allowed && record.Endpoint != nil && record.Maybe == nil:
		return []answer{{destination{endpoint: record.Endpoint}, Step{
			Hop: DNS, Verdict: Allowed, Subject: Subject{Zone: zone, Endpoint: record.Endpoint}, At: record.Range,
			Why: fmt.Sprintf("the private zone `%s` answers `%s` with %s", zone.Name, f.need.Host, record.Endpoint.Address),
		}}}, true
	}
	why := &iac.Unknown{
		Name: zone.Address, Range: record.Range,
		Why: fmt.Sprintf("where the record `%s` of the private zone `%s` leads is not known", record.Name, zone.Name),
	}
	return f.assume(why, destination{address: record.Value}), true
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

// endpointWins reports whether an endpoint's own zone for the service is more
// specific than z.
func (f *flow) endpointWins(z *network.Zone) bool {
	if f.need.Service == "" {
		return false
	}
	for _, ep := range f.graph.Endpoints {
		if v, _ := f.captures(ep); v == Allowed {
			// The managed zone has the service's host for its name: of ecr.dkr
			// and s3 without the registry or bucket.
			n := len(network.Labels(f.need.Host))
			if f.need.Service == "ecr.dkr" || f.need.Service == "s3" {
				n--
			}
			return n >= len(network.Labels(z.Name))
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
// name, else a wildcard.
func (f *flow) record(z *network.Zone) (network.Record, Verdict) {
	host := network.Labels(f.need.Host)
	var unsure *network.Record
	for _, wildcard := range []bool{false, true} {
		for i, r := range z.Records {
			labels := network.Labels(r.Name)
			if n := len(network.Labels(z.Name)); endsWith(labels, network.Labels(z.Name)) == Blocked && len(labels) > 0 || len(labels) < n {
				// A name that is relative to the zone, as Terraform takes it.
				labels = append(labels[:len(labels):len(labels)], network.Labels(z.Name)...)
			}
			first, _ := labels[0].Literal()
			if (first == "*") != wildcard {
				continue
			}
			v := Blocked
			switch {
			case wildcard && len(host) >= len(labels):
				v = endsWith(host, labels[1:])
			case !wildcard && len(host) == len(labels):
				v = endsWith(host, labels)
			}
			if v == Allowed {
				return r, Allowed
			}
			if v == Unknown && unsure == nil {
				unsure = &z.Records[i]
			}
		}
	}
	if unsure != nil {
		return *unsure, Unknown
	}
	return network.Record{Range: z.Range}, Blocked
}
