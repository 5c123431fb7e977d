// Package terraform evaluates Terraform root modules into resources and values
// as iac has them. It knows the language: expressions, modules, variables,
// count and for_each, and the data sources that need no cloud. It knows the
// names of attributes only where their value has a documented shape, and
// nothing of what resources mean. It is the only door to hashicorp/hcl.
//
// Evaluation is lazy: a name is looked up when an expression asks for it.
// Attributes that only apply settles are code points inside known strings (see
// token), which become references when a value leaves the evaluator.
package terraform

import (
	"context"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Options are the inputs of a root module.
type Options struct {
	Given    []Given           // values on the command line; later ones win
	Env      map[string]string // values of TF_VAR_ variables, by the name after the prefix
	Variants iac.Variants      // when files of values make a stack each

	// Assumed are the values of inputs that nothing else gives one: texts, and
	// lists of them, by var.NAME or by the address of a data source and an
	// attribute.
	Assumed map[string]iac.Value
	// Outside are resources that no file declares and the user says are there.
	// Data sources find them by what they ask for.
	Outside []*iac.Resource
	// Listed are the ids of the VPCs among them of which all subnets are there,
	// too.
	Listed map[string]bool

	Region, Account string // used where the provider does not say
	Workspace       string // default if empty

	// Strict says that all is parsed, so that no syntax error goes unseen.
	Strict bool

	// Planned, if not nil, is what a plan of the module knows. It wins over the
	// files.
	Planned *Planned

	// Beside, if not nil, returns the stacks of other languages that are scanned
	// together with the root modules: data sources may find what they declare.
	Beside func() []*iac.Stack
}

// A Given is a value for a variable, or a file with values, as Terraform has
// --var and --var-file.
type Given struct {
	Name, Text string // the text is read by the variable's type
	Shared     bool   // whoever gives it means any stack that has such a variable, and there may be none
	File       string // if not empty, this is a file: its name in the tree
	InStack    bool   // the file is seen from the folder of the stack, which may have none
}

// Load returns the stack of the root module in the folder dir: its AWS
// resources and data sources, and those of the modules it calls. What cannot
// be read or evaluated is among the problems of the stack, and unknown in its
// resources.
func Load(ctx context.Context, tree *source.Tree, dir string, opts Options) *iac.Stack {
	e := newEvaluator(ctx, tree, dir, opts)
	e.begin()
	return e.stackOf()
}

// begin parses the root module and what it calls and gives its variables their
// values. After a problem there is no scope of the root.
func (e *evaluator) begin() {
	if u := e.newUnit(); u != nil && !u.isReal() {
		e.unit = nil
	}
	m, c, err := e.rootModule()
	if err != nil {
		e.problems.add(iac.MissingFile, source.Range{File: e.root}, "%s", err)
		return
	}
	e.parseCalls(m, map[string]bool{})
	e.loadInputs(m)
	e.loadPlanned(m)
	e.main = e.rootScope(m)
	if e.unit != nil {
		e.main.runBy(c)
	}
	e.backend = e.ownBackend()
}

// rootModule returns the module in the folder of the root, or that which the
// unit there runs, and how it calls that.
func (e *evaluator) rootModule() (*module, *call, error) {
	if e.unit != nil {
		m, c := e.beginUnit()
		return m, c, nil
	}
	m, err := e.parseModule(e.root)
	return m, nil, err
}

// stackOf evaluates the root and returns its stack.
func (e *evaluator) stackOf() *iac.Stack {
	stack := &iac.Stack{Path: e.root, Kind: "terraform", Variant: e.variantName()}
	if e.main != nil {
		e.unit.settle()
		e.emitScope(e.main)
		if e.unit != nil && e.unit.missing != nil {
			e.emitted = append(e.emitted, e.unit.opaque(e.main.call))
		}
		stack.Resources, stack.Asked, stack.Declares = e.emitted, e.asked, e.declares()
	}
	stack.Problems, stack.Assumptions = e.problems.list, e.assumed
	return stack
}

// assume notes what the values of the stack rest on beside its files, once.
func (e *evaluator) assume(a iac.Assumption) {
	if !slices.Contains(e.assumed, a) {
		e.assumed = append(e.assumed, a)
	}
}

// An evaluator holds what is shared by all modules of one stack.
type evaluator struct {
	ctx  context.Context
	tree *source.Tree
	root string // folder of the root module
	opts Options

	set     *set             // the roots that are loaded together
	main    *scope           // of the root module, or nil
	backend backend          // where its state is kept
	circle  int              // number of the roots that it may read or be read by
	readers int              // roots that are reading an output
	states  map[string]state // what data sources of states read, by address

	assumed []iac.Assumption // what its values rest on beside the files

	variant   string            // a file of values that is loaded, too
	beneath   []string          // files of values that are loaded before it
	unit      *unit             // of Terragrunt, that the root is run by, or nil
	generated []*hclsyntax.Body // of the files that the unit writes into its module
	written   map[string]bool   // the names of those that it generates
	replaced  map[string]bool   // files of the module that these take the place of

	modules    map[string]*module         // by folder
	downloads  map[string]string          // folder by module key, of .terraform/modules
	skipped    map[*hclsyntax.Block]*part // blocks that are not parsed
	files      map[string]*source.File    // texts that ranges and names are taken from
	inputs     map[string]input           // values for the root's variables
	halfRead   []*source.File             // files of values of which some could not be read
	legacy     map[string]bool            // files in the syntax of Terraform 0.11, by name
	constructs map[hcl.Range]string       // of CDK for Terraform, by the block that they wrote
	marks      bool                       // something is marked as sensitive
	vocabulary map[string]bool            // attributes that a resource passed on as a whole may be asked for

	tokens    *tokens
	problems  problems
	unknowns  map[unknownKey]*iac.Unknown
	facts     map[*iac.Resource][]*iac.Unknown // those about data sources, once all else is dropped
	accounts  map[string]*iac.Unknown
	functions map[string]function.Function // that are called somewhere
	own       map[string]function.Function // that need the evaluator, once one is called
	complete  bool                         // functions are all that there are
	equal     *hclsyntax.Operation
	notEqual  *hclsyntax.Operation

	stack      []string // what is being evaluated, outermost first
	iterations int
	instances  int
	templates  int // templatefile calls that are open

	emitted []*iac.Resource
	opaques []func() // fill in the modules that are not there

	asked []string // names of assumed inputs

	answers   map[string]answer        // to data sources, of what other stacks declare
	made, old map[string]*iac.Resource // by address: here, and when the root was evaluated before

	joins  map[*iac.Resource]bool     // data sources that stand for managed resources
	joined map[*iac.Unknown]iac.Value // what they tell
}

func newEvaluator(ctx context.Context, tree *source.Tree, dir string, opts Options) *evaluator {
	e := &evaluator{
		ctx: ctx, tree: tree, root: dir, opts: opts,
		set:        &set{shelf: newShelf()},
		states:     map[string]state{},
		modules:    map[string]*module{},
		inputs:     map[string]input{},
		written:    map[string]bool{},
		replaced:   map[string]bool{},
		skipped:    map[*hclsyntax.Block]*part{},
		files:      map[string]*source.File{},
		legacy:     map[string]bool{},
		constructs: map[hcl.Range]string{},
		vocabulary: map[string]bool{"id": true, "arn": true},
		tokens:     newTokens(),
		functions:  map[string]function.Function{},
		unknowns:   map[unknownKey]*iac.Unknown{},
		accounts:   map[string]*iac.Unknown{},
		answers:    map[string]answer{},
		made:       map[string]*iac.Resource{},
		joins:      map[*iac.Resource]bool{},
		joined:     map[*iac.Unknown]iac.Value{},
	}
	e.equal, e.notEqual = e.equality(false), e.equality(true)
	return e
}
