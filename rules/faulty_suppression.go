package rules

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// FaultySuppression reports remarks that leave findings out and should not, or
// should and do not.
var FaultySuppression = &lint.Rule{
	ID:       "TR901",
	Name:     "faulty-suppression",
	Severity: lint.Warning,
	Doc: `remark that suppresses findings and is expired, unused or without a reason

A remark in the files leaves out the findings that the author has accepted. It
hides a task that does not start, so it says why, may say until when, and is
gone once there is nothing left to accept. A remark that has expired leaves
nothing out, and what it hid is found again:

~~~text
TR901 warning: the remark has expired: it held until 2026-01-31 [faulty-suppression]
~~~

A remark names rules by id or name, with a comma between several. Its reason is
in double quotes; the last day on which it holds, in UTC, is optional. It stands
behind the place of the finding, above it, or above the block that the place is
in: the resource, or the module block that the resource came through. A comment
in between is no hindrance, a blank line is. What a configuration file ignores
is held to the same, at its place there. A remark that cannot be understood, such
as one on a rule that does not exist, is no finding but a problem: taskreach
says so and exits 2.

Terraform, before: a remark on TR203 alone, which says neither why nor until when. After:

~~~hcl
# taskreach:ignore TR203 until=2027-01-31 reason="the endpoint moves here with the next release"
resource "aws_ecs_service" "api" {
  name = "api"
}
~~~

CloudFormation, after, in a comment or, in YAML and JSON alike, in the metadata
of the resource, which takes one text or a list of them:

~~~yaml
Api:
  Type: AWS::ECS::Service
  Metadata:
    taskreach:
      ignore: TR203 until=2027-01-31 reason="the endpoint moves here with the next release"
~~~`,
	Review: reviewFaultySuppression,
}

func reviewFaultySuppression(pass *lint.Pass) {
	for _, s := range pass.Suppressions {
		message, label, mend := faultOf(s)
		if message == "" {
			continue
		}
		pass.Report(&lint.Finding{
			At: s.At, Message: message, Label: label, Mend: mend,
			Identity: fmt.Sprintf("remark on %s in %s", strings.Join(s.Rules, ","), s.At.File),
		})
	}
}

// faultOf returns what is wrong with a remark, the worst first, and nothing
// where it is sound.
func faultOf(s *lint.Suppression) (message, label, mend string) {
	switch {
	case s.Expired:
		return "the remark has expired: it held until " + s.Until, "expired", "mend what it hides, or give it another day"
	case s.Unused:
		return fmt.Sprintf("the remark leaves nothing out: there is no finding of %s here", lint.List(s.Rules)), "unused", "remove it"
	case s.Reason == "":
		return "the remark gives no reason for what it leaves out", "without a reason", "say why, as in reason=\"the endpoint is in another stack\""
	}
	return "", "", ""
}
