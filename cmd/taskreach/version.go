package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/mod/module"
)

// What the linker is told of a release (-X main.release=v1.2.3). Of any other
// build the toolchain knows.
var release, commit, date string

// A build says what a program was built from. What is not known is empty.
type build struct {
	version  string // v1.2.3, or devel
	commit   string
	date     string // of the commit, as RFC 3339
	modified bool   // there were changes that are in no commit
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, and the commit that it was built from",
		Args:  cobra.NoArgs,

		ValidArgsFunction: cobra.NoFileCompletions,

		RunE: func(cmd *cobra.Command, _ []string) error {
			return thisBuild().print(cmd.OutOrStdout())
		},
	}
}

// thisBuild returns what the program was built from, as the linker was told or
// else as the toolchain saw it.
func thisBuild() build {
	if release != "" {
		return build{version: release, commit: commit, date: date}
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build{version: "devel"}
	}
	return buildOf(info)
}

// buildOf returns what the toolchain has noted of a build: in a clone the
// commit; of a module at a version the version, which holds the commit if it
// stands for one that has no tag.
func buildOf(info *debug.BuildInfo) build {
	b := build{version: info.Main.Version}
	if b.version == "" || b.version == "(devel)" {
		b.version = "devel"
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.commit = s.Value
		case "vcs.time":
			b.date = s.Value
		case "vcs.modified":
			b.modified = s.Value == "true"
		}
	}
	if b.commit != "" {
		return b
	}
	if rev, err := module.PseudoVersionRev(b.version); err == nil {
		b.commit = rev
	}
	if t, err := module.PseudoVersionTime(b.version); err == nil {
		b.date = t.Format(time.RFC3339)
	}
	return b
}

func (b build) print(w io.Writer) error {
	changes := ""
	if b.modified {
		changes = " and changes since"
	}
	_, err := fmt.Fprintf(w, "taskreach %s\ncommit: %s%s\ndate: %s\n",
		b.version, cmp.Or(b.commit, "unknown"), changes, cmp.Or(b.date, "unknown"))
	return err
}
