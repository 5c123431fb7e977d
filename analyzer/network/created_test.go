package network_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// What is not created decides nothing, even where its attributes are unknown:
// an empty for_each leaves each.value without a value.
func TestBuildLeavesOutWhatIsNotCreated(t *testing.T) {
	var at source.Range
	unknown := iac.UnknownValue(&iac.Unknown{Name: "each.value", Why: "for_each is empty"}, at)
	tests := []struct {
		name    string
		exists  iac.Value
		partial bool
	}{
		{"created", iac.Bool(true, at), true},
		{"not created", iac.Bool(false, at), false},
		{"may be created", unknown, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			group := resource("aws_security_group", iac.Bool(true, at))
			table := resource("aws_route_table", iac.Bool(true, at))
			rule := resource("aws_security_group_rule", tt.exists,
				iac.Field{Name: "security_group_id", Value: ref(group)}, iac.Field{Name: "type", Value: unknown})
			routes := resource("aws_vpn_gateway_route_propagation", tt.exists,
				iac.Field{Name: "route_table_id", Value: ref(table)})
			g := network.Build([]*iac.Resource{group, table, rule, routes})
			if got := g.SecurityGroups[0].Egress.Partial != nil; got != tt.partial {
				t.Errorf("egress of the group is partial: %v, want %v", got, tt.partial)
			}
			if got := g.RouteTables[0].Partial != nil; got != tt.partial {
				t.Errorf("the route table is partial: %v, want %v", got, tt.partial)
			}
		})
	}
}

func resource(kind string, exists iac.Value, fields ...iac.Field) *iac.Resource {
	return &iac.Resource{
		Address: kind + ".x", Type: kind, Language: iac.Terraform, Exists: exists,
		Body: iac.Object(fields, nil, source.Range{}),
	}
}

func ref(r *iac.Resource) iac.Value {
	return iac.TextValue(iac.Text{{Resource: r, Attr: "id"}}, source.Range{})
}
