package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// module adds a module that is not on disk and was given the value.
func (s *site) module(given any) {
	m := s.add("module", "module", "lb", field{"given", "given", given})
	m.Address = "module.lb"
}

// outside makes the VPC one that the files do not declare.
func outside(more ...func(*site)) func(*site) {
	return func(s *site) {
		s.drop(s.vpc)
		elsewhere := external("vpc")
		for _, r := range s.resources {
			if r.Body.Get("vpc_id").Refs() != nil || r.Body.Get("VpcId").Refs() != nil {
				s.set(r, field{"vpc_id", "VpcId", elsewhere})
			}
		}
		for _, f := range more {
			f(s)
		}
	}
}

// TestClosedWorld is A.5: what makes a claim that something is missing a proof,
// and what poisons it.
func TestClosedWorld(t *testing.T) {
	without := func(s *site) { s.drop(s.api) }
	const missing = "blocked route/missing-endpoint"
	service := func(value any) func(*site) {
		return func(s *site) { s.set(s.api, field{"service_name", "ServiceName", value}) }
	}
	try(t, locked, []change{
		{"declared VPC, nothing there", without, "ecr.api", missing, 0},
		{"VPC declared elsewhere", outside(without), "ecr.api", "unknown", 0},
		{"VPC declared elsewhere, the endpoint in sight", outside(), "ecr.api", "unknown", 0},
		{"VPC declared elsewhere, the endpoint and the network ACLs in sight", outside(
			near(allow(100, true, 0, 65535), allow(100, false, 0, 65535)), far(allow(100, true, 0, 65535), allow(100, false, 0, 65535)),
		), "ecr.api", "reachable", 0},
		{"VPC declared elsewhere, no group lets anything out", outside(without, egress()), "ecr.api", egressRefused, 0},
		{"VPC declared elsewhere, gateway endpoint in sight", outside(), "s3", "unknown", 0},
		{"module that was given the VPC", func(s *site) { without(s); s.module(s.vpc) }, "ecr.api", "unknown", 0},
		{"module that was given the VPC in a list", func(s *site) { without(s); s.module(ids(s.vpc)) }, "ecr.api", "unknown", 0},
		{"module that was given a subnet", func(s *site) { without(s); s.module(ids(s.app)) }, "ecr.api", "unknown", 0},
		{"module that was given something else", func(s *site) { without(s); s.module("eu-west-1") }, "ecr.api", missing, 0},
		{"module that was given the VPC, the endpoint in sight", func(s *site) { s.module(s.vpc) }, "ecr.api", "reachable", 0},
		{"endpoint of an unknown service", service(unknown("service")), "ecr.api", "unknown", 0},
		{"endpoint of an unknown service in the region", service(iac.TextValue(iac.Text{{Literal: "com.amazonaws.eu-west-1."}, {Unknown: unknown("service")}}, s0)), "ecr.api", "unknown", 0},
		{"endpoint of a service that only apply knows", func(s *site) { service(attr{s.other, "service", "Service"})(s) }, "ecr.api", "unknown", 0},
		{"endpoint of somebody's own service", service("com.amazonaws.vpce.eu-west-1.vpce-svc-1"), "ecr.api", missing, 0},
		{"endpoint of another service", service("com.amazonaws.eu-west-1.sts"), "ecr.api", missing, 0},
		{"endpoint in an unknown region", service(iac.TextValue(iac.Text{{Literal: "com.amazonaws."}, {Unknown: unknown("region")}, {Literal: ".ecr.api"}}, s0)), "ecr.api", "unknown", 0},
		{"endpoint perhaps", func(s *site) { maybe(s.api) }, "ecr.api", "unknown", 0},
		{"endpoint of unknown type", func(s *site) { s.set(s.api, field{"vpc_endpoint_type", "VpcEndpointType", unknown("type")}) }, "ecr.api", "unknown", 0},
		{"endpoint in what may be the VPC", func(s *site) {
			v := s.detached("aws_vpc", "", "read")
			v.Data = true
			s.set(s.api, field{"vpc_id", "", v})
		}, "ecr.api", "unknown", terraform},
		{"endpoint subnets unknown", func(s *site) { s.set(s.api, field{"subnet_ids", "SubnetIds", unknown("subnets")}) }, "ecr.api", "unknown", 0},
		{"DNS support that is off, under ignore_changes", func(s *site) {
			s.set(s.vpc, field{"enable_dns_support", "EnableDnsSupport", false})
			s.vpc.Ignored = []string{"enable_dns_support"}
		}, "ecr.api", "unknown", terraform},
		{"group perhaps", func(s *site) { maybe(s.ends) }, "ecr.api", "reachable", 0},
		{"module that was given the task's group", func(s *site) { egress()(s); s.module(groupID(s.task)) }, "ecr.api", "unknown", 0},
		{"module that was given the endpoints' group", func(s *site) { ingress()(s); s.module(ids(groupID(s.ends))) }, "ecr.api", "unknown", 0},
	})
	const unrouted = "blocked route/nat-not-routed"
	try(t, open, []change{
		{"route table given to a module, no route", func(s *site) { s.drop(s.out); s.module(s.table) }, "ecr.api", "unknown", 0},
		{"route table given to a module, dead route", func(s *site) { s.lead(toPeering("pcx-1")); s.module(s.table) }, "ecr.api", "unknown", 0},
		{"subnet on the main table given to a module", func(s *site) { s.unassociate(); s.module(ids(s.app)) }, "dockerhub", "unknown", 0},
		{"subnet with a table given to a module", func(s *site) { s.drop(s.out); s.module(ids(s.app)) }, "dockerhub", unrouted, 0},
		{"VPC given to a module, subnet on the main table", func(s *site) { s.unassociate(); s.module(s.vpc) }, "dockerhub", "unknown", 0},
		{"VPC given to a module, subnet with a table", func(s *site) { s.drop(s.out); s.module(s.vpc) }, "dockerhub", unrouted, 0},
		{"module that was given something else, subnet on the main table", func(s *site) { s.unassociate(); s.module("eu-west-1") }, "dockerhub", unrouted, 0},
		{"default VPC adopted, subnet on its main table", func(s *site) {
			v := s.add("aws_default_vpc", "", "default")
			s.set(s.app, field{"vpc_id", "", v})
			s.unassociate()
		}, "ecr.api", "unknown", terraform},
		{"VPC declared elsewhere, public registry", outside(), "dockerhub", "unknown", 0},
		{"VPC declared elsewhere, public registry, no route", outside(func(s *site) { s.drop(s.out) }), "dockerhub", unrouted, 0},
	})
}

