package reach_test

import (
	"fmt"
	"testing"
	"time"
)

// TestManyBlocks: input of any size is proved in no time, as unknown where it
// is beyond what is followed.
func TestManyBlocks(t *testing.T) {
	var blocks []string
	for i := range 20000 {
		blocks = append(blocks, fmt.Sprintf("10.0.2.%d/32", i%256), fmt.Sprintf("52.%d.%d.0/24", i/256%256, i%256))
	}
	s := locked(terraform)
	var rules []admission
	var entries []entry
	for i, b := range blocks {
		rules = append(rules, https(b))
		entries = append(entries, entry{i + 1, true, "allow", 443, 443, b})
	}
	near(entries[:2000]...)(s)
	egress(rules...)(s)
	for _, b := range blocks[:2000] {
		s.route("many", s.table, b, toPeering("pcx-1"))
	}
	start := time.Now()
	for _, service := range []string{"ecr.api", "s3", "dockerhub"} {
		if got := outcome(s.prove(s.where, need(service))[0]); got == "reachable" {
			t.Errorf("%s = %q, want it not to be reachable for sure", service, got)
		}
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("three proofs took %v", took)
	}
}
