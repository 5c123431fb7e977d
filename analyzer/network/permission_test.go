package network_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// TestPorts reads the ports of rules (EC2 API reference, IpPermission).
func TestPorts(t *testing.T) {
	unknown := &iac.Unknown{Name: "var.port", Why: "variable `port` has no value"}
	tests := []struct {
		name               string
		protocol, from, to any
		want               network.Ports
	}{
		{"one", "tcp", 443, 443, network.Ports{From: 443, To: 443}},
		{"as text", "tcp", "443", "443", network.Ports{From: 443, To: 443}},
		{"a range", "6", 1024, 65535, network.Ports{From: 1024, To: 65535}},
		{"protocol in capitals", "TCP", 443, 443, network.Ports{From: 443, To: 443}},
		{"every protocol", "-1", 0, 0, network.AllPorts},
		{"every protocol, as a number", -1, nil, nil, network.AllPorts},
		{"every protocol, by name", "all", nil, nil, network.AllPorts},
		{"all ports as -1", "tcp", -1, -1, network.AllPorts},
		{"port 0", "tcp", 0, 0, network.Ports{}},
		{"the last port", "tcp", 65535, 65535, network.Ports{From: 65535, To: 65535}},
		{"past the last port", "tcp", 443, 65536, network.Ports{None: true}},
		{"the wrong way round", "tcp", 444, 443, network.Ports{None: true}},
		{"udp", "udp", 443, 443, network.Ports{None: true}},
		{"icmp", "icmp", -1, -1, network.Ports{None: true}},
		{"unknown protocol", unknown, 443, 443, network.Ports{Unknown: unknown}},
		{"unknown port", "tcp", unknown, 443, network.Ports{Unknown: unknown}},
		{"unknown last port", "tcp", 443, unknown, network.Ports{Unknown: unknown}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := network.Build([]*iac.Resource{declared("aws_security_group", "g", "egress",
				list(object("protocol", tt.protocol, "from_port", tt.from, "to_port", tt.to, "cidr_blocks", list("10.0.0.0/8"))))})
			if got := g.SecurityGroups[0].Egress.List[0].Ports; got != tt.want {
				t.Errorf("ports = %+v, want %+v", got, tt.want)
			}
		})
	}
}

// TestCovers: the edges of a range of ports.
func TestCovers(t *testing.T) {
	web := network.Ports{From: 80, To: 443}
	tests := []struct {
		name             string
		ports            network.Ports
		from, to         uint16
		all, some, known bool
	}{
		{"first", web, 80, 80, true, true, true},
		{"last", web, 443, 443, true, true, true},
		{"one below", web, 79, 79, false, false, true},
		{"one above", web, 444, 444, false, false, true},
		{"all of it", web, 80, 443, true, true, true},
		{"more than it", web, 80, 444, false, true, true},
		{"across its start", web, 1, 80, false, true, true},
		{"everything", network.AllPorts, 0, 65535, true, true, true},
		{"another protocol", network.Ports{None: true}, 443, 443, false, false, true},
		{"unknown", network.Ports{Unknown: &iac.Unknown{}}, 443, 443, false, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, some, known := tt.ports.Covers(tt.from, tt.to)
			if all != tt.all || some != tt.some || known != tt.known {
				t.Errorf("Covers(%d, %d) = %t, %t, %t, want %t, %t, %t", tt.from, tt.to, all, some, known, tt.all, tt.some, tt.known)
			}
		})
	}
}

// TestSameZone compares the availability zones of two subnets.
func TestSameZone(t *testing.T) {
	zones := &iac.Unknown{Name: "data.aws_availability_zones.all.names", Why: "read at apply"}
	element := func(name string) *iac.Unknown { return &iac.Unknown{Name: name, Why: "read at apply", List: zones} }
	first, second := element("first"), element("second")
	lone := &iac.Unknown{Name: "var.zone", Why: "variable `zone` has no value"}
	tests := []struct {
		name        string
		a, b        any
		same, known bool
	}{
		{"the same name", "eu-west-1a", "eu-west-1a", true, true},
		{"two names", "eu-west-1a", "eu-west-1b", false, true},
		{"one element of a list", first, first, true, true},
		{"two elements of a list", first, second, false, true},
		{"an element and an input", first, lone, false, false},
		{"a name and an input", "eu-west-1a", lone, false, false},
		{"not written", nil, "eu-west-1a", false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := network.Build([]*iac.Resource{declared("aws_subnet", "a", "availability_zone", tt.a), declared("aws_subnet", "b", "availability_zone", tt.b)})
			same, known := g.Subnets[0].SameZone(g.Subnets[1])
			if same != tt.same || known != tt.known {
				t.Errorf("SameZone = %t, %t, want %t, %t", same, known, tt.same, tt.known)
			}
		})
	}
}

// TestBlock: host bits are dropped, as AWS does; what is no block is undecided.
func TestBlock(t *testing.T) {
	unknown := &iac.Unknown{Name: "var.cidr", Why: "variable `cidr` has no value"}
	tests := []struct {
		name    string
		cidr    any
		want    string
		decided bool
	}{
		{"a block", "10.0.1.0/24", "10.0.1.0/24", true},
		{"host bits", "10.0.1.7/24", "10.0.1.0/24", true},
		{"IPv6", "2001:db8::/32", "2001:db8::/32", true},
		{"no block", "10.0.1.0", "10.0.1.0", false},
		{"unknown", unknown, "${var.cidr}", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := network.Build([]*iac.Resource{declared("aws_subnet", "a", "cidr_block", tt.cidr)}).Subnets[0].CIDR
			if b.String() != tt.want || b.Prefix.IsValid() != tt.decided || (b.Unknown() == nil) != tt.decided {
				t.Errorf("block %q, decided %t, want %q, %t", b, b.Prefix.IsValid(), tt.want, tt.decided)
			}
		})
	}
}
