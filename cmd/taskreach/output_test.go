package main

import "testing"

// Links are for terminals that are known to show them, or where one says so.
func TestHyperlinks(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"nothing is known", map[string]string{"TERM": "xterm-256color"}, false},
		{"a terminal that does", map[string]string{"TERM": "xterm-kitty"}, true},
		{"a program that does", map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, true},
		{"a library that does", map[string]string{"TERM": "xterm", "VTE_VERSION": "7200"}, true},
		{"one that is too old", map[string]string{"TERM": "xterm", "VTE_VERSION": "4999"}, false},
		{"in a multiplexer", map[string]string{"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, false},
		{"in CI", map[string]string{"TERM": "xterm-kitty", "CI": "true"}, false},
		{"a dumb one", map[string]string{"TERM": "dumb", "WT_SESSION": "x"}, false},
		{"forced", map[string]string{"TERM": "dumb", "FORCE_HYPERLINK": "1"}, true},
		{"forbidden", map[string]string{"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, name := range []string{"TERM", "TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "TMUX", "STY", "CI", "FORCE_HYPERLINK"} {
				t.Setenv(name, tt.env[name])
			}
			if got := hyperlinks(); got != tt.want {
				t.Errorf("hyperlinks() = %t, want %t", got, tt.want)
			}
		})
	}
}
