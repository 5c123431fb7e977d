package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// ecrServices are the endpoint services of one pull from ECR: the token and the
// manifest (Amazon ECR user guide, "Amazon ECR interface VPC endpoints").
var ecrServices = []string{"ecr.api", "ecr.dkr"}

// reportMissing reports the endpoints for the services that belong to the rule
// where tasks depend on them: at the VPC if there is none, at the endpoint if
// it is declared and not created. Mend says what to add for the given services.
func reportMissing(pass *lint.Pass, belongs func(service string) bool, mend func(*lint.Group) string) {
	key := func(p *reach.Proof, c reach.Cause) string {
		if !belongs(p.Need.Service) {
			return ""
		}
		return place(c.Subject.VPC.Range)
	}
	for _, g := range pass.Causes(key, reach.MissingEndpoint) {
		f := finding(g, fmt.Sprintf("%s has no endpoint for %s, and no other way leads there from %s",
			vpcs(g), services(g.Proofs), subnets(g.Proofs)))
		f.At = g.Cause.Subject.VPC.Range
		f.Label = "has no endpoint for " + services(g.Proofs)
		f.Mend = mend(g)
		f.Related = append(taskPlaces(g.Proofs, "runs here"), at(g.Cause.Step.At, tables(g)+" has no route out")...)
		f.Identity = vpcs(g)
		pass.Report(f)
	}
	reportNotCreated(pass, belongs)
}

// reportNotCreated reports endpoints that are declared and not created, all that
// one decision keeps away at once.
func reportNotCreated(pass *lint.Pass, belongs func(service string) bool) {
	decision := func(_ *reach.Proof, c reach.Cause) string {
		if trail := c.Subject.Endpoint.Resource.Exists.Trail; len(trail) > 0 {
			return trail[0].Name + " " + place(trail[0].Range)
		}
		return place(c.At)
	}
	for _, g := range pass.Causes(decision, reach.EndpointNotCreated) {
		if !belongs(foremost(g)) {
			continue // another rule tells of all that the decision keeps away
		}
		f := finding(g, fmt.Sprintf("%s for %s is declared and not created%s, and no other way leads there from %s",
			endpoints(g), services(g.Proofs), through(g), subnets(g.Proofs)))
		f.Label = "is not created"
		f.Mend = fmt.Sprintf("have %s created", endpoints(g))
		exists := g.Cause.Subject.Endpoint.Resource.Exists
		f.Related = slices.DeleteFunc(endpointPlaces(g, "is not created either"), func(r lint.Related) bool { return r.At == f.At })
		f.Related = append(f.Related, at(exists.Range, "this decides that "+endpoints(g)+" is not created")...)
		f.Related = append(f.Related, taskPlaces(g.Proofs, "depends on it")...)
		for _, o := range exists.Trail {
			f.Related = append(f.Related, at(o.Range, o.Name+" decides")...)
		}
		f.Identity = endpoints(g)
		pass.Report(f)
	}
}

// foremost returns the service of the group whose rule tells of all of them: the
// one that tasks need first.
func foremost(g *lint.Group) string {
	rank := func(service string) int {
		switch {
		case isECR(service):
			return 0
		case service == "s3":
			return 1
		case service == "logs":
			return 2
		}
		return 3
	}
	first := g.Proofs[0].Need.Service
	for _, p := range g.Proofs[1:] {
		if rank(p.Need.Service) < rank(first) {
			first = p.Need.Service
		}
	}
	return first
}

// through says what the decision not to create the endpoints came through: a
// variable, parameter or condition.
func through(g *lint.Group) string {
	trail := g.Cause.Subject.Endpoint.Resource.Exists.Trail
	if len(trail) == 0 {
		return ""
	}
	return fmt.Sprintf(" (by %s)", trail[0].Name)
}

// interfaceMend is the mend for services that have interface endpoints.
func interfaceMend(g *lint.Group) string {
	return fmt.Sprintf("add interface endpoints with private DNS for %s to %s", services(g.Proofs), vpcs(g))
}

// isECR reports whether the service is one of ECR's.
func isECR(service string) bool { return slices.Contains(ecrServices, service) }
