package tfplan

import (
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// places says where resources are: their region and account, by the key of the
// provider's configuration. A state has no such keys.
type places struct {
	regions, accounts map[string]string
	opts              Options
	noRegion          *iac.Unknown
	noAccount         *iac.Unknown
}

// placesOf gathers what the document says of regions and accounts: the
// configurations of the provider, the ARNs of what exists, and the data sources
// that tell them.
func (b *builder) placesOf() places {
	start := b.doc.file.Range(0, 0)
	p := places{
		regions: map[string]string{}, accounts: map[string]string{}, opts: b.opts,
		noRegion: &iac.Unknown{
			Name: "provider region", Why: "the " + b.doc.kind + " does not say the region of the aws provider: pass --region", Range: start,
		},
		noAccount: &iac.Unknown{
			Name: "AWS account id", Why: "the " + b.doc.kind + " does not say the account: pass --account", Range: start,
		},
	}
	regions, accounts := map[string]map[string]bool{}, map[string]map[string]bool{}
	for _, in := range b.all {
		region, account := evidence(in)
		note(regions, in.provider(), region)
		note(accounts, in.provider(), account)
	}
	for key, set := range regions {
		p.regions[key] = only(set)
	}
	for key, set := range accounts {
		p.accounts[key] = only(set)
	}
	if c := b.doc.plan.Config; c != nil {
		for key, provider := range c.ProviderConfigs {
			if region := b.configured(provider); region != "" {
				p.regions[key] = region
			}
		}
	}
	return p
}

func note(sets map[string]map[string]bool, key, text string) {
	if sets[key] == nil {
		sets[key] = map[string]bool{}
	}
	sets[key][text] = true
}

// provider returns the key of the provider's configuration, which a state does
// not have.
func (in *instance) provider() string {
	if in.config == nil {
		return ""
	}
	return in.config.ProviderConfigKey
}

// only returns the one text in set that is not empty, or nothing where there
// are several.
func only(set map[string]bool) string {
	one := ""
	for s := range set {
		switch {
		case s == "":
		case one != "":
			return ""
		default:
			one = s
		}
	}
	return one
}

// configured returns the region that a configuration of the provider sets, as
// far as that is a constant or a variable of the root.
func (b *builder) configured(p *tfjson.ProviderConfig) string {
	if p == nil || p.Name != "aws" {
		return ""
	}
	x := p.Expressions["region"]
	if x == nil || x.ExpressionData == nil {
		return ""
	}
	if s, ok := x.ConstantValue.(string); ok {
		return s
	}
	refs := outermost(x.References)
	if len(refs) != 1 || p.ModuleAddress != "" {
		return ""
	}
	name, ok := strings.CutPrefix(refs[0], "var.")
	region, _ := b.variable(name).(string)
	if !ok || !looksLikeRegion(region) {
		return ""
	}
	return region
}

// variable returns the value of the variable of the root called name.
func (b *builder) variable(name string) any {
	if v := b.doc.plan.Variables[name]; v != nil {
		return v.Value
	}
	if b.root.config == nil || b.root.config.Variables[name] == nil {
		return nil
	}
	return b.root.config.Variables[name].Default
}

// looksLikeRegion reports whether the text of a variable can be a region by
// itself: the expression around the variable is not in the plan.
func looksLikeRegion(s string) bool {
	return strings.Count(s, "-") >= 2 && s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' && !strings.ContainsAny(s, " ./:")
}

// evidence returns the region and account that a resource itself tells.
func evidence(in *instance) (region, account string) {
	if arn, ok := in.values["arn"].(string); ok {
		if f := strings.SplitN(arn, ":", 6); len(f) == 6 && f[0] == "arn" {
			region, account = f[3], f[4]
		}
	}
	if strings.Trim(account, "0123456789") != "" || len(account) != 12 {
		account = ""
	}
	if s, ok := in.values["region"].(string); ok && s != "" && in.Type != "aws_vpc_endpoint_service" {
		region = s
	}
	switch {
	case !in.Data:
	case in.Type == "aws_region":
		if s, ok := in.values["id"].(string); ok {
			region = s
		}
	case in.Type == "aws_caller_identity":
		account, _ = in.values["account_id"].(string)
	default:
		account = "" // what is looked up may be another account's
	}
	return region, account
}

func (p places) region(in *instance) iac.Value {
	own, _ := evidence(in)
	return known(in.Header, p.noRegion, own, p.regions[in.provider()], p.opts.Region)
}

func (p places) account(in *instance) iac.Value {
	_, own := evidence(in)
	return known(in.Header, p.noAccount, own, p.accounts[in.provider()], p.opts.Account)
}

// known returns the first of the texts that is not empty, or what is not known.
func known(at source.Range, u *iac.Unknown, texts ...string) iac.Value {
	for _, s := range texts {
		if s != "" {
			return iac.String(s, at)
		}
	}
	return iac.UnknownValue(u, at)
}
