package terraform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// zones is how many availability zones a region is taken to have: every region
// with ECS has three or more, and counts must not rest on a guess.
const zones = 3

// computed returns the attribute attr of i, and what the steps after it lead
// to, where that follows from documentation and not from the configuration.
func (i *instance) computed(attr string, steps hcl.Traversal) (cty.Value, bool) {
	if i.res.data {
		if v, ok := i.assumed(attr, steps); ok {
			return v, true
		}
		if v, ok := i.answered(attr, steps); ok {
			return v, true
		}
		v, ok := i.plannedData(attr)
		if !ok {
			v, ok = i.dataValue(attr, steps)
		}
		if ok {
			v, diags := follow(v, steps)
			return v, !diags.HasErrors()
		}
		if _, written, _ := i.written(attr); written && attr != "family" {
			return cty.NilVal, false
		}
	}
	if i.res.kind == templateStack && attr == "outputs" && !i.res.data {
		if v, ok := i.answered(attr, steps); ok {
			return v, true
		}
	}
	if len(steps) > 0 {
		return cty.NilVal, false
	}
	return i.shaped(attr)
}

// dataValue returns the attribute attr of a data source that needs no cloud.
func (i *instance) dataValue(attr string, steps hcl.Traversal) (cty.Value, bool) {
	i.place()
	id, suffix := partition(i.region)
	switch i.res.kind {
	case "aws_region":
		switch attr {
		case "name", "id", "region":
			return i.regionName(), true
		}
	case "aws_ssm_parameter":
		if attr == "value" || attr == "insecure_value" {
			return i.publicParameter(suffix)
		}
	case "aws_caller_identity":
		switch attr {
		case "account_id", "id":
			return i.account, true
		}
	case "aws_partition":
		switch attr {
		case "partition", "id":
			return cty.StringVal(id), true
		case "dns_suffix":
			return cty.StringVal(suffix), true
		case "reverse_dns_prefix":
			return cty.StringVal(reversed(suffix)), true
		}
	case "aws_availability_zones":
		return i.zones(attr, steps)
	case "aws_iam_policy_document":
		if attr == "json" || attr == "minified_json" {
			return i.policyDocument(), true
		}
	case "aws_vpc_endpoint_service":
		return i.endpointService(attr)
	case "template_file":
		if attr == "rendered" {
			return i.rendered(), true
		}
	case "terraform_remote_state", "tfe_outputs":
		return i.remoteState(attr, steps)
	case "local_file":
		if attr == "content" {
			return i.localFile(), true
		}
	}
	return cty.NilVal, false
}

func reversed(suffix string) string {
	labels := strings.Split(suffix, ".")
	slices.Reverse(labels)
	return strings.Join(labels, ".")
}

// regionName returns the region that data.aws_region stands for.
func (i *instance) regionName() cty.Value {
	for _, attr := range []string{"region", "name"} {
		if v, ok, diags := i.written(attr); ok && !diags.HasErrors() && isString(v) {
			return v
		}
	}
	return i.region
}

// zones returns the names or ids of the region's availability zones, each a
// token of its own. An index beyond the least number of zones is one more.
func (i *instance) zones(attr string, steps hcl.Traversal) (cty.Value, bool) {
	if attr != "names" && attr != "zone_ids" {
		return cty.NilVal, false
	}
	n := zones
	if len(steps) == 1 {
		if key, ok := stepKey(steps[0]); ok {
			if k, ok := index(key); ok && k < 16 {
				n = max(n, k+1)
			}
		}
	}
	return i.scope.e.moreZones(i.iac, attr, n), true
}

// moreZones returns the first n availability zones that the data source r
// tells.
func (e *evaluator) moreZones(r *iac.Resource, attr string, n int) cty.Value {
	items := make([]cty.Value, n)
	for k := range items {
		part := iac.Part{Resource: r, Attr: attr + "[" + strconv.Itoa(k) + "]"}
		items[k] = e.tokens.add(token{part: part})
	}
	return cty.ListVal(items)
}

// zoneBeyond returns the element of a list of zones that lies beyond those
// that are listed.
func (e *evaluator) zoneBeyond(list, key cty.Value) (cty.Value, bool) {
	k, ok := index(key)
	attr, r := e.zonesOf(list)
	if !ok || r == nil || k < list.LengthInt() || k >= 16 {
		return cty.NilVal, false
	}
	attr += pathText(e.tokens, []cty.Value{key})
	return e.tokens.add(token{part: iac.Part{Resource: r, Attr: attr}}), true
}

