package ecs

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

var definitionNetwork = iac.Named("network_mode", "NetworkMode")

// hostPort returns the port of the container instance that leads to a port of a
// container without an interface of its own, or why it is not known: one that is
// chosen when the task starts is in no file (Amazon ECS API, PortMapping).
func hostPort(d *Definition, container iac.Value, port int, at iac.Value) (iac.Value, *iac.Unknown) {
	if d.Resource == nil {
		return iac.Value{}, d.Partial
	}
	if mode, _ := d.Resource.Attr(definitionNetwork).Str(); mode == "host" {
		return iac.Absent(at.Range).Or(port), nil
	}
	name, _ := container.Str()
	for _, c := range d.Containers {
		if n, _ := c.GetFold("name").Str(); n != name {
			continue
		}
		mappings, _ := c.GetFold("portMappings").Items()
		for _, m := range mappings {
			inner, _ := m.GetFold("containerPort").Int()
			outer := m.GetFold("hostPort")
			if p, known := outer.Int(); inner == port && known && p > 0 {
				return outer, nil
			}
		}
	}
	return iac.Value{}, &iac.Unknown{
		Name: "host port of " + d.Address, Range: at.Range,
		Why: fmt.Sprintf("which port of the container instance leads to port %d of the container is decided when the task starts", port),
	}
}
