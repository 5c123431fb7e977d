package ecs

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Definition is a task definition. One that the files do not show has only
// the reason.
type Definition struct {
	Address    string
	Resource   *iac.Resource
	Family     iac.Text
	Containers []iac.Value
	Partial    *iac.Unknown // why there may be more containers, or none is known
	Windows    bool

	ExecutionRole iac.Value
	TaskRole      iac.Value

	volumes     iac.Value
	differs     *iac.Unknown // why what is deployed may ask for something else
	impliedLogs *iac.Unknown // what tells that a container without log configuration has one; nil: nothing
}

var (
	definitionFamily     = iac.Named("family", "Family")
	definitionContainers = iac.Named("container_definitions", "ContainerDefinitions")
	definitionRole       = iac.Named("execution_role_arn", "ExecutionRoleArn")
	definitionTaskRole   = iac.Named("task_role_arn", "TaskRoleArn")
	definitionOS         = iac.Named("runtime_platform.operating_system_family", "RuntimePlatform.OperatingSystemFamily")
	definitionRequires   = iac.Named("requires_compatibilities", "RequiresCompatibilities")
	definitionVolumes    = iac.Named("volume", "Volumes")
)

func isDefinition(r *iac.Resource) bool {
	return !r.Data && (r.Type == "aws_ecs_task_definition" || r.Type == "AWS::ECS::TaskDefinition")
}

func definition(r *iac.Resource) *Definition {
	d := &Definition{Address: r.Address, Resource: r, ExecutionRole: r.Attr(definitionRole), TaskRole: r.Attr(definitionTaskRole), volumes: r.Attr(definitionVolumes)}
	d.Family, _ = r.Attr(definitionFamily).Text()
	d.Containers, d.Partial = document(r.Attr(definitionContainers)).Items()
	d.differs = firstReason(r.MayDiffer(definitionContainers), r.MayDiffer(definitionVolumes))
	d.Partial = firstReason(r.MayDiffer(definitionContainers), d.Partial)
	os, _ := r.Attr(definitionOS).Str()
	d.Windows = strings.HasPrefix(strings.ToUpper(os), "WINDOWS")
	return d
}

// find returns the definition that v names: by reference, through a data
// source, or by the family's name.
func (c *catalogue) find(v iac.Value) *Definition {
	for _, r := range v.Refs() {
		if d := c.definitions[r]; d != nil {
			return d
		}
		if r.Type == "aws_ecs_task_definition" && r.Data {
			return c.find(r.Body.Get("task_definition"))
		}
	}
	t, ok := v.Text()
	if !ok {
		return &Definition{Address: "task definition", Partial: &iac.Unknown{
			Name: "task definition", Why: "no task definition is named", Range: v.Range,
		}}
	}
	if d := c.byFamily(t); d != nil {
		return d
	}
	return &Definition{Address: t.String(), Partial: hidden(v, t)}
}

// byFamily returns the one definition whose family t names, be it alone, with
// a revision or as an ARN.
func (c *catalogue) byFamily(t iac.Text) *Definition {
	if i := strings.LastIndex(t[len(t)-1].Literal, "task-definition/"); i >= 0 {
		t = iac.Text{{Literal: t[len(t)-1].Literal[i+len("task-definition/"):]}}
	}
	family, _, _ := t.Cut(":")
	var found *Definition
	for _, d := range c.order {
		if equal, known := d.Family.Equal(family); !known || !equal || len(d.Family) == 0 {
			continue
		}
		if found != nil {
			return nil
		}
		found = d
	}
	return found
}

func hidden(v iac.Value, t iac.Text) *iac.Unknown {
	if us := t.Unknowns(); len(us) > 0 {
		return us[0]
	}
	return &iac.Unknown{
		Name: t.String(), Range: v.Range,
		Why: fmt.Sprintf("no scanned file declares the task definition `%s`", t),
	}
}
