package reach_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
)

// TestOrder shuffles the resources of random networks, mangled ones among them:
// neither the graph nor the verdict changes, nor what is to blame in a network
// that AWS would let be created.
func TestOrder(t *testing.T) {
	check(t, 500, func(t *rapid.T) {
		w := randomWorld(t)
		service := rapid.SampledFrom(services).Draw(t, "service")
		w.hide(t)
		s, p := w.write()
		mangled := rapid.Bool().Draw(t, "mangled")
		if mangled {
			s.mangle(draw{t})
		}
		graph, proof := linttest.Dump(network.Build(s.resources)), s.prove(p, need(service))[0]
		s.resources = shuffled(s.resources, rapid.Uint64().Draw(t, "other order"))
		if diff := cmp.Diff(graph, linttest.Dump(network.Build(s.resources))); diff != "" {
			t.Fatalf("the graph depends on the order (-one +other):\n%s\n%s", diff, w)
		}
		other := s.prove(p, need(service))[0]
		if proof.Verdict != other.Verdict || !mangled && blocks(proof) != blocks(other) {
			t.Fatalf("%s: the proof depends on the order:\n%s\n%s\n%s", service, describe(proof), describe(other), w)
		}
	})
}

// blocks returns the causes of the proof, in no order.
func blocks(p *reach.Proof) string {
	var causes []string
	for _, c := range p.Causes {
		causes = append(causes, string(c.Step.Hop)+"/"+string(c.Fault))
	}
	slices.Sort(causes)
	return strings.Join(slices.Compact(causes), " ")
}

// TestMangled proves networks whose resources are no longer what either
// language allows: whatever stands where, a proof comes out, blocked ones with
// a cause and unknown ones with what they wait for.
func TestMangled(t *testing.T) {
	check(t, 800, func(t *rapid.T) {
		w := randomWorld(t)
		service := rapid.SampledFrom(services).Draw(t, "service")
		s, p := w.write()
		s.mangle(draw{t})
		if rapid.Bool().Draw(t, "placement mangled") {
			p.subnets, p.groups = s.wrong(draw{t}), s.wrong(draw{t})
		}
		for _, proof := range s.prove(p, need(service)) {
			switch {
			case proof.Verdict == reach.Blocked && len(proof.Causes) == 0:
				t.Fatalf("blocked without a cause\n%s\n%s", describe(proof), w)
			case proof.Verdict == reach.Unknown && len(proof.Missing()) == 0:
				t.Fatalf("unknown, and no fact is missing\n%s\n%s", describe(proof), w)
			case slices.Contains(proof.Missing(), nil):
				t.Fatalf("a missing fact without a reason\n%s\n%s", describe(proof), w)
			}
		}
	})
}

// mangle puts something else in the place of attributes of some resources.
func (s *stack) mangle(d draw) {
	for _, r := range s.resources {
		if !d.yes(25, "mangled") {
			continue
		}
		switch d.index(8, "how") {
		case 0:
			r.Exists = iac.UnknownValue(unknown("existence"), r.Range)
		case 1:
			r.Exists = iac.Bool(false, r.Range)
		case 2:
			r.Body = iac.UnknownValue(unknown("body"), r.Range)
		case 3:
			r.Data = true
		default:
			r.Body = s.mangled(d, r.Body)
		}
	}
}

// mangled returns the object with one field that is something else.
func (s *stack) mangled(d draw, v iac.Value) iac.Value {
	fields, _ := v.Fields()
	if len(fields) == 0 {
		return v
	}
	fields = slices.Clone(fields)
	i := d.index(len(fields), "field")
	if d.yes(15, "dropped") {
		return iac.Object(slices.Delete(fields, i, i+1), nil, v.Range)
	}
	fields[i].Value = s.wrong(d)
	return iac.Object(fields, nil, v.Range)
}

// wrong returns a value that may be anything: of any type, unknown, symbolic,
// or the id of a resource of any kind.
func (s *stack) wrong(d draw) iac.Value {
	at := source.Range{File: "stack"}
	some := s.resources[d.index(len(s.resources), "resource")]
	data := &iac.Resource{Type: "aws_vpc", Address: "data.aws_vpc.x", Data: true, Language: iac.Terraform}
	module := &iac.Resource{Type: "module", Address: "module.x", Language: iac.Terraform}
	return s.value(one[any](d, "value",
		unknown("var.x"), some, ids(some, some), "", "vpc-1", "nonsense", true, 7, []any{}, []any{nil, "x"},
		[]field{{"a", "a", "b"}}, attr{some, "default_security_group_id", "DefaultSecurityGroup"},
		attr{some, "main_route_table_id", "Arn"}, attr{data, "id", "id"}, attr{module, "vpc_id", "vpc_id"},
		iac.List([]iac.Value{s.value(some, at)}, unknown("more"), at),
		iac.TextValue(iac.Text{{Literal: "com.amazonaws."}, {Unknown: unknown("region")}, {Literal: ".ecr.api"}}, at),
		iac.TextValue(iac.Text{{Literal: "10."}, {Unknown: unknown("net")}, {Literal: ".0.0/16"}}, at),
	), at)
}
