package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/taskreach/taskreach/rules"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Explain a rule, given by its id (TR301) or name",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one rule, as in taskreach explain TR301: `taskreach rules` lists them")
			}
			return nil
		},

		ValidArgsFunction: ruleIDs,

		RunE: func(cmd *cobra.Command, args []string) error {
			for _, r := range rules.All() {
				if strings.EqualFold(r.ID, args[0]) || r.Name == args[0] {
					_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s %s (%s)\n\n%s\n", r.ID, r.Name, r.Severity, r.Doc)
					return err
				}
			}
			return fmt.Errorf("unknown rule %q: `taskreach rules` lists them", args[0])
		},
	}
}