// zonesOf returns the data source that list is the zones of, and the
// attribute.
func (e *evaluator) zonesOf(list cty.Value) (attr string, r *iac.Resource) {
	if !list.Type().IsListType() || !list.IsKnown() || list.IsNull() || list.LengthInt() < zones {
		return "", nil
	}
	for it := list.ElementIterator(); it.Next(); {
		_, v := it.Element()
		if !isTokenText(v) {
			return "", nil
		}
		t, ok := e.tokens.lone(v.AsString())
		if !ok || t.part.Resource == nil || t.part.Resource.Type != "aws_availability_zones" {
			return "", nil
		}
		attr, _, _ = strings.Cut(t.part.Attr, "[")
		r = t.part.Resource
	}
	return attr, r
}

// endpointService returns the name of an endpoint service of AWS.
// https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
func (i *instance) endpointService(attr string) (cty.Value, bool) {
	v, ok, diags := i.written("service")
	if attr != "service_name" || !ok || diags.HasErrors() || !v.IsKnown() || v.IsNull() {
		return cty.NilVal, false
	}
	if !isString(v) || !isString(i.region) {
		return cty.NilVal, false
	}
	prefix := "com.amazonaws."
	if strings.HasPrefix(i.region.AsString(), "cn-") {
		prefix = "cn.com.amazonaws."
	}
	return cty.StringVal(prefix + i.region.AsString() + "." + v.AsString()), true
}

// rendered returns the text of the template_file data source, which came
// before templatefile().
func (i *instance) rendered() cty.Value {
	e := i.scope.e
	text, ok, diags := i.written("template")
	if !ok || diags.HasErrors() || !isString(text) {
		return cty.UnknownVal(cty.String)
	}
	vars, ok, diags := i.written("vars")
	if !ok || diags.HasErrors() || vars.IsKnown() && vars.IsNull() {
		vars = cty.EmptyObjectVal
	}
	if vars.IsKnown() && vars.Type().IsTupleType() && vars.LengthInt() == 1 {
		vars = vars.Index(cty.Zero) // a block, as Terraform 0.11 took it
	}
	a := i.res.block.Body.Attributes["template"]
	out, err := e.render(text.AsString(), a.SrcRange.Filename, vars)
	if err != nil {

		e.problems.add(iac.EvaluationError, rangeOf(a.SrcRange), "`%s` cannot be rendered: %s", i.res.address(), err)
		return cty.UnknownVal(cty.String)
	}
	return out
}

// localFile returns the content of a file that is in the tree.
func (i *instance) localFile() cty.Value {
	v, ok, diags := i.written("filename")
	if !ok || diags.HasErrors() || !isString(v) {
		return cty.UnknownVal(cty.String)
	}
	f, err := i.scope.e.openText(v.AsString())
	if err != nil {
		return cty.UnknownVal(cty.String)
	}
	return cty.StringVal(string(f.Bytes))
}

// fact returns the attribute attr of a data source that is read at apply. Ids
// and ARNs are references; other texts are unknown, as they can hold anything.
func (i *instance) fact(attr string, steps hcl.Traversal) cty.Value {
	keys, static := pathOf(steps)
	if !static || isList(attr) && len(keys) == 0 || readsState(i.res.kind) || i.res.kind == "external" {
		return cty.DynamicVal
	}
	full := attr + pathText(i.scope.e.tokens, keys)
	if len(keys) == 0 && (attr == "id" || attr == "arn" || strings.HasSuffix(attr, "_id") || strings.HasSuffix(attr, "_arn")) {
		return i.token(full)
	}
	return i.scope.e.soft(i.readAtApply(full))
}

// readAtApply returns the fact that an attribute of a resource is.
func (i *instance) readAtApply(attr string) *iac.Unknown {
	return i.scope.e.unknown(unknownKey{res: i.iac, name: attr}, func() iac.Unknown {
		u := *computedFact(iac.Part{Resource: i.iac, Attr: attr})
		if st, ok := i.scope.e.states[i.iac.Address]; ok && st.why != nil && readsState(i.res.kind) {
			u.Why = st.why.Why
		}
		return u
	})
}
