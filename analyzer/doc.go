// Package analyzer proves from Terraform and CloudFormation files whether every
// Amazon ECS task can reach what it needs to start.
//
// The pipeline, one package a stage:
//
//	discover → terraform, cloudformation → network, ecs → reach → lint → report
//	paths      resources and values        the graph      proofs  findings
//
// The loaders turn each language into the resources and values of iac, in
// which every attribute is known, absent or unknown and references keep their
// identity. From network and ecs on, nothing knows which language a resource
// was written in.
package analyzer
