package reach_test

import (
	"fmt"
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// TestServers: a database in subnets of the VPC, behind groups and network ACLs
// of its own (Amazon RDS user guide, "Working with a DB instance in a VPC").
func TestServers(t *testing.T) {
	sql := func(peer any) admission { return admission{from: 5432, to: 5432, peer: peer} }
	tests := []struct {
		name string
		make func(s *site, database, groups *iac.Resource)
		want string
	}{
		{"admitted", func(*site, *iac.Resource, *iac.Resource) {}, "reachable"},
		{"the server's group refuses", func(s *site, _, g *iac.Resource) { s.setRules(g, false, sql("10.0.9.0/24")) }, "blocked ingress/server-ingress-refused"},
		{"the task's group refuses", func(s *site, _, _ *iac.Resource) { s.setRules(s.task, true, https("0.0.0.0/0")) }, "blocked egress/server-egress-refused"},
		{"both refuse", func(s *site, _, g *iac.Resource) {
			s.setRules(g, false)
			s.setRules(s.task, true)
		}, "blocked egress/server-egress-refused ingress/server-ingress-refused"},
		{"on another port", func(s *site, db, _ *iac.Resource) { s.set(db, field{"port", "Port", 5433}) }, "blocked egress/server-egress-refused ingress/server-ingress-refused"},
		{"no group is named: the default one", func(s *site, db, _ *iac.Resource) {
			s.set(db, field{"vpc_security_group_ids", "VPCSecurityGroups", nil})
		}, "blocked ingress/server-ingress-refused"},
		{"groups of RDS itself", func(s *site, db, _ *iac.Resource) {
			s.set(db, field{"vpc_security_group_ids", "VPCSecurityGroups", nil}, field{"security_group_names", "DBSecurityGroups", ids("older")})
		}, "unknown"},
		{"groups not known", func(s *site, db, _ *iac.Resource) {
			s.set(db, field{"vpc_security_group_ids", "VPCSecurityGroups", unknown("groups")})
		}, "unknown"},
		{"a network ACL between", func(s *site, _, _ *iac.Resource) {
			s.associateACL("acl", s.other, s.networkACL("acl", s.vpc))
		}, "blocked acl-in/acl-refused acl-reply/acl-refused"},
		{"a network ACL that lets replies through", func(s *site, _, _ *iac.Resource) {
			s.associateACL("acl", s.other, s.networkACL("acl", s.vpc, entry{100, false, "allow", 5432, 5432, "10.0.0.0/16"}, entry{100, true, "allow", 32768, 60999, "10.0.0.0/16"}))
		}, "reachable"},
		{"a network ACL that lets other replies through", func(s *site, _, _ *iac.Resource) {
			s.associateACL("acl", s.other, s.networkACL("acl", s.vpc, entry{100, false, "allow", 5432, 5432, "10.0.0.0/16"}, entry{100, true, "allow", 1, 1023, "10.0.0.0/16"}))
		}, "blocked acl-reply/acl-refused"},
		{"a network ACL of the task that lets nothing out", func(s *site, _, _ *iac.Resource) {
			s.associateACL("acl", s.app, s.networkACL("acl", s.vpc, entry{100, false, "allow", 32768, 60999, "10.0.0.0/16"}))
		}, "blocked acl-out/acl-refused"},
		{"DNS support off", func(s *site, _, _ *iac.Resource) { s.support(false) }, "blocked dns/dns-support-off"},
	}
	for _, tt := range tests {
		for _, l := range languages {
			t.Run(tt.name+"/"+l.name, func(t *testing.T) {
				s := locked(l.lang)
				s.setRules(s.task, true, sql("10.0.0.0/16"))
				groups := s.group("database", s.vpc, []admission{sql(s.task)}, nil)
				place := s.add("aws_db_subnet_group", "AWS::RDS::DBSubnetGroup", "place", field{"subnet_ids", "SubnetIds", ids(s.other)})
				database := s.add("aws_db_instance", "AWS::RDS::DBInstance", "db",
					field{"engine", "Engine", "postgres"}, field{"db_subnet_group_name", "DBSubnetGroupName", place},
					field{"vpc_security_group_ids", "VPCSecurityGroups", ids(groupID(groups))})
				tt.make(s, database, groups)
				p := s.proveServer(database)
				if got := outcome(p); got != tt.want {
					t.Errorf("%q, want %q\n%s", got, tt.want, describe(p))
				}
			})
		}
	}
}

// proveServer proves the need of the task for the server.
func (s *site) proveServer(r *iac.Resource) *reach.Proof {
	g := network.Build(s.resources)
	part := iac.Part{Resource: r, Attr: iac.Named("address", "Endpoint.Address").In(s.lang)}
	server := g.Server(part)
	if server == nil {
		panic(fmt.Sprintf("%s is no server", r.Address))
	}
	task := s.detached("aws_ecs_service", "AWS::ECS::Service", "api")
	need := ecs.Need{Name: "rds", Host: iac.Text{part}, Port: uint16(server.Port), Server: server}
	t := &ecs.Task{
		Address: task.Address, Resource: task, Launch: ecs.Fargate, Definition: &ecs.Definition{Address: "task definition"},
		Region: iac.Text{{Literal: region}}, Needs: []ecs.Need{need},
		ENI: g.ENI(s.value(s.where.subnets, s0), s.value(s.where.groups, s0), s.value(false, s0)),
	}
	return reach.Prove([]*ecs.Task{t}, g)[0]
}
