package iac

import (
	"fmt"
	"strings"
)

// deployers are the types of Terraform's resources that deploy what a text in
// another language declares.
var deployers = map[string]string{
	"aws_cloudformation_stack":                                 "its template",
	"aws_cloudformation_stack_set":                             "its template",
	"aws_cloudformation_stack_instances":                       "the template of its stack set",
	"aws_cloudformation_stack_set_instance":                    "the template of its stack set",
	"aws_serverlessapplicationrepository_cloudformation_stack": "its application",
	"aws_cloudcontrolapi_resource":                             "its `desired_state`",
}

// cloudControl is what the types of the provider for AWS's Cloud Control API
// begin with, which has resources of its own for what the AWS provider has.
const cloudControl = "awscc_"

// Deploys reports whether resources of a type of Terraform deploy others that
// are not read: what they are given may have more in it than is declared.
func Deploys(kind string) bool {
	_, ok := deployers[kind]
	return ok || strings.HasPrefix(kind, cloudControl)
}

// Behind returns why there may be others behind the resource than the files
// show, or nil.
func (r *Resource) Behind() *Unknown {
	if r.Data || !Deploys(r.Type) {
		return nil
	}
	what, ok := deployers[r.Type]
	why := "what `" + r.Address + "` adds is not known: resources of the provider awscc are not read"
	if ok {
		why = fmt.Sprintf("what `%s` adds is not known: %s is not read with what it is given", r.Address, what)
	}
	return &Unknown{Name: r.Address, Why: why, Range: r.Range}
}
