package reach_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/network"
)

// TestTwins writes random networks in both languages: the graphs are equal, and
// so are the verdicts.
func TestTwins(t *testing.T) {
	check(t, 400, func(t *rapid.T) {
		w := randomWorld(t)
		w.plain()
		service := rapid.SampledFrom(services).Draw(t, "service")
		w.hide(t)
		graphs, outcomes := map[iac.Language]string{}, map[iac.Language]string{}
		for _, l := range languages {
			twin := w.clone()
			twin.lang = l.lang
			s, p := twin.write()
			graphs[l.lang] = linttest.Dump(network.Build(s.resources))
			outcomes[l.lang] = outcome(s.prove(p, need(service))[0])
		}
		if diff := cmp.Diff(graphs[terraform], graphs[cloudFormation]); diff != "" {
			t.Fatalf("the graphs differ (-terraform +cloudformation):\n%s\n%s", diff, w)
		}
		if outcomes[terraform] != outcomes[cloudFormation] {
			t.Fatalf("%s: %q in Terraform, %q in CloudFormation\n%s", service, outcomes[terraform], outcomes[cloudFormation], w)
		}
	})
}

// plain takes away what only one language says, or says by leaving it out.
func (w *world) plain() {
	for i := range w.vpcs {
		v := &w.vpcs[i]
		v.defaultGroup, v.defaultACL, v.mainTable = noIndex, noIndex, noIndex
	}
	for i := range w.groups {
		g := &w.groups[i]
		if g.silent || len(g.egress) == 0 {
			g.silent, g.egress = false, slices.Clone(everything)
		}
	}
}
