package iac

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// A Language is the vocabulary that a resource is written in.
type Language uint8

// The languages.
const (
	Terraform Language = iota + 1
	CloudFormation
)

// A Resource is one resource instance: after count, for_each, conditions and
// modules.
type Resource struct {
	Address  string // module.net.aws_subnet.app["a"], AppSubnet, Net/AppSubnet
	Type     string // aws_subnet, AWS::EC2::Subnet
	Language Language

	// ID is the id that AWS has given the resource, where that is known. One
	// that has an id is in no file that was scanned: the user says that it is
	// there, by an assumption or a snapshot.
	ID string

	// Data says that the resource is read, not managed: its attributes are
	// facts that only apply knows, and what it stands for is owned elsewhere.
	Data bool
	// Inert says of a module that is not in the files that it adds nothing to
	// the networks that it is given: no endpoint, route, network ACL or zone.
	Inert bool

	// Unseen, if not nil, says that the resource stands for others that the
	// files do not show, and why: they may add to whatever it refers to.
	Unseen *Unknown

	// Exists is whether the resource is created: a count, for_each or
	// Condition can make that false or unknown. Resources that are not created
	// are kept, since a condition that is off is often the cause.
	Exists Value

	Body    Value // an object: the attributes and blocks as written
	Region  Value // of the provider or stack; unknown values share identity
	Account Value // likewise

	// DefaultTags are the tags that it has beside those in its body: the
	// provider of Terraform gives them to all that it makes.
	DefaultTags Value

	Range  source.Range // the whole block or template entry
	Header source.Range // its first line: type and name

	// Calls are the module blocks that the resource came through, outermost
	// first. Downloaded says that the last of them called a module that is not
	// the user's to edit; Caller is then the innermost that is in the user's
	// own files.
	Calls      []source.Range
	Downloaded bool
	Caller     source.Range

	// Construct is the path by which the author of an app that has written the
	// template knows the resource, and Written where in the app it is declared.
	// Both are empty where no app is known to have written it.
	Construct string
	Written   source.Range

	// Ignored are the paths under lifecycle.ignore_changes, without indices
	// ("all" for every attribute): what is deployed may differ from what is
	// written.
	Ignored []string

	// Root is the path of the stack that declares the resource, where a stack
	// holds resources of others, too.
	Root string

	// Twin is the resource of another stack that a data source stands for, and
	// May are those that it may stand for where the files do not decide which.
	Twin *Resource
	May  []*Resource

	// Remarks are what its author says to taskreach in the resource itself
	// where the language has a place for it: Metadata.taskreach.ignore of
	// CloudFormation. Comments are not among them.
	Remarks []Remark
}

// A Remark is text that is addressed to taskreach.
type Remark struct {
	Text  string
	Range source.Range
}

// A Name is an attribute in both vocabularies. Paths are separated by dots;
// an empty path says that the language has no such attribute.
type Name struct {
	Terraform      string
	CloudFormation string
}

// Named returns the attribute called tf in Terraform and cfn in
// CloudFormation.
func Named(tf, cfn string) Name { return Name{Terraform: tf, CloudFormation: cfn} }

// In returns the attribute's path in language l.
func (n Name) In(l Language) string {
	if l == CloudFormation {
		return n.CloudFormation
	}
	return n.Terraform
}

// Attr returns the attribute n of the resource: absent where it is not written
// or the language lacks it.
func (r *Resource) Attr(n Name) Value { return r.Body.Read(n, r.Language) }

// Read returns the attribute n of an object that is written in language l.
func (v Value) Read(n Name, l Language) Value {
	path := n.In(l)
	if path == "" {
		return Absent(v.Range)
	}
	return v.Get(path)
}

// Ignores reports whether lifecycle.ignore_changes covers the attribute n, or a
// part of it.
func (r *Resource) Ignores(n Name) bool {
	path := n.In(r.Language) + "."
	return slices.ContainsFunc(r.Ignored, func(a string) bool {
		return a == "all" || strings.HasPrefix(path, a+".") || strings.HasPrefix(a, path)
	})
}

// MayDiffer returns why the attribute n is no proof of what is deployed, or nil
// where it is not under lifecycle.ignore_changes.
func (r *Resource) MayDiffer(n Name) *Unknown {
	if !r.Ignores(n) {
		return nil
	}
	path := n.In(r.Language)
	return &Unknown{
		Name: r.Address + "." + path, Range: r.Range,
		Why: fmt.Sprintf("`%s` of `%s` is under ignore_changes: what is deployed may differ", path, r.Address),
	}
}

// AnyMayDiffer returns why one of the attributes that are written is no proof of
// what is deployed, or nil.
func (r *Resource) AnyMayDiffer(attrs []Name) *Unknown {
	for _, n := range attrs {
		if why := r.MayDiffer(n); why != nil && !r.Attr(n).IsAbsent() {
			return why
		}
	}
	return nil
}

// Deployed returns the attribute n as it is deployed: what is written, or
// unknown where that may differ. One that is not written stays absent: to
// ignore its changes is how resources of their own are let be.
func (r *Resource) Deployed(n Name) Value {
	v := r.Attr(n)
	if why := r.MayDiffer(n); why != nil && !v.IsAbsent() {
		return UnknownValue(why, v.Range)
	}
	return v
}

