package authz

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
)

var (
	logGroupName = iac.Named("name", "LogGroupName")

	logGroupKind = kind{
		types: []string{"aws_cloudwatch_log_group", "AWS::Logs::LogGroup"},
		decode: func(d *directory, r *iac.Resource) {
			if why, _ := maybe(r); why != nil {
				return
			}
			name, ok := r.Attr(logGroupName).Text()
			if !ok {
				name = identity(r)
			}
			d.logGroups = append(d.logGroups, d.spelling(false).text(name))
		},
	}
)

// needed returns the requests without the creation of log groups that are there:
// the awslogs driver asks for it only where there is none (moby,
// daemon/logger/awslogs).
func (d *directory) needed(reqs []ecs.Request) []ecs.Request {
	return slices.DeleteFunc(reqs, func(r ecs.Request) bool {
		if r.Action != "logs:CreateLogGroup" {
			return false
		}
		_, after, _ := d.spelling(false).text(r.Resource).Cut(":log-group:")
		group, _, _ := after.Cut(":log-stream:")
		return slices.ContainsFunc(d.logGroups, func(name iac.Text) bool {
			equal, known := name.Equal(group)
			return known && equal
		})
	})
}
