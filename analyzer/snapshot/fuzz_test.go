package snapshot_test

import (
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/snapshot"
	"github.com/taskreach/taskreach/analyzer/source"
)

// No document makes the loader or what is built from it panic.
func FuzzLoad(f *testing.F) {
	for _, text := range printed {
		f.Add(text)
	}
	f.Add(`{"Vpcs": [{"VpcId": "vpc-1"}]} {"RouteTables": null, "NextToken": 1}`)
	f.Fuzz(func(t *testing.T, text string) {
		tree := source.NewTree(fstest.MapFS{"a.json": {Data: []byte(text)}})
		networks, problems := snapshot.Load(tree, []string{"a.json"})
		var resources []*iac.Resource
		for _, n := range networks {
			resources = append(resources, n.Resources...)
		}
		network.Build(resources)
		for _, p := range problems {
			if p.Message == "" || p.Range.End.Byte > len(text) {
				t.Errorf("problem %q at %v in %d bytes", p.Message, p.Range, len(text))
			}
		}
	})
}
