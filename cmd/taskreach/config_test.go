package main

import (
	"slices"
	"testing"

	"github.com/spf13/pflag"

	"github.com/taskreach/taskreach/analyzer/config"
)

// Every flag of check has a key of its name in the configuration file, but for
// the one that names the file, and the reverse.
func TestFlagsHaveKeys(t *testing.T) {
	var flags []string
	checkCommand().Flags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "config" && f.Name != "help" {
			flags = append(flags, f.Name)
		}
	})
	keys := config.Flags()
	slices.Sort(keys)
	slices.Sort(flags)
	if !slices.Equal(flags, keys) {
		t.Errorf("flags %v, keys %v", flags, keys)
	}
}
