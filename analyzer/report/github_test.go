package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

func TestGitHub(t *testing.T) {
	tests := []struct {
		name   string
		result *lint.Result
		want   []string
	}{
		{"nothing", clean(), nil},
		{"a fact that is missing is no annotation", unknown(), nil},
		{"findings", broken(), []string{
			"::error file=infra/security.tf,line=6,endLine=11,title=TR402 s3-egress-blocked::2 tasks cannot download their image layers from S3: aws_security_group.tasks has no egress to S3",
			"::warning file=infra/endpoints.tf,line=7,endLine=7,col=2,endColumn=29,title=TR212 zone-without-endpoint::task aws_ecs_service.api crosses zones to aws_vpc_endpoint.logs",
			"::notice file=größe/naïve [1].tf,line=2,endLine=2,col=12,endColumn=38,title=TR901 hint::a hint",
		}},
		{"text that could be a command", homeless(), []string{
			"::error file=infra/ecs.tf,line=5,endLine=5,col=1,endColumn=38,title=TR402 s3-egress-blocked::task aws_ecs_service.worker, [x](1), 100%25%0Athe default network ACL\x1b[2J admits nothing",
		}},
		{"problems", troubled(), []string{
			"::error title=limit-exceeded::too deep",
			"::error file=infra/security.tf,line=4,endLine=4,col=3,endColumn=9,title=parse-error::missing newline after argument",
			"::error file=infra/nothing.json,title=missing-file::reading infra/nothing.json: file does not exist",
			"::error file=../outside.tfvars,line=3,endLine=3,title=parse-error::unclosed brace",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var want string
			if len(tt.want) > 0 {
				want = strings.Join(tt.want, "\n") + "\n"
			}
			if diff := cmp.Diff(want, written(t, "github", tt.result, report.Style{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
