package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// DestinationWithoutPrivatePath reports what a task in a VPC of endpoints asks
// for and no endpoint there could serve.
var DestinationWithoutPrivatePath = &lint.Rule{
	ID:       "TR205",
	Name:     "destination-without-private-path",
	Severity: lint.Error,
	Doc: `destination that no endpoint of the VPC can serve

The task is in a VPC that does without the internet, by endpoints, and asks for
something that has none there: an image in Docker Hub, ECR Public or another
public registry, or an image, log group or secret of another region. Endpoints
answer for the services of their own region only. The task stops with:

~~~text
CannotPullContainerError: … failed to resolve ref docker.io/library/nginx:1.27: … "https://registry-1.docker.io/v2/…": dial tcp …: i/o timeout
~~~

Copy the image to ECR in the task's region, or reach it through a pull-through
cache; keep logs and secrets in the region of the task. Else give the subnet a
default route.

Terraform, before and after:

~~~hcl
image = "nginx:1.27"
image = "${aws_ecr_repository.nginx.repository_url}:1.27"
~~~

CloudFormation, before and after:

~~~yaml
Image: nginx:1.27
Image: !Sub ${Nginx.RepositoryUri}:1.27
~~~`,
	Check: checkDestinationWithoutPrivatePath,
}

func checkDestinationWithoutPrivatePath(pass *lint.Pass) {
	key := func(p *reach.Proof, _ reach.Cause) string { return finding.Place(p.Need.Range) }
	for _, g := range pass.Causes(key, reach.NoPrivatePath) {
		need := g.Proofs[0].Need
		f := finding.New(g, fmt.Sprintf("no endpoint in %s can serve %s, and no other way leads there from %s",
			finding.VPCs(g), lint.Hosts(g.Proofs), finding.Subnets(g.Proofs)))
		f.At = finding.Within(need.Range, g.Proofs[0].Task.Resource.Range)
		f.Label = "asks for " + lint.Hosts(g.Proofs)
		f.Mend = fmt.Sprintf("copy it to ECR in the task's region, or give %s a default route", finding.Subnets(g.Proofs))
		if need.Service != "" {
			f.Mend = fmt.Sprintf("keep it in the task's region, or give %s a default route", finding.Subnets(g.Proofs))
		}
		f.Related = append(finding.TaskPlaces(g.Proofs, "runs here"), finding.At(g.Cause.Step.At, finding.Tables(g)+" has no route out")...)
		f.Identity = finding.Names(g.Proofs, func(p *reach.Proof) string { return p.Task.Address })
		pass.Report(f)
	}
}
