package main

import "github.com/spf13/cobra"

// rootCommand returns the command line: without a subcommand it is check.
func rootCommand() *cobra.Command {
	root := checkCommand()
	root.Use = "taskreach [PATH…]"
	root.Short = "Prove that every ECS task can reach what it needs to start"
	root.Long = `taskreach proves from Terraform and CloudFormation files, offline, whether every
Amazon ECS task can reach what it needs to start: its image in ECR, the layers
in S3, its log group, its secrets.

Without a command it checks the stacks below the paths, which are folders,
files or patterns; without a path those below the working directory.

It exits 0 if nothing is found, 1 if there are findings at or above --fail-on,
and 2 if something could not be analysed. Every flag may also be given in
.taskreach.yaml, which ` + "`taskreach init`" + ` writes, or in the environment:
TASKREACH_FAIL_ON for --fail-on.`
	root.SilenceErrors = true
	root.SilenceUsage = true
	root.AddCommand(checkCommand(), baselineCommand(), initCommand(), rulesCommand(), explainCommand(), versionCommand())
	return root
}