// TestUnknownPlacement: what is not known of where a task runs is a subnet of
// its own, and each subnet is proved apart.
func TestUnknownPlacement(t *testing.T) {
	for _, tt := range []struct {
		name string
		make func(*site)
		want []string
	}{
		{"two subnets, one without a route", func(s *site) { s.where.subnets = ids(s.app, s.subnet("third", s.vpc, "10.0.3.0/24")) }, []string{"reachable", "blocked route/nat-not-routed"}},
		{"a list that may be longer", func(s *site) {
			s.where.subnets = iac.List([]iac.Value{s.value(s.app, s0)}, unknown("more"), s0)
		}, []string{"reachable", "unknown"}},
		{"a list that is not known", func(s *site) { s.where.subnets = unknown("subnets") }, []string{"unknown"}},
		{"a list that is not known, no group lets anything out", func(s *site) { s.where.subnets = unknown("subnets"); egress()(s) }, []string{egressRefused}},
		{"a subnet declared elsewhere", func(s *site) { s.where.subnets = ids(external("subnet")) }, []string{"unknown"}},
		{"no subnets", func(s *site) { s.where.subnets = nil }, []string{"unknown"}},
	} {
		for _, l := range languages {
			t.Run(tt.name+"/"+l.name, func(t *testing.T) {
				s := open(l.lang)
				tt.make(s)
				proofs := s.prove(s.where, need("ecr.api"))
				if len(proofs) != len(tt.want) {
					t.Fatalf("%d proofs, want %d", len(proofs), len(tt.want))
				}
				for i, p := range proofs {
					if got := outcome(p); got != tt.want[i] {
						t.Errorf("subnet %d: %q, want %q\n%s", i, got, tt.want[i], describe(p))
					}
				}
			})
		}
	}
}
