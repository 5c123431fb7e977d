package reach_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A site is a stack whose task reaches everything, with a name for every part
// that a case may change.
type site struct {
	*stack
	vpc, table                *iac.Resource
	app, other                *iac.Resource // the task's subnet; that of the endpoints or of the NAT gateway
	task, ends                *iac.Resource // the groups of the task and of the endpoints
	api, dkr, logs, s3        *iac.Resource // endpoints
	igw, attachment, nat, out *iac.Resource // out is the task's default route
	otherTable, otherOut      *iac.Resource // those of the other subnet
	hub, gateway              *iac.Resource // another VPC, and what joins the two
	there, back               *iac.Resource // the routes between them
	where                     placement
}

// locked returns a site without a way to the internet: interface endpoints in a
// subnet of their own, which admit the task's group, and a gateway endpoint.
func locked(lang iac.Language) *site {
	s := &site{stack: &stack{lang: lang}}
	s.vpc = s.stack.vpc("main", "10.0.0.0/16")
	s.app, s.other = s.subnet("app", s.vpc, "10.0.1.0/24"), s.subnet("ends", s.vpc, "10.0.2.0/24")
	s.table = s.stack.table("app", s.vpc)
	s.associate("app", s.app, s.table)
	s.task, s.ends = s.bareGroup("task", s.vpc), s.bareGroup("ends", s.vpc)
	s.setRules(s.ends, false, https(s.task))
	s.setRules(s.task, true, https(s.ends), https(prefixList{"pl-6da54004"}))
	endpoint := func(name, service string) *iac.Resource {
		return s.interfaceEndpoint(name, s.vpc, service, ids(s.other), ids(groupID(s.ends)))
	}
	s.api, s.dkr, s.logs = endpoint("api", "ecr.api"), endpoint("dkr", "ecr.dkr"), endpoint("logs", "logs")
	s.s3 = s.gatewayEndpoint("s3", s.vpc, ids(s.table))
	s.where = placement{subnets: ids(s.app), groups: ids(groupID(s.task)), publicIP: false}
	return s
}

// open returns a site whose task leaves by a NAT gateway in a public subnet.
func open(lang iac.Language) *site {
	s := &site{stack: &stack{lang: lang}}
	s.vpc = s.stack.vpc("main", "10.0.0.0/16")
	s.app, s.other = s.subnet("app", s.vpc, "10.0.1.0/24"), s.subnet("public", s.vpc, "10.0.2.0/24")
	s.igw, s.attachment = s.internetGateway("igw", s.vpc)
	s.nat = s.natGateway("nat", s.other)
	s.table, s.otherTable = s.stack.table("app", s.vpc), s.stack.table("public", s.vpc)
	s.associate("app", s.app, s.table)
	s.associate("public", s.other, s.otherTable)
	s.out = s.route("out", s.table, "0.0.0.0/0", toNAT(s.nat))
	s.otherOut = s.route("public_out", s.otherTable, "0.0.0.0/0", toGateway(s.igw))
	s.task = s.bareGroup("task", s.vpc)
	s.setRules(s.task, true, all("0.0.0.0/0"))
	s.where = placement{subnets: ids(s.app), groups: ids(groupID(s.task)), publicIP: false}
	return s
}

// A change is a case: what is changed in a site, and what becomes of a need.
type change struct {
	name string
	make func(s *site)
	need string
	want string
	only iac.Language // where the other language cannot say it
}

const (
	terraform      = iac.Terraform
	cloudFormation = iac.CloudFormation
)

// try makes each change to a site of its own in every language and compares
// what the first proof says with what is wanted.
func try(t *testing.T, base func(iac.Language) *site, changes []change) {
	t.Helper()
	for _, c := range changes {
		for _, l := range languages {
			if c.only != 0 && c.only != l.lang {
				continue
			}
			t.Run(c.name+"/"+l.name, func(t *testing.T) {
				s := base(l.lang)
				if c.make != nil {
					c.make(s)
				}
				p := s.prove(s.where, need(c.need))[0]
				if got := outcome(p); got != c.want {
					t.Errorf("%s = %q, want %q\n%s", c.need, got, c.want, describe(p))
				}
			})
		}
	}
}

// outcome returns a proof in short: its verdict, and what has to change for a
// blocked one, each hop with its fault.
func outcome(p *reach.Proof) string {
	words := []string{p.Verdict.Flow()}
	for _, c := range p.Causes {
		if word := string(c.Step.Hop) + "/" + string(c.Fault); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

// TestSites proves every need of the sites that the cases change: each is
// reachable as it stands.
func TestSites(t *testing.T) {
	for _, service := range []string{"ecr.api", "ecr.dkr", "s3", "logs"} {
		try(t, locked, []change{{"locked " + service, nil, service, "reachable", 0}})
	}
	for _, service := range services {
		try(t, open, []change{{"open " + service, nil, service, "reachable", 0}})
	}
}

// inRegion is a need for the same service in another region.
func inRegion(n ecs.Need, region string) ecs.Need {
	n.Region = iac.Text{{Literal: region}}
	host, _ := n.Host.Literal()
	n.Host = iac.Text{{Literal: strings.ReplaceAll(host, "eu-west-1", region)}}
	return n
}
