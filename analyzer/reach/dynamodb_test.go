package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// TestGatewayEndpointOfDynamoDB: DynamoDB has a gateway endpoint and a prefix
// list as S3 has (AWS PrivateLink guide, "Gateway endpoints").
func TestGatewayEndpointOfDynamoDB(t *testing.T) {
	tables := ecs.Need{
		Name: "dynamodb", Service: "dynamodb", Host: iac.Text{{Literal: "dynamodb." + region + ".amazonaws.com"}}, Port: 443,
		Region: iac.Text{{Literal: region}},
	}
	gateway := func(s *site) *iac.Resource {
		return s.gatewayEndpoint("dynamodb", s.vpc, ids(s.table), field{"service_name", "ServiceName", "com.amazonaws." + region + ".dynamodb"})
	}
	list := func(s *site, service string) prefixList {
		return prefixList{iac.TextValue(iac.Text{{Resource: s.prefixList(service), Attr: "id"}}, s0)}
	}
	tests := []struct {
		name string
		make func(s *site)
		want string
		only iac.Language
	}{
		{"without a gateway endpoint", func(s *site) { s.setRules(s.task, true, all("0.0.0.0/0")) }, "blocked route/missing-endpoint", 0},
		{"with one, and open egress", func(s *site) { gateway(s); s.setRules(s.task, true, all("0.0.0.0/0")) }, "reachable", 0},
		{"on no table", func(s *site) {
			s.set(gateway(s), field{"route_table_ids", "RouteTableIds", []any{}})
			s.setRules(s.task, true, all("0.0.0.0/0"))
		}, "blocked route/gateway-not-associated", 0},
		{"with one, and egress to its prefix list", func(s *site) { gateway(s); s.setRules(s.task, true, https(list(s, "dynamodb"))) }, "reachable", terraform},
		{"with one, and egress to the prefix list of S3", func(s *site) { gateway(s); s.setRules(s.task, true, https(prefixList{"pl-6da54004"})) }, "blocked egress/egress-refused", 0},
		{"with that of S3", func(s *site) { s.setRules(s.task, true, all("0.0.0.0/0")) }, "blocked route/missing-endpoint", 0},
	}
	for _, tt := range tests {
		for _, l := range languages {
			if tt.only != 0 && tt.only != l.lang {
				continue
			}
			t.Run(tt.name+"/"+l.name, func(t *testing.T) {
				s := locked(l.lang)
				tt.make(s)
				if p := s.prove(s.where, tables)[0]; outcome(p) != tt.want {
					t.Errorf("%q, want %q\n%s", outcome(p), tt.want, describe(p))
				}
			})
		}
	}
}

// prefixList adds the data source that reads the list of a service of AWS's.
func (s *stack) prefixList(service string) *iac.Resource {
	r := s.add("aws_ec2_managed_prefix_list", "", "list_"+service, field{"name", "", "com.amazonaws." + region + "." + service})
	r.Data = true
	return r
}
