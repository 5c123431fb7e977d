package analyzer

import (
	"context"
	"path"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
	"github.com/taskreach/taskreach/analyzer/tfplan"
)

// A plan is a plan or state of Terraform, and the folder of the root module
// that it was made of, if that is certain.
type plan struct {
	name   string
	doc    *tfplan.Document
	root   string
	joined bool
}

// readPlans reads the plans and states called names. From here on the tree
// gives only what may be shown of them.
func readPlans(tree *source.Tree, names []string) ([]*plan, []iac.Problem) {
	var plans []*plan
	var problems []iac.Problem
	for _, name := range names {
		f, err := tree.ReadFile(name)
		if err != nil {
			problems = append(problems, iac.Problem{Kind: iac.MissingFile, Message: err.Error(), Range: source.Range{File: name}})
			continue
		}
		doc, problem := tfplan.Read(f)
		if problem != nil {
			problems = append(problems, *problem)
			continue
		}
		tree.Hold(doc.Shown())
		plans = append(plans, &plan{name: name, doc: doc})
	}
	return plans, problems
}

// joinPlans finds the root modules that the plans were made of, and returns
// those of roots of which there is no plan. A plan belongs to the folder that
// it lies in or else to one of the roots, if that declares just the resources
// and modules that the plan knows; of several it is none.
func joinPlans(tree *source.Tree, plans []*plan, roots []string) []string {
	for _, p := range plans {
		if dir := path.Dir(p.name); madeOf(tree, p.doc, dir) {
			p.root, p.joined = dir, true
			continue
		}
		var fitting []string
		for _, dir := range roots {
			if madeOf(tree, p.doc, dir) {
				fitting = append(fitting, dir)
			}
		}
		if len(fitting) == 1 {
			p.root, p.joined = fitting[0], true
		}
	}
	return slices.DeleteFunc(roots, func(dir string) bool {
		return slices.ContainsFunc(plans, func(p *plan) bool { return p.joined && p.root == dir })
	})
}

// madeOf reports whether the plan was made of the root module in dir. A state
// does not say what it was made of, and what destroys has nothing to say of the
// files.
func madeOf(tree *source.Tree, doc *tfplan.Document, dir string) bool {
	declared := doc.Declared()
	return len(declared) > 0 && !doc.Destroys() && slices.Equal(declared, terraform.Declared(tree, dir))
}

// load returns the stack of the plan: evaluated from its root module with what
// the plan knows, or made of the plan alone.
func (p *plan) load(ctx context.Context, opts Options) *iac.Stack {
	if !p.joined {
		return p.doc.Stack(tfplan.Options{Region: opts.Terraform.Region, Account: opts.Terraform.Account})
	}
	inputs := opts.Terraform
	facts := p.doc.Facts()
	inputs.Planned = &terraform.Planned{
		Variables: facts.Variables, Keys: facts.Keys, Values: facts.Values, Added: facts.Added, Ids: facts.Ids,
	}
	stack := terraform.Load(ctx, opts.Tree, p.root, inputs)
	stack.Path, stack.Kind = p.name, "plan"
	stack.Problems = append(stack.Problems, facts.Problems...)
	return stack
}
