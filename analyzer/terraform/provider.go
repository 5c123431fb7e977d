package terraform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A provider is one configuration of the AWS provider: its region and account
// as texts, with a token where they are unknown.
type provider struct {
	region, account cty.Value

	scope *scope // in which block stands
	block *hclsyntax.Block
	ctx   *hcl.EvalContext // that its arguments are evaluated in
	tags  *iac.Value       // of all its resources, once they are asked for
}

// defaultTags returns the tags that the provider gives every resource.
func (p *provider) defaultTags() iac.Value {
	if p.tags != nil {
		return *p.tags
	}
	p.tags = new(iac.Value)
	if p.block == nil {
		return *p.tags
	}
	for _, b := range p.block.Body.Blocks {
		a, ok := b.Body.Attributes["tags"]
		if b.Type != "default_tags" || !ok {
			continue
		}
		e := p.scope.e
		v, diags := a.Expr.Value(p.ctx)
		if diags.HasErrors() {
			*p.tags = iac.UnknownValue(e.failed(a.Expr, p.ctx, diags), rangeOf(a.SrcRange))
			continue
		}
		*p.tags = e.emit(v, e.at(a.Expr, p.ctx))
	}
	return *p.tags
}

// providerOf returns the provider of r in s, for the instance of r that ctx
// is of.
func (s *scope) providerOf(r *resource, ctx *hcl.EvalContext) *provider {
	key, _, _ := strings.Cut(r.kind, "_")
	if a, ok := r.block.Body.Attributes["provider"]; ok {
		if k := providerKey(a.Expr, ctx); k != "" {
			key = k
		}
	}
	return s.provider(key)
}

// providerKey returns aws.west for the reference or, in JSON and 0.11 syntax,
// the string of that text. OpenTofu's providers with for_each have instances:
// aws.by["eu-west-1"], or aws.by[?] where ctx does not tell which.
func providerKey(x hclsyntax.Expression, ctx *hcl.EvalContext) string {
	if s := literalString(x); s != "" {
		return s
	}
	switch x := bare(x).(type) {
	case *indexExpr:
		base := providerKey(x.Collection, ctx)
		key, diags := x.Key.Value(ctx)
		if base == "" || diags.HasErrors() || !isString(key) || isTokenText(key) {
			return base + "[?]"
		}
		return base + instanceOf(key.AsString())
	case *hclsyntax.ScopeTraversalExpr:
		key := x.Traversal.RootName()
		if alias, ok := name(x.Traversal, 1); ok {
			key += "." + alias
		}
		if instance, ok := name(x.Traversal, 2); ok {
			key += instanceOf(instance)
		}
		return key
	}
	return ""
}

func instanceOf(key string) string { return "[" + strconv.Quote(key) + "]" }

// provider returns the provider that key (aws, aws.west) means in s: its own,
// the one its caller passes, or the one it inherits.
// https://developer.hashicorp.com/terraform/language/modules/develop/providers
func (s *scope) provider(key string) *provider {
	if p, ok := s.providers[key]; ok {
		return p
	}
	s.providers[key] = &provider{region: s.e.unknownRegion(), account: s.e.account(nil)} // for a provider that refers to itself
	p := s.findProvider(key)
	s.providers[key] = p
	return p
}

func (s *scope) findProvider(key string) *provider {
	block, _, _ := strings.Cut(key, "[")
	// Proxy blocks, which only name a provider to be passed, have no arguments.
	if b, ok := s.mod.providers[block]; ok && (s.parent == nil || len(b.Body.Attributes) > proxyArguments(b)) {
		return s.configured(b, s.providerContext(b, strings.TrimPrefix(key, block)))
	}
	if s.parent == nil {
		return &provider{region: s.e.defaultRegion(), account: s.e.account(nil)}
	}
	if outer := s.passed(key); outer != "" {
		return s.parent.provider(outer)
	}
	if strings.Contains(key, ".") {
		return &provider{region: s.e.unknownRegion(), account: s.e.account(nil)}
	}
	return s.parent.provider(key)
}

func proxyArguments(b *hclsyntax.Block) int {
	n := 0
	for _, a := range []string{"alias", "version"} {
		if _, ok := b.Body.Attributes[a]; ok {
			n++
		}
	}
	return n
}

// passed returns the caller's name of the provider that the call of s passes
// as key, or the empty string.
func (s *scope) passed(key string) string {
	a, ok := s.call.block.Body.Attributes["providers"]
	if !ok {
		return ""
	}
	o, ok := bare(a.Expr).(*hclsyntax.ObjectConsExpr)
	if !ok {
		return ""
	}
	for _, item := range o.Items {
		inner := item.KeyExpr
		if k, ok := inner.(*hclsyntax.ObjectConsKeyExpr); ok {
			inner = k.Wrapped
		}
		if providerKey(inner, s.callCtx) == key {
			return providerKey(item.ValueExpr, s.callCtx)
		}
	}
	return ""
}

// providerContext returns what the arguments of the provider block b are
// evaluated in for the instance of that key.
// https://opentofu.org/docs/language/providers/configuration/#for_each-multiple-instances-of-a-provider-configuration
func (s *scope) providerContext(b *hclsyntax.Block, instance string) *hcl.EvalContext {
	each, ok := b.Body.Attributes["for_each"]
	if !ok {
		return s.ctx
	}
	all := s.e.expandEach(each.Expr, s.ctx)
	rep := all.ghost
	for _, r := range all.reps {
		if isString(r.key) && instanceOf(r.key.AsString()) == instance {
			rep = r
		}
	}
	return (&frame{scope: s, rep: rep}).newContext(s.ctx)
}

