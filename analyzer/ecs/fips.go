package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

var (
	settingName  = iac.Named("name", "")
	settingValue = iac.Named("value", "")
)

// inFIPSMode marks the needs of a Fargate task as undecided where the account
// setting fargateFIPSMode is on: it has Fargate use FIPS hosts in GovCloud, and
// AWS does not list which (Amazon ECS developer guide, "AWS Fargate Federal
// Information Processing Standard").
func (c *catalogue) inFIPSMode(t *Task, all []Need) []Need {
	region, _ := t.Region.Literal()
	if t.Launch != Fargate || !strings.HasPrefix(region, "us-gov-") {
		return all
	}
	for _, r := range c.resources {
		if r.Type != "aws_ecs_account_setting_default" {
			continue
		}
		name, _ := r.Attr(settingName).Str()
		value, known := r.Attr(settingValue).Str()
		if name != "fargateFIPSMode" || known && value == "disabled" {
			continue
		}
		why := &iac.Unknown{
			Name: r.Address, Range: r.Range,
			Why: "`" + r.Address + "` has Fargate use FIPS hosts, of which AWS lists none",
		}
		for i := range all {
			if all[i].Service != "" && all[i].If == nil {
				all[i].If = why
			}
		}
	}
	return all
}
