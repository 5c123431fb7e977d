package config

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/source"
)

// readAssume reads what is assumed of what the files do not show.
func (c *Config) readAssume(d *decoder) func(*yaml.Node) {
	return func(n *yaml.Node) {
		f := &c.Assume
		d.object(n, []key{
			{"values", func(n *yaml.Node) { d.named(n, "", func(name source.Text, v *yaml.Node) { d.value(f, name, v) }) }},
			{"vpcs", func(n *yaml.Node) { d.named(n, "vpc-", func(name source.Text, v *yaml.Node) { d.vpc(f, name, v) }) }},
			{"subnets", func(n *yaml.Node) {
				d.named(n, "subnet-", func(name source.Text, v *yaml.Node) { d.subnet(f, name, v) })
			}},
			{"security-groups", func(n *yaml.Node) { d.named(n, "sg-", func(name source.Text, v *yaml.Node) { d.group(f, name, v) }) }},
		})
		d.place(f)
	}
}

// named calls read with each entry of n that is named by an id that begins as
// given, or by an input.
func (d *decoder) named(n *yaml.Node, prefix string, read func(source.Text, *yaml.Node)) {
	d.entries(n, func(name source.Text, v *yaml.Node) {
		if d.subject(name, prefix) {
			read(name, v)
		}
	})
}

// input is the name of what stands for something outside the files.
var input = regexp.MustCompile(`^(var\.[\w-]+|Parameter [A-Za-z0-9]+|export \S.*|(module\.[\w-]+(\[("([^"\\]|\\.)*"|\d+)\])?\.)*data\.[\w-]+\.[\w-]+(\[("([^"\\]|\\.)*"|\d+)\])?(\..+)?|(module\.[\w-]+(\[("([^"\\]|\\.)*"|\d+)\])?\.)+[\w-]+(\[\d+\])?)$`)

// IsInput reports whether a name is one of an input that can be assumed.
func IsInput(name string) bool { return input.MatchString(name) }

// subject reports whether a name is one of something that can be assumed.
func (d *decoder) subject(name source.Text, prefix string) bool {
	if prefix != "" && strings.HasPrefix(name.Value, prefix) || input.MatchString(name.Value) {
		return true
	}
	want := "var.NAME, Parameter NAME, export NAME, data.TYPE.NAME or module.NAME.OUTPUT"
	if prefix != "" {
		want = "an id (" + prefix + "…), " + want
	}
	d.fail(name.At, "`"+name.Value+"` names nothing that can be assumed: use "+want)
	return false
}

func (d *decoder) value(f *assume.Facts, name source.Text, n *yaml.Node) {
	v := assume.Value{Name: name}
	if n.Kind == yaml.SequenceNode {
		v.List = true
		for _, item := range n.Content {
			if s, ok := d.written(item); ok {
				v.Items = append(v.Items, s)
			}
		}
	} else if s, ok := d.written(n); ok {
		v.Items = []string{s}
	}
	if len(v.Items) > 0 || v.List {
		f.Values = append(f.Values, v)
	}
}

// routing returns what reads where a default route leads.
func (d *decoder) routing(dst *assume.Routing) func(*yaml.Node) {
	return func(n *yaml.Node) {
		word := string(*dst)
		d.word(&word, string(assume.Isolated), string(assume.NAT), string(assume.Public))(n)
		*dst = assume.Routing(word)
	}
}

// cidrs returns what reads CIDR blocks.
func (d *decoder) cidrs(dst *[]source.Text) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var all []source.Text
		d.texts(&all)(n)
		for _, t := range all {
			if _, err := netip.ParsePrefix(t.Value); err != nil {
				d.fail(t.At, "`"+t.Value+"` is not a CIDR block such as 10.0.0.0/16")
				continue
			}
			*dst = append(*dst, t)
		}
	}
}

func (d *decoder) vpc(f *assume.Facts, name source.Text, n *yaml.Node) {
	v := assume.VPC{Name: name}
	d.object(n, []key{
		{"cidr", d.cidrs(&v.CIDRs)},
		{"endpoints", func(n *yaml.Node) { d.items(n, func(item *yaml.Node) { d.endpoint(&v, item) }) }},
		{"routing", d.routing(&v.Routing)},
		{"subnets", func(n *yaml.Node) {
			var names []source.Text
			d.texts(&names)(n)
			for _, s := range names {
				if d.subject(s, "subnet-") {
					v.Subnets = append(v.Subnets, s)
				}
			}
		}},
		{"complete", d.boolean(&v.Complete)},
	})
	f.VPCs = append(f.VPCs, v)
}

// service is the short name of an endpoint service.
var service = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)

