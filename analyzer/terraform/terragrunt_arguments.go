package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// handOver gives the variables of the module m the values that the unit hands to
// Terraform on its command line: by its extra_arguments blocks.
// https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#terraform
func (u *unit) handOver(m *module) {
	for _, c := range slices.Backward(u.own.chain()) {
		for _, b := range c.terraform {
			for _, args := range b.Body.Blocks {
				if args.Type == "extra_arguments" && c.mayApply(args) {
					c.handOver(m, args)
				}
			}
		}
	}
}

// mayApply reports whether the arguments may be those of a plan or an apply.
func (c *config) mayApply(b *hclsyntax.Block) bool {
	commands := c.texts(b, "commands")
	return len(commands) == 0 || slices.Contains(commands, "apply") || slices.Contains(commands, "plan")
}

// handOver gives variables the values of one extra_arguments block. What it
// spells comes before its files, and those that are optional are the last.
func (c *config) handOver(m *module, b *hclsyntax.Block) {
	e := c.unit.e
	c.environmentOf(m, b)
	args := c.texts(b, "arguments")
	for i, s := range args {
		flag, text, spelt := strings.Cut(strings.TrimPrefix(s, "-"), "=")
		if !spelt && i+1 < len(args) {
			text = args[i+1]
		}
		switch strings.TrimPrefix(flag, "-") {
		case "var-file":
			c.loadVarFile(b, text, true)
		case "var":
			if name, value, ok := strings.Cut(text, "="); ok && m.variables[name] != nil {
				e.inputs[name] = input{text: value}
			}
		}
	}
	for _, s := range c.texts(b, "required_var_files") {
		c.loadVarFile(b, s, true)
	}
	for _, s := range c.texts(b, "optional_var_files") {
		c.loadVarFile(b, s, false)
	}
}

// environmentOf gives variables what the env_vars of a block have for them,
// where nothing else does: the environment comes first, and later wins.
func (c *config) environmentOf(m *module, b *hclsyntax.Block) {
	a, ok := b.Body.Attributes["env_vars"]
	if !ok {
		return
	}
	v, diags := a.Expr.Value(c.ctx)
	if diags.HasErrors() || !isObject(v) {
		return
	}
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		name, ok := strings.CutPrefix(k.AsString(), "TF_VAR_")
		if _, given := c.unit.e.inputs[name]; ok && !given && m.variables[name] != nil && isString(item) && !hasToken(item.AsString()) {
			c.unit.e.inputs[name] = input{text: item.AsString()}
		}
	}
}

// loadVarFile takes the values of a file that a block names. It complains about
// one that is not there and has to be.
func (c *config) loadVarFile(b *hclsyntax.Block, text string, required bool) {
	name, ok := c.within(text)
	switch {
	case ok && c.isFile(name):
		c.unit.e.loadVarFile(name)
	case required:
		c.unit.e.problems.add(iac.MissingFile, rangeOf(b.DefRange()), "file of variables %s is not there", text)
	}
}

// texts returns the texts that are known in the list that an attribute of a
// block is. One that is not is noted, since it may name a file of variables.
func (c *config) texts(b *hclsyntax.Block, name string) []string {
	a, ok := b.Body.Attributes[name]
	if !ok {
		return nil
	}
	v, diags := a.Expr.Value(c.ctx)
	if diags.HasErrors() || !isTuple(v) {
		c.unit.hides(rangeOf(a.SrcRange), v)
		return nil
	}
	var out []string
	for _, item := range v.AsValueSlice() {
		if isString(item) && !hasToken(item.AsString()) {
			out = append(out, item.AsString())
		} else {
			c.unit.hides(rangeOf(a.SrcRange), item)
		}
	}
	return out
}

// hides notes that the unit hands something to Terraform that is not known: v,
// which is written at the given place.
func (u *unit) hides(at source.Range, v cty.Value) {
	if u.hidden != nil {
		return
	}
	why := "what `" + u.dir + "` hands to Terraform is not known"
	if isString(v) {
		if t := u.e.softIn(v); t != nil {
			why += ": " + t.Why
		}
	}
	u.hidden = &iac.Unknown{Name: "extra_arguments", Why: why + ": pass --var-file", Range: at}
}

// mayBeHidden reports whether Terraform may be handed values that are not known:
// nobody says which files of variables it is handed.
func (u *unit) mayBeHidden() bool {
	return u.hidden != nil && u.e.variant == "" &&
		!slices.ContainsFunc(u.e.opts.Given, func(g Given) bool { return g.File != "" })
}
