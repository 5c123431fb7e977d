package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

// checkFlags are the flags of check as given.
type checkFlags struct {
	formats  []string
	failOn   string
	color    string
	baseline string
	changed  bool

	quiet, verbose, statistics bool

	inputs inputFlags
}

func checkCommand() *cobra.Command {
	var flags checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Prove the flows of every task and report what blocks them",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, paths []string) error {
			s, err := configuredScan(cmd.Flags(), paths)
			if err != nil {
				return err
			}
			return check(cmd.Context(), flags, s)
		},
	}
	f := cmd.Flags()
	f.StringArrayVarP(&flags.formats, "format", "f", []string{report.Names()[0]},
		"`FORMAT[=FILE]` to write: "+strings.Join(report.Names(), ", ")+"; repeatable")
	f.StringVar(&flags.failOn, "fail-on", "error", "exit 1 on findings of this severity or worse: error, warning, note, never")
	f.StringVar(&flags.color, "color", "auto", "auto, always or never")
	f.StringVar(&flags.baseline, "baseline", "", "`FILE` of findings that do not count, as the command baseline writes it")
	f.BoolVar(&flags.changed, "changed", false, "the paths are files that changed: check the stacks that they are part of, or all where there are no paths")
	f.BoolVarP(&flags.quiet, "quiet", "q", false, "text: findings and what could not be analysed, no more")
	f.BoolVarP(&flags.verbose, "verbose", "v", false, "text: the proofs of all flows, too")
	f.BoolVar(&flags.statistics, "statistics", false, "print to stderr how long each stage took and how much was read")
	cmd.MarkFlagsMutuallyExclusive("quiet", "verbose")
	flags.inputs.bind(f)
	completeFlags(cmd)
	return cmd
}

// check analyses what the paths name and writes every report that is asked
// for. It returns errIncomplete or errFindings where the reports say the rest.
// A format that there is not and a baseline that cannot be read keep nobody from
// the reports that can be written.
func check(ctx context.Context, flags checkFlags, s *scan) error {
	fails, err := threshold(flags.failOn)
	if err != nil {
		return err
	}
	style, err := terminalStyle(flags.color, os.Stdout)
	if err != nil {
		return err
	}
	style.Quiet, style.Verbose = flags.quiet, flags.verbose
	outputs, bad := parseOutputs(flags.formats)
	if len(outputs) == 0 {
		return bad
	}
	known, err := readBaseline(flags.baseline)
	bad = errors.Join(bad, err)
	clock := startClock(os.Stderr, term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb")
	result, err := analyze(ctx, flags.inputs, flags.changed && s.named, s, clock.begin)
	clock.stop()
	if err != nil {
		return err
	}
	if flags.statistics {
		clock.print(result, s)
	}
	stale := known.Apply(result, s.tree)
	run := report.Run{
		Result: result, Rules: s.rules, Version: thisBuild().version,
		Files: s.tree, Path: s.display, Scope: s.scope,
	}
	bad = errors.Join(bad, writeAll(outputs, run, style))
	if !textOnStdout(outputs) {
		diagnose(result, s)
	}
	tellStale(flags.baseline, stale, s)
	if bad != nil {
		return bad
	}
	return outcome(result, fails)
}

// analyze returns what is found at the paths of the scan, or of the stacks that
// files at them changed of, together with what is wrong with the configuration.
func analyze(ctx context.Context, inputs inputFlags, changed bool, s *scan, stage func(string)) (*lint.Result, error) {
	opts := analyzer.Options{Tree: s.tree, Paths: s.paths, Changed: changed, Rules: s.rules, Today: time.Now(), Assumed: s.assumed, Ignore: s.ignores(changed), Stage: stage}
	if err := inputs.apply(&opts, s); err != nil {
		return nil, err
	}
	result, err := analyzer.Analyze(ctx, opts)
	if err != nil {
		return nil, err
	}
	result.Problems = append(s.problems, result.Problems...)
	if s.whole && !changed {
		result.Problems = append(result.Problems, unused(s.assumed, result)...)
	}
	return result, nil
}

// threshold returns the rank from which on findings count. No finding has a
// rank as high as that of never.
func threshold(failOn string) (rank int, err error) {
	switch s := lint.Severity(failOn); {
	case failOn == "never":
		return lint.Error.Rank() + 1, nil
	case s.Rank() > 0:
		return s.Rank(), nil
	}
	return 0, fmt.Errorf("unknown severity %q for --fail-on: use error, warning, note or never", failOn)
}

// outcome returns what the exit code of a result is made of: that something
// was not analysed weighs more than what was found in the rest.
func outcome(r *lint.Result, fails int) error {
	if r.Incomplete() {
		return errIncomplete
	}
	for _, s := range r.Stacks {
		for _, f := range s.Findings {
			if f.Severity.Rank() >= fails {
				return errFindings
			}
		}
	}
	return nil
}

// diagnose prints what was not analysed for a person who does not see the
// report.
func diagnose(r *lint.Result, s *scan) {
	all := r.Problems
	for _, stack := range r.Stacks {
		all = append(all[:len(all):len(all)], r.ReportedProblems(stack)...)
	}
	for _, p := range all {
		if !p.Incomplete() {
			continue
		}
		at := p.Range
		if !at.IsZero() {
			at.File = s.display(at.File)
			fmt.Fprintf(os.Stderr, "taskreach: %s: %s\n", at, p.Message)
			continue
		}
		fmt.Fprintf(os.Stderr, "taskreach: %s\n", p.Message)
	}
}
