// Package cloudformation turns CloudFormation templates into resources whose
// properties are evaluated: parameters, conditions, mappings, intrinsic
// functions, imports among templates and nested stacks. It knows the language
// and, through goformation, which properties a resource type has; it knows
// nothing of what the resources do.
package cloudformation

import (
	"context"
	"reflect"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Options are the facts about a deployment that templates leave open.
type Options struct {
	// Parameters are values by name, for every template that has such a
	// parameter and is not nested in another.
	Parameters map[string]string

	// Kept are the names of parameters that keep the value that the stack has,
	// whatever their default.
	Kept []string

	// Assumed are the values of inputs that nothing else gives one: texts, and
	// lists of them, by Parameter NAME or export NAME.
	Assumed map[string]iac.Value

	Region  string
	Account string

	// StackNames are the names of stacks by the name of their template.
	StackNames map[string]string

	// Wiring says which parameters are outputs of other stacks: by the name of
	// the template and that of the parameter, OTHER.OUTPUT with the name of the
	// other template in the tree. Parameters have precedence.
	Wiring map[string]map[string]string

	Variants iac.Variants // when files of parameters make a stack each

	// Strict says that all is parsed, so that no syntax error goes unseen.
	Strict bool
}

// maxInstances is how many stacks the templates of one Load may make of each
// other by nesting. CloudFormation allows 2,000 stacks in an account's region.
const maxInstances = 2000

// A loader is one call of Load: the templates, the stacks made of them, and
// the facts that they share.
type loader struct {
	ctx       context.Context
	tree      *source.Tree
	opts      Options
	templates map[string]*template
	assembled map[string]*assembly // by folder
	facts     *facts
	instances int // stacks made so far
	depth     int // evaluations under way
	roots     []*instance
	exports   map[*instance][]export // by root
	assumed   map[assumed]string     // what a symbol or unknown is taken to stand for

	folders      map[string][]*parameterSet      // files of parameters by folder
	actions      map[string][]*parameterSet      // of pipelines, by the template that they deploy
	declarations map[*iac.Unknown]*declaration   // of parameters without a value
	causes       map[*iac.Unknown][]*iac.Unknown // what facts follow from
	ambiguous    map[*iac.Unknown][]export       // what imports may be, of those that may be several
	ambiguities  map[*iac.Unknown]*ambiguity     // of the same imports
	chosen       map[string]int                  // in a scenario: which root ambiguous imports are from
	excluded     []int                           // likewise: roots that are not deployed
	loans        []loan
	settling     sync.Mutex                // held while a scenario is evaluated
	sources      map[string]*source.File   // that stack traces name, nil for those that are not in the tree
	imports      map[*instance][]*instance // roots that each imports from
	links        [][2]*instance            // roots that refer to each other

	properties map[reflect.Type]map[string]reflect.Type // of structs of the schema
}

// Load evaluates the templates, which are names in the tree: one stack for
// each set of templates that refer to each other. It never fails; what cannot
// be read or evaluated is among the problems of the stacks.
func Load(ctx context.Context, tree *source.Tree, templates []string, opts Options) []*iac.Stack {
	l := &loader{
		ctx: ctx, tree: tree, opts: opts,
		templates: map[string]*template{},
		assembled: map[string]*assembly{},
		facts:     newFacts(),
		exports:   map[*instance][]export{},
		assumed:   map[assumed]string{},
		imports:   map[*instance][]*instance{},

		folders:      map[string][]*parameterSet{},
		ambiguous:    map[*iac.Unknown][]export{},
		ambiguities:  map[*iac.Unknown]*ambiguity{},
		causes:       map[*iac.Unknown][]*iac.Unknown{},
		declarations: map[*iac.Unknown]*declaration{},
		sources:      map[string]*source.File{},
		actions:      map[string][]*parameterSet{},

		properties: map[reflect.Type]map[string]reflect.Type{},
	}
	names := slices.Clone(templates)
	slices.Sort(names)
	names = slices.Compact(names)
	if l.readAll(names) != nil {
		return nil
	}
	l.instantiate(names)
	l.deployByPipelines(names)
	for _, in := range l.roots {
		l.collectExports(in)
	}
	for _, in := range l.roots {
		if ctx.Err() != nil {
			return nil
		}
		in.evaluate()
	}
	l.findLoans()
	return l.stacks(names)
}

// readAll reads the templates, several at once. The error is that of the
// context.
func (l *loader) readAll(names []string) error {
	read := make([]*template, len(names))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			if l.ctx.Err() == nil {
				read[i] = readTemplate(l.tree, name, l.opts.Strict)
			}
			return l.ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, name := range names {
		read[i].cdk = l.assembly(name)
		l.templates[name] = read[i]
		l.checkWiring(read[i])
	}
	return nil
}

// template returns the template called name, reading it the first time.
func (l *loader) template(name string) *template {
	t := l.templates[name]
	if t == nil {
		t = readTemplate(l.tree, name, l.opts.Strict)
		t.cdk = l.assembly(name)
		l.templates[name] = t
	}
	return t
}

// instantiate makes a stack of every template that no other one nests. Of
// templates that only nest each other the first becomes a stack.
func (l *loader) instantiate(names []string) {
	nested := l.nestedTemplates(names)
	for _, name := range names {
		if !nested[name] {
			l.addRoot(name)
		}
	}
	// Some are seen to be nested only now: the output of a stack can say where
	// a template is.
	found := l.reached(func(in *instance) bool { return in.parent != nil })
	l.roots = slices.DeleteFunc(l.roots, func(in *instance) bool { return found[in.tmpl.name] })
	reached := l.reached(nil)
	for _, name := range names {
		if !reached[name] {
			l.addRoot(name)
			reached = l.reached(nil)
		}
	}
}

// addRoot makes a stack of the template called name, if it can be read: one for
// each file of parameters.
func (l *loader) addRoot(name string) {
	t := l.templates[name]
	if t.root == nil {
		return
	}
	for _, set := range l.sets(t) {
		in := l.newInstance(t, nil, "", set)
		in.walk((*instance).forget)
		l.roots = append(l.roots, in)
	}
}

// reached returns the names of the templates of all stacks for which keep, if
// given, is true.
func (l *loader) reached(keep func(*instance) bool) map[string]bool {
	names := map[string]bool{}
	for _, root := range l.roots {
		root.walk(func(in *instance) {
			if keep == nil || keep(in) {
				names[in.tmpl.name] = true
			}
		})
	}
	return names
}
