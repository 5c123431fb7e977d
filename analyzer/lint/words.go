package lint

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// Subject says which tasks a group of proofs is about, as the beginning of a
// message: "task aws_ecs_service.api", "3 tasks".
func Subject(proofs []*reach.Proof) string {
	ts := (&Finding{Proofs: proofs}).Tasks()
	if len(ts) == 1 {
		return "task " + ts[0].Address
	}
	return fmt.Sprintf("%d tasks", len(ts))
}

// Cannot says what the tasks of the proofs cannot do, as the verb of a message:
// "cannot pull its image".
func Cannot(proofs []*reach.Proof) string {
	var needs []ecs.Need
	seen := map[string]bool{}
	for _, p := range proofs {
		if !seen[p.Need.Name] {
			seen[p.Need.Name] = true
			needs = append(needs, p.Need)
		}
	}
	if len(needs) == 1 && len((&Finding{Proofs: proofs}).Tasks()) == 1 {
		return "cannot " + needs[0].Purpose()
	}
	names := make([]string, len(needs))
	for i, n := range needs {
		names[i] = n.Name
	}
	return "cannot reach " + List(names)
}

// List returns the names as one reads them: a, b and c.
func List(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// Hosts returns the hosts of the proofs' needs, each once.
func Hosts(proofs []*reach.Proof) string {
	var hosts []string
	seen := map[string]bool{}
	for _, p := range proofs {
		if h := p.Need.Host.String(); !seen[h] {
			seen[h] = true
			hosts = append(hosts, h)
		}
	}
	return List(hosts)
}

// Subnets returns the addresses of the subnets that the proofs leave from,
// each once.
func Subnets(proofs []*reach.Proof) string {
	var names []string
	seen := map[string]bool{}
	for _, p := range proofs {
		if p.Subnet != nil && !seen[p.Subnet.Address] {
			seen[p.Subnet.Address] = true
			names = append(names, p.Subnet.Address)
		}
	}
	return List(names)
}
