package reach_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/reach"
)

var services = []string{"ecr.api", "ecr.dkr", "s3", "logs", "dockerhub"}

// proof returns what the prover says of the world.
func (w *world) proof(service string) *reach.Proof {
	s, p := w.write()
	return s.prove(p, need(service))[0]
}

// TestSimulation compares the prover with the simulator on random networks of
// which every fact is known: what it calls reachable arrives whatever
// interface, address and port is picked, and what it calls blocked never does.
// More networks: go test -rapid.checks=100000.
func TestSimulation(t *testing.T) {
	counts := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := randomWorld(t)
		service := rapid.SampledFrom(services).Draw(t, "service")
		got, sim := w.proof(service), w.simulate(service, 443)
		if sim.undocumented {
			counts["undocumented"]++
			return
		}
		counts[got.Verdict.Flow()]++
		if problem := compare(got, sim); problem != "" {
			t.Fatalf("%s: %s\n%s\n%s", service, problem, describe(got), w)
		}
	})
	t.Logf("networks: %v", counts)
}

// compare returns how the proof disagrees with the simulation, if it does. An
// unknown must have attempts that arrive and attempts that do not, or be lost
// at different hops: a step is about all interfaces of an endpoint at once.
func compare(got *reach.Proof, sim tally) string {
	switch {
	case got.Verdict == reach.Allowed && sim.lost > 0:
		return fmt.Sprintf("reachable, and %d of %d attempts are lost", sim.lost, sim.lost+sim.arrived)
	case got.Verdict == reach.Blocked && sim.arrived > 0:
		return fmt.Sprintf("blocked, and %d of %d attempts arrive", sim.arrived, sim.lost+sim.arrived)
	case got.Verdict == reach.Unknown && sim.lost == 0:
		return "unknown, and every attempt arrives"
	case got.Verdict == reach.Unknown && sim.arrived == 0 && len(sim.everywhere) > 0:
		return fmt.Sprintf("unknown, and every attempt is lost at %v", sim.everywhere)
	case got.Verdict == reach.Unknown && len(got.Missing()) == 0:
		return "unknown, and no fact is missing"
	}
	return ""
}

func describe(p *reach.Proof) string {
	out := "proof: " + p.Verdict.Flow() + "\n"
	for _, s := range p.Steps {
		out += fmt.Sprintf("  %-14s %-8s %s\n", s.Hop, s.Verdict, s.Why)
	}
	return out
}

func (w *world) String() string {
	return fmt.Sprintf("lang %d access %q\nvpcs %+v\nsubnets %+v\ntables %+v\nnats %+v\ngateways %+v\nendpoints %+v\ngroups %+v\nacls %+v\nzones %+v\ntask %+v\nhidden %v",
		w.lang, w.access, w.vpcs, w.subnets, w.tables, w.nats, w.gateways, w.endpoints, w.groups, w.acls, w.zones, w.task, w.hidden)
}