// endpoint reads an endpoint: the short name of a service, or keys.
func (d *decoder) endpoint(v *assume.VPC, n *yaml.Node) {
	var e assume.Endpoint
	private, kind := true, ""
	if n.Kind == yaml.MappingNode {
		d.object(n, []key{
			{"service", d.text(&e.Service)},
			{"type", d.word(&kind, "interface", "gateway")},
			{"private-dns", d.boolean(&private)},
		})
	} else {
		d.text(&e.Service)(n)
	}
	switch {
	case e.Service.Value == "" && n.Kind == yaml.MappingNode:
		d.failAt(n, "an endpoint has a `service:`, such as ecr.api")
	case e.Service.Value == "":
	case !service.MatchString(e.Service.Value) || strings.HasPrefix(e.Service.Value, "com.amazonaws"):
		d.fail(e.Service.At, "`"+e.Service.Value+"` is not the short name of a service such as ecr.api")
	default:
		e.PublicDNS = !private
		e.Type = assume.EndpointType(e.Service.Value)
		if kind != "" {
			e.Type = strings.ToUpper(kind[:1]) + kind[1:]
		}
		v.Endpoints = append(v.Endpoints, e)
	}
}

func (d *decoder) subnet(f *assume.Facts, name source.Text, n *yaml.Node) {
	s := assume.Subnet{Name: name}
	d.object(n, []key{
		{"vpc", d.text(&s.VPC)},
		{"cidr", d.cidrs(&s.CIDRs)},
		{"count", d.count(&s.Count)},
		{"routing", d.routing(&s.Routing)},
	})
	f.Subnets = append(f.Subnets, s)
}

// maxCount is how many subnets one name may stand for: the quota of a VPC (VPC
// user guide, "Amazon VPC quotas").
const maxCount = 200

func (d *decoder) count(dst *int) func(*yaml.Node) {
	return func(n *yaml.Node) {
		t, ok := d.scalar(n)
		if !ok {
			return
		}
		count, err := strconv.Atoi(t.Value)
		if err != nil || count < 1 || count > maxCount {
			d.fail(t.At, "`"+t.Value+"` is not a number from 1 to "+strconv.Itoa(maxCount))
			return
		}
		*dst = count
	}
}

func (d *decoder) group(f *assume.Facts, name source.Text, n *yaml.Node) {
	g := assume.Group{Name: name}
	d.object(n, []key{
		{"vpc", d.text(&g.VPC)},
		{"ingress", d.permissions(&g.Ingress)},
		{"egress", d.permissions(&g.Egress)},
	})
	f.Groups = append(f.Groups, g)
}

// permissions returns what reads the rules of a group in one direction, such as
// "tcp/443 10.0.0.0/16"; none for no rule, all for one that admits all.
func (d *decoder) permissions(dst **[]assume.Permission) func(*yaml.Node) {
	return func(n *yaml.Node) {
		ps := []assume.Permission{}
		*dst = &ps
		if n.Kind == yaml.ScalarNode && n.Value == "none" {
			return
		}
		d.items(n, func(item *yaml.Node) {
			t, ok := d.scalar(item)
			if !ok {
				return
			}
			p, ok := permission(t)
			if !ok {
				d.fail(t.At, "`"+t.Value+"` is not a rule such as `tcp/443 10.0.0.0/16`, all or none")
				return
			}
			ps = append(ps, p)
		})
	}
}

var ports = regexp.MustCompile(`^(tcp|udp)/(\d{1,5})(?:-(\d{1,5}))?$`)

// permission returns the rule that a text says.
func permission(t source.Text) (assume.Permission, bool) {
	p := assume.Permission{Protocol: "-1", Peer: "0.0.0.0/0", At: t.At}
	if t.Value == "all" {
		return p, true
	}
	what, peer, found := strings.Cut(t.Value, " ")
	if p.Peer = strings.TrimSpace(peer); !found || p.Peer == "" {
		return p, false
	}
	if strings.Contains(p.Peer, "/") {
		if _, err := netip.ParsePrefix(p.Peer); err != nil {
			return p, false
		}
	} else if !strings.HasPrefix(p.Peer, "pl-") && !strings.HasPrefix(p.Peer, "sg-") && !input.MatchString(p.Peer) {
		return p, false
	}
	if what == "all" {
		return p, true
	}
	m := ports.FindStringSubmatch(what)
	if m == nil {
		return p, false
	}
	p.Protocol = m[1]
	p.From, _ = strconv.Atoi(m[2])
	if p.To = p.From; m[3] != "" {
		p.To, _ = strconv.Atoi(m[3])
	}
	return p, p.From <= p.To && p.To <= 65535
}

// place gives subnets the VPC that names them, or the only one, and checks that
// what is named as a VPC is one.
func (d *decoder) place(f *assume.Facts) {
	known := map[string]bool{}
	listed := map[string]source.Text{}
	for _, v := range f.VPCs {
		known[v.Name.Value] = true
		for _, s := range v.Subnets {
			listed[s.Value] = v.Name
		}
	}
	check := func(vpc *source.Text) {
		if vpc.Value != "" && !known[vpc.Value] && !strings.HasPrefix(vpc.Value, "vpc-") {
			d.fail(vpc.At, "`"+vpc.Value+"` is not among the `vpcs:` that are assumed")
			*vpc = source.Text{}
		}
		if vpc.Value == "" && len(f.VPCs) == 1 {
			*vpc = f.VPCs[0].Name
		}
	}
	for i := range f.Subnets {
		s := &f.Subnets[i]
		if in, ok := listed[s.Name.Value]; ok && s.VPC.Value == "" {
			s.VPC = in
		}
		check(&s.VPC)
	}
	for i := range f.Groups {
		check(&f.Groups[i].VPC)
	}
}