// configured returns the provider that the block b configures in ctx.
func (s *scope) configured(b *hclsyntax.Block, ctx *hcl.EvalContext) *provider {
	p := &provider{region: s.e.defaultRegion(), scope: s, block: b, ctx: ctx}
	if a, ok := b.Body.Attributes["region"]; ok {
		v, diags := a.Expr.Value(ctx)
		switch {
		case diags.HasErrors():
			s.e.problems.diagnostics(iac.EvaluationError, diags)
			p.region = s.e.atomic(s.e.failed(a.Expr, ctx, diags))
		case s.e.opts.Region != "" && (!v.IsKnown() || isTokenText(v)):
			p.region = cty.StringVal(s.e.opts.Region)
		case !v.IsKnown():
			p.region = s.e.atomic(s.e.why(s.e.at(a.Expr, ctx)))
		case isString(v) && v.AsString() != "":
			p.region = s.e.atomicText(v)
		}
	}
	p.account = s.e.account(accountClues(b, ctx))
	return p
}

// atomic returns the text that u is, which has no separators in it.
func (e *evaluator) atomic(u *iac.Unknown) cty.Value {
	v := e.soft(u)
	// The fact may have been a text like any other before it was used here.
	e.tokens.setAtomic(iac.Part{Unknown: u})
	return v
}

// atomicText returns v with the fact that it is, if it is one, known for a
// region.
func (e *evaluator) atomicText(v cty.Value) cty.Value {
	if t, ok := e.tokens.lone(v.AsString()); ok && t.part.Unknown != nil {
		return e.atomic(t.part.Unknown)
	}
	return v
}

func (e *evaluator) defaultRegion() cty.Value {
	if e.opts.Region != "" {
		return cty.StringVal(e.opts.Region)
	}
	return e.unknownRegion()
}

// unknownRegion returns the region of providers that do not say theirs.
func (e *evaluator) unknownRegion() cty.Value {
	return e.atomic(e.unknown(unknownKey{name: "provider region"}, func() iac.Unknown {
		return iac.Unknown{
			Name:  "provider region",
			Why:   "the aws provider has no region: pass --region",
			Range: source.Range{File: e.root},
		}
	}))
}

// accountClues returns what b says of the account: texts that two providers of
// one account share.
func accountClues(b *hclsyntax.Block, ctx *hcl.EvalContext) []cty.Value {
	var clues []cty.Value
	read := func(a *hclsyntax.Attribute, ok bool) {
		if !ok {
			return
		}
		v, diags := a.Expr.Value(ctx)
		if diags.HasErrors() || !v.IsWhollyKnown() {
			v = cty.StringVal(rangeOf(a.SrcRange).String())
		}
		clues = append(clues, v)
	}
	for _, name := range []string{"allowed_account_ids", "profile", "access_key"} {
		a, ok := b.Body.Attributes[name]
		read(a, ok)
	}
	for _, inner := range b.Body.Blocks {
		if inner.Type == "assume_role" || inner.Type == "assume_role_with_web_identity" {
			a, ok := inner.Body.Attributes["role_arn"]
			read(a, ok)
		}
	}
	return clues
}

// account returns the account of the providers with the given clues: an id
// that a clue holds, that of the options, or else one unknown for all of them.
func (e *evaluator) account(clues []cty.Value) cty.Value {
	key := ""
	for _, c := range clues {
		anyText(c, func(s string) bool {
			key += s + "\n"
			return false
		})
	}
	if id := accountIn(key); id != "" {
		return cty.StringVal(id)
	}
	if e.opts.Account != "" {
		return cty.StringVal(e.opts.Account)
	}
	u, ok := e.accounts[key]
	if !ok {
		u = &iac.Unknown{
			Name:  "AWS account id",
			Why:   "the files do not say the account: pass --account",
			Range: source.Range{File: e.root},
		}
		e.accounts[key] = u
	}
	return e.atomic(u)
}

// accountIn returns the one account id in s, or the empty string.
func accountIn(s string) string {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ':' || r == '\n' })
	ids := slices.DeleteFunc(fields, func(f string) bool {
		return len(f) != 12 || strings.IndexFunc(f, func(r rune) bool { return r < '0' || r > '9' }) >= 0
	})
	if ids = slices.Compact(ids); len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// place sets the instance's region and account. The argument region, which
// every resource has from version 6 of the provider on, wins.
func (i *instance) place() {
	if i.region != cty.NilVal {
		return
	}
	p := i.scope.providerOf(i.res, i.ctx)
	i.region, i.account = p.region, p.account
	a, ok := i.res.block.Body.Attributes["region"]
	if !ok {
		return
	}
	v, diags := a.Expr.Value(i.ctx)
	switch {
	case diags.HasErrors():
		i.region = i.scope.e.atomic(i.scope.e.failed(a.Expr, i.ctx, diags))
	case !v.IsKnown():
		i.region = i.scope.e.atomic(i.scope.e.why(i.scope.e.at(a.Expr, i.ctx)))
	case isString(v) && v.AsString() != "":
		i.region = i.scope.e.atomicText(v)
	}
}

// partition returns the AWS partition of a region and its DNS suffix. A region
// that is unknown is taken to be in the commercial partition.
// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
func partition(region cty.Value) (id, suffix string) {
	if !isString(region) {
		return "aws", "amazonaws.com"
	}
	switch s := region.AsString(); {
	case strings.HasPrefix(s, "cn-"):
		return "aws-cn", "amazonaws.com.cn"
	case strings.HasPrefix(s, "us-gov-"):
		return "aws-us-gov", "amazonaws.com"
	}
	return "aws", "amazonaws.com"
}
