package iac_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

func TestInstanceKey(t *testing.T) {
	tests := []struct{ key, want string }{
		{"", `[""]`},
		{"a", `["a"]`},
		{`a"b\c`, `["a\"b\\c"]`},
		{"a.b[c]", `["a.b[c]"]`},
		{"${a}", `["$${a}"]`},
		{"%{a}", `["%%{a}"]`},
		{"$a %b", `["$a %b"]`},
	}
	for _, tt := range tests {
		got := iac.InstanceKey(tt.key)
		if got != tt.want {
			t.Errorf("InstanceKey(%q) = %s, want %s", tt.key, got, tt.want)
		}
		if key, rest, ok := iac.ParseInstanceKey(got + ".id"); key != tt.key || rest != ".id" || !ok {
			t.Errorf("ParseInstanceKey(%s.id) = %q, %q, %v", got, key, rest, ok)
		}
	}
	for _, text := range []string{"", "[", `["a`, `["a"`, `"a"]`, `["a"x`} {
		if key, rest, ok := iac.ParseInstanceKey(text); ok {
			t.Errorf("ParseInstanceKey(%q) = %q, %q", text, key, rest)
		}
	}
}
