package reach_test

import (
	"flag"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/reach"
)

var services = []string{"ecr.api", "ecr.dkr", "s3", "logs", "dockerhub"}

// check runs the property on n networks, or as many as -rapid.checks says.
func check(t *testing.T, n int, property func(*rapid.T)) {
	t.Helper()
	checks := flag.Lookup("rapid.checks")
	if checks.Value.String() == checks.DefValue {
		if err := checks.Value.Set(strconv.Itoa(n)); err != nil {
			t.Fatal(err)
		}
		defer checks.Value.Set(checks.DefValue) //nolint:errcheck // it was its value
	}
	rapid.Check(t, property)
}

// service returns a service that the task may need: one that is shared, if any.
func (w *world) service(t *rapid.T) string {
	if w.shared != "" {
		return w.shared
	}
	return rapid.SampledFrom(services).Draw(t, "service")
}

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
	check(t, 2000, func(t *rapid.T) {
		w := randomWorld(t)
		service := w.service(t)
		got, sim := w.proof(service), w.simulate(service, 443)
		if sim.undocumented {
			counts["undocumented"]++
			return
		}
		counts[got.Verdict.Flow()]++
		if ep := got.Through; ep != nil && ep.VPC != got.Subnet.VPC {
			counts["shared, "+got.Verdict.Flow()]++
		}
		if w.six {
			counts["IPv6 alone, "+got.Verdict.Flow()]++
		}
		if w.byHub(service) {
			counts["by a hub, "+got.Verdict.Flow()]++
		}
		if problem := compare(got, sim); problem != "" {
			t.Fatalf("%s: %s\n%s\n%s", service, problem, describe(got), w)
		}
	})
	t.Logf("networks: %v", counts)
}

// byHub reports whether the task's way to public addresses is a transit gateway.
func (w *world) byHub(service string) bool {
	dsts, _ := w.resolve(service)
	return len(dsts) > 0 && dsts[0].subnet == noIndex && w.lookup(w.task.subnet, dsts[0].address).to == "join" && w.joined.by == "transit"
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
	return fmt.Sprintf("lang %d access %q\nvpcs %+v\nsubnets %+v\ntables %+v\nnats %+v\ngateways %+v\nendpoints %+v\ngroups %+v\nacls %+v\nzones %+v\nfirewall %+v\njoined %+v\ntask %+v\nhidden %v",
		w.lang, w.access, w.vpcs, w.subnets, w.tables, w.nats, w.gateways, w.endpoints, w.groups, w.acls, w.zones, w.firewall, w.joined, w.task, w.hidden)
}

// TestHiddenFacts hides facts of random networks and compares the prover with
// the simulation of every network that they may be. A proof holds in all of
// them; and where the prover gives one verdict on all of them, it needs the
// hidden fact for nothing.
func TestHiddenFacts(t *testing.T) {
	counts := map[string]int{}
	check(t, 800, func(t *rapid.T) {
		w := randomWorld(t)
		service := w.service(t)
		w.hide(t)
		got := w.proof(service)
		counts[got.Verdict.Flow()]++
		if got.Verdict == reach.Unknown && len(got.Missing()) == 0 {
			t.Fatalf("%s: unknown, and no fact is missing\n%s\n%s", service, describe(got), w)
		}
		verdicts := map[reach.Verdict]int{}
		completions := w.completions(w.hidden)
		for _, c := range completions {
			sim := c.simulate(service, 443)
			if sim.undocumented {
				return
			}
			if got.Verdict == reach.Allowed && sim.lost > 0 || got.Verdict == reach.Blocked && sim.arrived > 0 {
				t.Fatalf("%s: %s with hidden facts, and in one completion %d attempts arrive, %d are lost\n%s\n%s\ncompletion:\n%s",
					service, got.Verdict.Flow(), sim.arrived, sim.lost, describe(got), w, c)
			}
			verdicts[c.verdict(service, sim)]++
		}
		if got.Verdict != reach.Unknown || len(verdicts) != 1 || verdicts[reach.Unknown] > 0 {
			return
		}
		// Of one completion, AWS's refusal of the others is what decides.
		if len(completions) > 1 && !w.hedged() {
			t.Fatalf("%s: unknown, and %v whatever %v is\n%s\n%s", service, verdicts, w.hidden, describe(got), w)
		}
		counts["hedged"]++
	})
	t.Logf("networks: %v", counts)
}

// hide hides one or two facts of the world.
func (w *world) hide(t *rapid.T) {
	facts := w.hideable()
	for range rapid.IntRange(1, 2).Draw(t, "hidden facts") {
		if f := rapid.SampledFrom(facts).Draw(t, "hidden"); !w.hides(f) {
			w.hidden = append(w.hidden, f)
		}
	}
}

// verdict returns what the prover says of a world of which everything is known,
// or, where a gateway is not in the files, the simulation.
func (w *world) verdict(service string, sim tally) reach.Verdict {
	c := w.clone()
	c.hidden = nil
	switch {
	case !slices.ContainsFunc(w.nats, func(n simNAT) bool { return n.outside }):
		return c.proof(service).Verdict
	case sim.lost == 0:
		return reach.Allowed
	case sim.arrived == 0:
		return reach.Blocked
	}
	return reach.Unknown
}

// hedged reports whether the prover may give up on what is hidden although
// every outcome leads to one verdict: on two facts at once, each of which
// decides something; on an endpoint's subnets, which may be ones that are not in
// the files, with network ACLs of their own; and on the table of a subnet that
// has the task and a NAT gateway, since it is asked twice.
func (w *world) hedged() bool {
	f := w.hidden[0]
	here := func(n simNAT) bool { return n.subnet == f.i }
	return len(w.hidden) > 1 || f.kind == "endpoint subnets" || f.kind == "association" && slices.ContainsFunc(w.nats, here)
}
