package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/taskreach/taskreach/analyzer/suppress"
)

func baselineCommand() *cobra.Command {
	var inputs inputFlags
	var output string
	cmd := &cobra.Command{
		Use:   "baseline [PATH…]",
		Short: "Write the findings of now, for check --baseline to leave out",
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, paths []string) error {
			s, err := configuredScan(cmd.Flags(), paths)
			if err != nil {
				return err
			}
			return baseline(cmd.Context(), inputs, output, s)
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "`FILE` to write; stdout without it")
	inputs.bind(cmd.Flags())
	completeFlags(cmd)
	return cmd
}

// baseline writes the findings at the paths of the scan to a file or to stdout. What could
// not be analysed is told: its findings are not there.
func baseline(ctx context.Context, inputs inputFlags, output string, s *scan) error {
	result, err := analyze(ctx, inputs, false, s, nil)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := suppress.NewBaseline(result).Write(&b); err != nil {
		return err
	}
	if output == "" {
		_, err = os.Stdout.Write(b.Bytes())
	} else {
		err = os.WriteFile(output, b.Bytes(), 0o644)
	}
	if err != nil {
		return fmt.Errorf("writing baseline: %w", err)
	}
	diagnose(result, s)
	if result.Incomplete() {
		return errIncomplete
	}
	return nil
}

// readBaseline returns the baseline in a file, or one that knows nothing where
// no file is named or none can be read.
func readBaseline(file string) (*suppress.Baseline, error) {
	if file == "" {
		return &suppress.Baseline{}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return &suppress.Baseline{}, fmt.Errorf("--baseline: %w", err)
	}
	b, err := suppress.ParseBaseline(text)
	if err != nil {
		return &suppress.Baseline{}, fmt.Errorf("--baseline %s: %w", file, err)
	}
	return b, nil
}

// tellStale prints the first few entries of the baseline that are of no use.
func tellStale(file string, stale []suppress.Entry, s *scan) {
	const most = 5
	for i, e := range stale {
		if i == most {
			fmt.Fprintf(os.Stderr, "taskreach: %s: %d more are found no more\n", file, len(stale)-most)
			break
		}
		fmt.Fprintf(os.Stderr, "taskreach: %s: %s in %s is found no more: %s\n", file, e.Rule, s.display(e.Stack), e.Message)
	}
	if len(stale) > 0 {
		fmt.Fprintln(os.Stderr, "taskreach: write the baseline anew with taskreach baseline")
	}
}
