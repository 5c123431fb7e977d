package analyzer

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/authz"
	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/suppress"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// Options say what to analyse and with which inputs.
type Options struct {
	Tree  *source.Tree // the scan root, which is never left
	Paths []string     // folders, files and globs in the tree; empty means all of it
	Rules []*lint.Rule

	Exclude []discover.Exclusion // what is not searched

	// Changed says that the paths are files that changed: the stacks that they
	// are part of are analysed, wherever those begin.
	Changed bool

	Ignore []suppress.Ignore // findings that do not count

	Today time.Time // on which remarks that suppress findings may have expired; zero means that none has

	// Stage, if not nil, is told the name of each stage as it begins.
	Stage func(string)

	// Assumed is what the user says of things that no file shows.
	Assumed *assume.Set

	Terraform      terraform.Options
	CloudFormation cloudformation.Options
}

// Analyze finds the stacks below the paths and returns for each its tasks, the
// proofs of their flows and the findings of the rules. What is wrong with an
// input is a problem in the result; an error means that there was nothing to
// analyse at all.
func Analyze(ctx context.Context, opts Options) (*lint.Result, error) {
	paths := opts.Paths
	if len(paths) == 0 {
		paths = []string{"."}
	}
	if opts.Assumed != nil {
		opts.Terraform.Assumed, opts.Terraform.Outside = opts.Assumed.Inputs(), opts.Assumed.Resources()
		opts.Terraform.Listed = opts.Assumed.Listed()
		opts.CloudFormation.Assumed = opts.Assumed.Inputs()
	}
	opts.begin("finding stacks")
	found, err := find(opts, paths)
	if err != nil {
		return nil, fmt.Errorf("finding stacks: %w", err)
	}
	opts.begin("loading stacks")
	stacks, problems, err := gather(ctx, opts, found)
	if err != nil {
		return nil, err
	}
	result := &lint.Result{Stacks: make([]*lint.Stack, len(stacks)), Problems: problems}
	for _, p := range found.Problems {
		result.Problems = append(result.Problems, iac.Problem{
			Kind: iac.MissingFile, Message: p.Err.Error(), Range: source.Range{File: p.Path},
		})
	}
	for _, name := range found.StackFiles {
		result.Problems = append(result.Problems, iac.Problem{
			Kind: iac.UnknownInput, Range: source.Range{File: name, Start: source.Pos{Line: 1}},
			Message: "a stack of Terragrunt is not read: scan the units that `terragrunt stack generate` writes",
		})
	}
	for _, name := range found.AppSpecs {
		result.Problems = append(result.Problems, iac.Problem{
			Kind: iac.UnknownInput, Range: source.Range{File: name, Start: source.Pos{Line: 1}},
			Message: "an AppSpec file of CodeDeploy is not read: the template that declares the service says what it runs",
		})
	}
	result.Problems = append(result.Problems, found.kept...)
	result.Problems = append(result.Problems, undeclared(opts, stacks)...)
	opts.begin("proving flows")
	if err := judgeAll(ctx, opts, stacks, result); err != nil {
		return nil, fmt.Errorf("judging stacks: %w", err)
	}
	suppress.Remarks(result, opts.Tree, opts.Rules, opts.Today, opts.Ignore...)
	opts.begin("proving fixes")
	if err := mend(ctx, opts, found, result); err != nil {
		return nil, fmt.Errorf("proving fixes: %w", err)
	}
	return result, nil
}

// gather returns the stacks of what was found, as they are with each other and
// with what is assumed. The problems are those of files that are no stack at
// all.
func gather(ctx context.Context, opts Options, found changed) ([]*iac.Stack, []iac.Problem, error) {
	stacks, problems, err := load(ctx, opts, found.Found)
	if err != nil {
		return nil, nil, err
	}
	stacks, sources := join(stacks)
	stacks = found.affected(stacks, sources)
	opts.bind(stacks)
	return stacks, problems, nil
}

// bind gives the stacks what is assumed of the things that they refer to.
func (o Options) bind(stacks []*iac.Stack) {
	if o.Assumed == nil {
		return
	}
	for _, s := range stacks {
		o.Assumed.Bind(s)
	}
}