// A Stack is what is deployed as one: a Terraform root module with one set of
// variables, or CloudFormation templates that refer to each other.
type Stack struct {
	Path      string // folder or template, relative to the scan root
	Kind      string // terraform, plan, state, cloudformation, cdk
	Variant   string // the set of variables or parameters, if there are several
	Resources []*Resource
	Problems  []Problem

	// Outputs are what the stack publishes, for those that read it by name.
	Outputs []Output

	// Neighbours are those resources of other stacks that the network of this
	// one is made of: what it refers to there, and what adds to that.
	Neighbours []*Resource

	// Asked are the names of the inputs that the files leave open and that the
	// user has assumed a value for. Assumptions are what is assumed of the
	// stack, these among it: what is proved of it holds if they do.
	Asked       []string
	Assumptions []Assumption

	// Declares, if not nil, reports whether the stack may have an input of that
	// name.
	Declares func(name string) bool

	// Scenarios, if not nil, returns the stack under each way to settle the
	// inputs that facts depend on through conditions: together all there can
	// be. It returns nothing where there are no such inputs or too many ways.
	Scenarios func(ctx context.Context, facts []*Unknown) []*Scenario
}

// An Output is a value that a CloudFormation stack publishes.
type Output struct {
	Stack  Value // the name of the stack
	Name   string
	Export Value // the name that it is exported under; absent if it is not
	Value  Value
}

// All returns the resources of the stack and its neighbours.
func (s *Stack) All() []*Resource {
	if len(s.Neighbours) == 0 {
		return s.Resources
	}
	return slices.Concat(s.Resources, s.Neighbours)
}

// An Assumption is what the user says of something that the files do not show.
type Assumption struct {
	Name  string // what it is about, as the user calls it: data.aws_vpc.main
	Says  string // a clause
	Range source.Range
}

// A Scenario is a stack as it is if some of its inputs are settled in one way.
type Scenario struct {
	When      string // a clause: "`Isolated` is `yes`"
	Resources []*Resource

	// Neighbours are the resources of other stacks that this one is joined to
	// only in the scenario.
	Neighbours []*Resource
}

// A ProblemKind says what could not be done with an input.
type ProblemKind string

// The kinds of problem. All but UnknownInput, UnusedInput and DuplicateKey mean
// that something was not analysed, or not as it is meant to be.
const (
	ParseError      ProblemKind = "parse-error"      // a file is not valid in its language
	EvaluationError ProblemKind = "evaluation-error" // an expression cannot be evaluated as written
	MissingFile     ProblemKind = "missing-file"     // a file that is referred to is not there
	MissingModule   ProblemKind = "missing-module"   // a local module is not there
	WrongProperty   ProblemKind = "wrong-property"   // a name or value that the resource type does not take
	LimitExceeded   ProblemKind = "limit-exceeded"   // input beyond what is analysed
	InvalidConfig   ProblemKind = "invalid-config"   // what a configuration file says is not understood
	// what is to be left out of the findings is not understood
	InvalidSuppression ProblemKind = "invalid-suppression"
	UnknownInput       ProblemKind = "unknown-input" // a fact that the files do not decide
	UnusedInput        ProblemKind = "unused-input"  // an assumption that nothing asks for
	DuplicateKey       ProblemKind = "duplicate-key" // a key that is given twice, of which one counts
)

// Meaning returns what is said of every problem of the kind, as a sentence.
func (k ProblemKind) Meaning() string {
	switch k {
	case ParseError:
		return "A file is not valid in its language, so that what it declares is not analysed."
	case EvaluationError:
		return "An expression cannot be evaluated as it is written, so that what depends on it is unknown."
	case MissingFile:
		return "A file that is named or referred to cannot be read, so that what it holds is unknown."
	case MissingModule:
		return "The folder of a module is not there or not within the scan root, so that what it declares is unknown."
	case WrongProperty:
		return "A resource has a property that its type does not take or a value that the property cannot have."
	case LimitExceeded:
		return "The input is beyond the size, depth or number that is analysed, and what lies beyond is left out."
	case InvalidConfig:
		return "The configuration or a flag is not valid, so that the analysis is not all that it asks for."
	case InvalidSuppression:
		return "A remark that leaves findings out is not understood, so that it leaves nothing out."
	case UnusedInput:
		return "Nothing that was scanned asks for something that the configuration assumes."
	case DuplicateKey:
		return "A mapping has a key twice, of which one counts: what the other says is deployed by nobody."
	case UnknownInput:
		return "The files do not decide a fact that flows wait for. The message says what would decide it."
	}
	return "Something of the input was not analysed."
}

// A Problem is something that could not be read or evaluated. The rest of the
// stack is analysed with what it would have said unknown.
type Problem struct {
	Kind    ProblemKind
	Message string
	Range   source.Range
}

// Incomplete reports whether something was left unanalysed because of the
// problem.
func (p Problem) Incomplete() bool {
	return p.Kind != UnknownInput && p.Kind != UnusedInput && p.Kind != DuplicateKey
}
