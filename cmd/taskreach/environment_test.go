package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/pflag"

	"github.com/taskreach/taskreach/analyzer/config"
)

// Every flag takes its value from the environment, and from the command line
// where both say something.
func TestEnvironment(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, config.Name), []byte("region: eu-west-1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	values := map[string]string{"var": "a=b", "stack-name": "a=b", "fail-on": "note", "color": "never", "variants": "all", "format": "json"}
	for _, name := range config.Flags() {
		t.Run(name, func(t *testing.T) {
			flags := checkCommand().Flags()
			f := flags.Lookup(name)
			want := values[name]
			switch {
			case f.Value.Type() == "bool":
				want = "true"
			case want == "":
				want = "x"
			}
			t.Setenv(variable(name), want)
			if _, err := configuredScan(flags, []string{dir}); err != nil {
				t.Fatal(err)
			}
			if got := said(f); got != want {
				t.Errorf("%s=%s: the flag has %q", variable(name), want, got)
			}
			if f.Value.Type() == "bool" || config.Merges(name) {
				return
			}
			flags = checkCommand().Flags()
			if err := flags.Set(name, "given"); err != nil {
				t.Fatal(err)
			}
			if _, err := configuredScan(flags, []string{dir}); err != nil {
				t.Fatal(err)
			}
			if got := said(flags.Lookup(name)); got != "given" {
				t.Errorf("--%s=given: the flag has %q", name, got)
			}
		})
	}
}

// said returns the one value of a flag.
func said(f *pflag.Flag) string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		if all := list.GetSlice(); len(all) == 1 {
			return all[0]
		}
		return ""
	}
	return f.Value.String()
}
