// Package iam evaluates policy documents: whether an action on a resource by a
// principal is allowed, denied, or not decided by the files. It knows the
// policy language and AWS's order of evaluation; it does not know which
// documents guard what, nor service control policies, resource control policies
// and session policies, which no template holds.
//
// The language is that of the IAM user guide, chapter "IAM JSON policy element
// reference":
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
package iam

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Decision is what policies say of a request.
type Decision uint8

// The decisions.
const (
	Unknown Decision = iota
	Allowed
	Denied
)

// String returns the decision as a word.
func (d Decision) String() string {
	switch d {
	case Allowed:
		return "allowed"
	case Denied:
		return "denied"
	case Unknown:
	}
	return "unknown"
}

// A Kind is what a document is attached to, which settles how its statements
// name principals.
type Kind uint8

// The kinds of document.
const (
	Identity          Kind = iota + 1 // of a role; it names no principal
	ResourceBased                     // of a bucket, a secret, a key, a repository
	Trust                             // of a role: who may assume it
	InterfaceEndpoint                 // of an interface VPC endpoint
	GatewayEndpoint                   // of a gateway VPC endpoint
)

// guardsEndpoint reports whether the document only narrows what others grant.
func (k Kind) guardsEndpoint() bool { return k == InterfaceEndpoint || k == GatewayEndpoint }

// A Request is what is asked of a policy: an action on a resource by a
// principal, with what is known of its context.
type Request struct {
	Action    string   // ecr:GetDownloadUrlForLayer
	Resource  iac.Text // an ARN; empty for an action that takes no resource
	Principal Principal
	Context   Context
}

// A Result says what one document, or several together, decide for a request.
type Result struct {
	Decision Decision
	Explicit bool // denied by a statement, which nothing can outweigh

	// Delegated says that a resource policy allows the account rather than the
	// role, so that the role's own policies must allow the action as well.
	Delegated bool

	Why string       // a clause: "allowed by statement `Pull`"
	At  source.Range // the text that decided

	// Unknown is a fact that would decide, and is set if and only if the
	// decision is Unknown. A reference that only apply settles, a condition key
	// of which the request's context says nothing and the like are given one
	// of their own.
	Unknown *iac.Unknown
}

// Evaluate returns what doc decides for req. An absent document allows
// everything where it would guard an endpoint, since an endpoint without a
// policy gives full access (EC2 API reference, CreateVpcEndpoint), and nothing
// anywhere else.
func Evaluate(doc iac.Value, kind Kind, req Request) Result {
	if doc.IsAbsent() && kind.guardsEndpoint() {
		return Result{Decision: Allowed, Why: "no policy is set, which gives full access", At: doc.Range}
	}
	t := count(doc, kind, req)
	return t.result(t.grant())
}
