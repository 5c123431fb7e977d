package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/report"
	"github.com/taskreach/taskreach/rules"
)

// completeFlags has shells complete the flags of the command: those that take
// one of a few words, and no file for those that take none.
func completeFlags(cmd *cobra.Command) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch words := config.Words(f.Name); {
		case f.Name == "format":
			complete(cmd, f, formatNames)
		case len(words) > 0 && f.Value.Type() != "bool":
			complete(cmd, f, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		case f.Name == "region", f.Name == "account", f.Name == "workspace", f.Name == "var", f.Name == "exclude":
			complete(cmd, f, cobra.NoFileCompletions)
		}
	})
}

func complete(cmd *cobra.Command, f *pflag.Flag, words cobra.CompletionFunc) {
	_ = cmd.RegisterFlagCompletionFunc(f.Name, words) // fails for a flag that is not there, or is there twice
}

// formatNames completes the formats of check, each of which may go on with the
// name of a file.
func formatNames(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	if strings.Contains(word, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return report.Names(), cobra.ShellCompDirectiveNoFileComp
}

// ruleIDs completes the ids of rules, and their names where one is begun.
func ruleIDs(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var words []string
	for _, r := range rules.All() {
		words = append(words, cobra.CompletionWithDesc(r.ID, r.Title()))
		if word != "" {
			words = append(words, cobra.CompletionWithDesc(r.Name, r.Title()))
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
