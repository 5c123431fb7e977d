package analyzer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// A fix is given where the edit is the user's to make, mends the finding and
// harms no other stack; the name of a test says what keeps it from that.
func TestMend(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "testdata", "rules", "private-dns-disabled", "bad", "terraform", "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	const off = "private_dns_enabled = false"
	stack := string(b)
	with := func(old, new string) string {
		if !strings.Contains(stack, old) {
			t.Fatalf("the stack has no %q", old)
		}
		return strings.Replace(stack, old, new, 1)
	}
	module := with("provider \"aws\" {\n  region = \"eu-west-1\"\n}\n", "")
	provider := "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n"
	call := func(source string) string {
		return provider + "module \"app\" {\n  source = \"" + source + "\"\n}\n"
	}
	tests := []struct {
		name  string
		files map[string]string
		fixed bool
	}{
		{"nothing", map[string]string{"main.tf": stack}, true},
		{"a variable", map[string]string{"main.tf": with(off, "private_dns_enabled = var.dns") + "variable \"dns\" {\n  default = false\n}\n"}, false},
		{"an own module", map[string]string{"main.tf": call("./app"), "app/main.tf": module}, true},
		{"a downloaded module", map[string]string{
			"main.tf":                         call("example/app/aws"),
			".terraform/modules/modules.json": `{"Modules":[{"Key":"app","Source":"registry.terraform.io/example/app/aws","Version":"1.0.0","Dir":".terraform/modules/app"}]}`,
			".terraform/modules/app/main.tf":  module,
		}, false},
		{"another stack that calls the module as well", map[string]string{
			"a/main.tf": call("../app"), "b/main.tf": call("../app"), "app/main.tf": module,
		}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := 0
			for _, s := range linttest.AnalyzeFiles(t, tt.files, rules.All()).Stacks {
				for _, f := range s.Findings {
					if f.Rule != rules.PrivateDNSDisabled {
						continue
					}
					found++
					if (f.Fix != nil) != tt.fixed {
						t.Errorf("%s: a fix is given: %t, want %t", f.Message, f.Fix != nil, tt.fixed)
					}
				}
			}
			if found == 0 {
				t.Error("no finding")
			}
		})
	}
}
