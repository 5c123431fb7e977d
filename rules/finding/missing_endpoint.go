package finding

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// ecrServices are the endpoint services of one pull from ECR: the token and the
// manifest (Amazon ECR user guide, "Amazon ECR interface VPC endpoints").
var ecrServices = []string{"ecr.api", "ecr.dkr"}

// ReportMissing reports the endpoints for the services that belong to the rule
// where tasks depend on them: at the VPC if there is none, at the endpoint if
// it is declared and not created. Mend says what to add for the given services.
func ReportMissing(pass *lint.Pass, belongs func(service string) bool, mend func(*lint.Group) string) {
	key := func(p *reach.Proof, c reach.Cause) string {
		if !belongs(p.Need.Service) {
			return ""
		}
		return Place(c.Subject.VPC.Range)
	}
	for _, g := range pass.Causes(key, reach.MissingEndpoint) {
		f := New(g, fmt.Sprintf("%s has no endpoint for %s, and no other way leads there from %s",
			VPCs(g), Services(g.Proofs), Subnets(g.Proofs)))
		f.At = g.Cause.Subject.VPC.Range
		f.Label = "has no endpoint for " + Services(g.Proofs)
		f.Mend = mend(g)
		if ep := misnamed(pass.Network, g); ep != nil {
			f.Message += fmt.Sprintf(": `%s` of %s names no service", ep.ServiceText, ep.Address)
			f.At, f.Label = ep.ServiceAt, "names no service"
			f.Related = At(g.Cause.Subject.VPC.Range, VPCs(g)+" has no endpoint for "+Services(g.Proofs))
		}
		f.Related = slices.Concat(f.Related, TaskPlaces(g.Proofs, "runs here"), At(g.Cause.Step.At, Tables(g)+" has no route out"))
		f.Identity = VPCs(g)
		pass.Report(f)
	}
	reportNotCreated(pass, belongs)
}

// misnamed returns an endpoint of the VPC that was meant for a service of the group
// and spells its name otherwise, or nil.
func misnamed(n *network.Graph, g *lint.Group) *network.Endpoint {
	for _, ep := range n.Endpoints {
		if ep.VPC != g.Cause.Subject.VPC || ep.Missing || ep.Service == "" {
			continue
		}
		for _, p := range g.Proofs {
			if aws.Misspelt(ep.Service, p.Need.Service) {
				return ep
			}
		}
	}
	return nil
}

// reportNotCreated reports endpoints that are declared and not created, all that
// one decision keeps away at once.
func reportNotCreated(pass *lint.Pass, belongs func(service string) bool) {
	decision := func(_ *reach.Proof, c reach.Cause) string {
		if trail := c.Subject.Endpoint.Resource.Exists.Trail; len(trail) > 0 {
			return trail[0].Name + " " + Place(trail[0].Range)
		}
		return Place(c.At)
	}
	for _, g := range pass.Causes(decision, reach.EndpointNotCreated) {
		if !belongs(foremost(g)) {
			continue // another rule tells of all that the decision keeps away
		}
		are := "is"
		if names := Endpoints(g); strings.Contains(names, " and ") {
			are = "are"
		}
		f := New(g, fmt.Sprintf("%s for %s %s declared and not created%s, and no other way leads there from %s",
			Endpoints(g), Services(g.Proofs), are, through(g), Subnets(g.Proofs)))
		f.Label = "is not created"
		f.Mend = fmt.Sprintf("have %s created", Endpoints(g))
		exists := g.Cause.Subject.Endpoint.Resource.Exists
		f.Related = slices.DeleteFunc(EndpointPlaces(g, "is not created either"), func(r lint.Related) bool { return r.At == f.At })
		f.Related = append(f.Related, At(exists.Range, "this decides that "+Endpoints(g)+" is not created")...)
		f.Related = append(f.Related, TaskPlaces(g.Proofs, "depends on it")...)
		for _, o := range exists.Trail {
			f.Related = append(f.Related, At(o.Range, o.Name+" decides")...)
		}
		f.Identity = Endpoints(g)
		pass.Report(f)
	}
}

// foremost returns the service of the group whose rule tells of all of them: the
// one that tasks need first.
func foremost(g *lint.Group) string {
	rank := func(service string) int {
		switch {
		case IsECR(service):
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

// InterfaceMend is the mend for services that have interface endpoints.
func InterfaceMend(g *lint.Group) string {
	return fmt.Sprintf("add interface endpoints with private DNS for %s to %s", Services(g.Proofs), VPCs(g))
}

// IsECR reports whether the service is one of ECR's.
func IsECR(service string) bool { return slices.Contains(ecrServices, service) }