// find returns what there is to analyse.
func find(opts Options, paths []string) (changed, error) {
	if opts.Changed {
		return findChanged(opts, paths)
	}
	found, err := discover.Find(opts.Tree, paths, opts.Exclude...)
	if err != nil {
		return changed{}, err
	}
	c := changed{Found: found, unasked: map[string]bool{}}
	more, left := terraform.Dependencies(opts.Tree, found.Units)
	for _, x := range left {
		c.unasked[x.Dir] = true
		c.kept = append(c.kept, x.Problem())
	}
	for _, dir := range more {
		c.unasked[dir] = true
		found.Units = append(found.Units, dir)
	}
	return c, nil
}

// load reads every stack, in the order of their paths, Terraform first. The
// problems are those of files that are no stack at all.
func load(ctx context.Context, opts Options, found *discover.Found) ([]*iac.Stack, []iac.Problem, error) {
	plans, problems := readPlans(opts.Tree, found.Plans)
	roots := terraform.Roots(opts.Tree, found.ModuleDirs, found.Units...)
	if err := inSome(opts, roots); err != nil {
		return nil, nil, err
	}
	roots = joinPlans(opts.Tree, plans, roots)
	group, ctx := errgroup.WithContext(ctx)
	var stacks []*iac.Stack
	templates := sync.OnceValue(func() []*iac.Stack {
		return cloudformation.Load(ctx, opts.Tree, found.Templates, opts.CloudFormation)
	})
	group.Go(func() error {
		inputs := opts.Terraform
		inputs.Beside = templates
		stacks = terraform.LoadAll(ctx, opts.Tree, roots, inputs)
		return ctx.Err()
	})
	planned := make([]*iac.Stack, len(plans))
	for i, p := range plans {
		group.Go(func() error {
			planned[i] = p.load(ctx, opts)
			return ctx.Err()
		})
	}
	group.Go(func() error {
		templates()
		return ctx.Err()
	})
	if err := group.Wait(); err != nil {
		return nil, nil, fmt.Errorf("loading stacks: %w", err)
	}
	return slices.Concat(stacks, planned, templates()), problems, nil
}

// inSome returns an error for a file of variables that is seen from the stacks
// and that none of them has.
func inSome(opts Options, roots []string) error {
	for _, g := range opts.Terraform.Given {
		has := func(root string) bool {
			_, err := fs.Stat(opts.Tree.FS(), path.Join(root, g.File))
			return err == nil
		}
		if g.InStack && !slices.ContainsFunc(roots, has) {
			return fmt.Errorf("file of variables %s: %w", g.File, fs.ErrNotExist)
		}
	}
	return nil
}

// judgeAll judges the stacks, each in its place in the result. The error is that
// of ctx.
func judgeAll(ctx context.Context, opts Options, stacks []*iac.Stack, result *lint.Result) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range stacks {
		group.Go(func() error {
			result.Stacks[i] = judge(ctx, s, opts.Rules)
			return ctx.Err()
		})
	}
	return group.Wait()
}

// judge proves the flows of a stack and has the rules look at them, under each
// of its scenarios where it has some.
func judge(ctx context.Context, s *iac.Stack, rules []*lint.Rule) *lint.Stack {
	judged := prove(s, rules)
	settle(ctx, judged, rules)
	return judged
}

// prove builds the graph of a stack, proves its flows and has the rules look at
// them.
func prove(s *iac.Stack, rules []*lint.Rule) *lint.Stack {
	all, own := s.All(), isOwn(s)
	graph := network.Build(all)
	tasks := slices.DeleteFunc(ecs.Tasks(all, graph), func(t *ecs.Task) bool { return !own(t.Resource) })
	proofs := reach.Prove(tasks, graph)
	authz.Judge(proofs, all)
	findings := lint.Run(rules, lint.Pass{Stack: s, Network: graph, Tasks: tasks, Proofs: proofs})
	return &lint.Stack{Stack: s, Tasks: tasks, Proofs: proofs, Findings: findings}
}

// begin tells that a stage begins.
func (o Options) begin(stage string) {
	if o.Stage != nil {
		o.Stage(stage)
	}
}
