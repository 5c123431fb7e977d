package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestBuildOf(t *testing.T) {
	const revision = "5d8d5ba0c1f7a1d6d3bb4ab3b4d1b0f1c2d3e4f5"
	clone := []debug.BuildSetting{{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: revision}, {Key: "vcs.time", Value: "2026-11-24T18:00:00Z"}}
	tests := []struct {
		name     string
		version  string
		settings []debug.BuildSetting
		want     string
	}{
		{"clone at a tag", "v1.2.3", clone, "taskreach v1.2.3\ncommit: " + revision + "\ndate: 2026-11-24T18:00:00Z\n"},
		{"clone after a tag", "v1.2.4-0.20261124180000-5d8d5ba0c1f7", clone, "taskreach v1.2.4-0.20261124180000-5d8d5ba0c1f7\ncommit: " + revision + "\ndate: 2026-11-24T18:00:00Z\n"},
		{"clone with changes", "v1.2.3+dirty", append(clone[:3:3], debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "taskreach v1.2.3+dirty\ncommit: " + revision + " and changes since\ndate: 2026-11-24T18:00:00Z\n"},
		{"clone of an old toolchain", "(devel)", clone, "taskreach devel\ncommit: " + revision + "\ndate: 2026-11-24T18:00:00Z\n"},
		{"module at a tag", "v1.2.3", nil, "taskreach v1.2.3\ncommit: unknown\ndate: unknown\n"},
		{"module at a commit", "v0.0.0-20261124180000-5d8d5ba0c1f7", nil, "taskreach v0.0.0-20261124180000-5d8d5ba0c1f7\ncommit: 5d8d5ba0c1f7\ndate: 2026-11-24T18:00:00Z\n"},
		{"module at a commit after a tag", "v1.2.4-0.20261124180000-5d8d5ba0c1f7", nil, "taskreach v1.2.4-0.20261124180000-5d8d5ba0c1f7\ncommit: 5d8d5ba0c1f7\ndate: 2026-11-24T18:00:00Z\n"},
		{"pre-release that looks like a commit", "v1.2.4-20261124180000.5d8d5ba0c1f7", nil, "taskreach v1.2.4-20261124180000.5d8d5ba0c1f7\ncommit: unknown\ndate: unknown\n"},
		{"neither", "(devel)", nil, "taskreach devel\ncommit: unknown\ndate: unknown\n"},
		{"nothing at all", "", nil, "taskreach devel\ncommit: unknown\ndate: unknown\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			if err := buildOf(&debug.BuildInfo{Main: debug.Module{Version: tt.version}, Settings: tt.settings}).print(&got); err != nil {
				t.Fatal(err)
			}
			if got.String() != tt.want {
				t.Errorf("it says\n%swant\n%s", got.String(), tt.want)
			}
		})
	}
}

// What the linker is told goes before what the toolchain saw.
func TestRelease(t *testing.T) {
	t.Cleanup(func() { release, commit, date = "", "", "" })
	release, commit, date = "v1.2.3", "5d8d5ba", "2026-11-24T18:00:00Z"
	var got strings.Builder
	root := rootCommand()
	root.SetArgs([]string{"version"})
	root.SetOut(&got)
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	if want := "taskreach v1.2.3\ncommit: 5d8d5ba\ndate: 2026-11-24T18:00:00Z\n"; got.String() != want {
		t.Errorf("it says\n%swant\n%s", got.String(), want)
	}
}
