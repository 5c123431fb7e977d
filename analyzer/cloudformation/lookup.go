package cloudformation

import (
	"encoding/base64"
	"math/big"
	"net/netip"
	"strconv"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// findInMap returns what Fn::FindInMap gives.
func (in *instance) findInMap(n, arg *node) iac.Value {
	items, ok := arguments(arg, 3, 4)
	if !ok {
		return in.fail(n, "`Fn::FindInMap` takes the name of a mapping and two keys")
	}
	var keys [3]string
	for i := range keys {
		v := in.eval(items[i])
		s, known := v.Str()
		if us := v.Unknowns(); !known && len(us) > 0 {
			in.looksUp(v, keys[:i])
			found := in.unknown(n, us[0].Name, us[0].Why)
			in.load.follows(found.Unknown(), us...)
			return found
		}
		if !known {
			return in.fail(n, "a key of `Fn::FindInMap` is not a string: `%s`", v)
		}
		keys[i] = s
	}
	found := in.tmpl.root.get("Mappings").get(keys[0]).get(keys[1]).get(keys[2])
	if found != nil {
		return in.through(n, in.eval(found), iac.Origin{Name: "mapping " + keys[0], Range: in.at(found)})
	}
	if len(items) == 4 {
		if def := items[3].get("DefaultValue"); def != nil {
			return in.eval(def)
		}
	}
	return in.fail(n, "mapping `%s` has no `%s`.`%s`", keys[0], keys[1], keys[2])
}

// looksUp notes that what a mapping has below the keys depends on v.
func (in *instance) looksUp(v iac.Value, keys []string) {
	m := in.tmpl.root.get("Mappings")
	for _, key := range keys {
		m = m.get(key)
	}
	if u := v.Unknown(); u != nil && m != nil {
		for _, e := range m.entries {
			if in.mayBe(u, e.key) {
				in.load.compares(u, e.key)
			}
		}
	}
}

// getAZs returns the availability zones of a region.
func (in *instance) getAZs(n, arg *node) iac.Value {
	region := in.deployment.region
	if v := in.eval(arg); !v.IsAbsent() {
		if s, known := v.Str(); !known || s != "" {
			region = v
		}
	}
	t, ok := region.Text()
	if !ok {
		return in.fail(n, "`Fn::GetAZs` takes a region")
	}
	return in.load.facts.zonesOf(t, in.at(n))
}

// cidr returns what Fn::Cidr gives: count blocks, one after the other, of as
// many addresses as bits can tell apart.
func (in *instance) cidr(n, arg *node) iac.Value {
	items, ok := arguments(arg, 2, 3)
	if !ok {
		return in.fail(n, "`Fn::Cidr` takes a block, a count and a number of bits")
	}
	block := in.eval(items[0])
	if t, _ := block.Text(); len(block.Unknowns()) > 0 || len(t) > 0 && t[0].Resource != nil {
		return in.unknownBlocks(n, block)
	}
	count, countOK := in.eval(items[1]).Int()
	s, _ := block.Str()
	prefix, err := netip.ParsePrefix(s)
	if err != nil {
		return in.fail(n, "`%s` is no block of addresses", block)
	}
	bits := 64
	if prefix.Addr().Is4() {
		bits = 8
	}
	if len(items) == 3 {
		v := in.eval(items[2])
		if us := v.Unknowns(); len(us) > 0 {
			return in.unknown(n, us[0].Name, us[0].Why)
		}
		bits, ok = v.Int()
	}
	if !ok || !countOK || count < 1 || count > 256 {
		return in.fail(n, "`Fn::Cidr` takes a count from 1 to 256 and a number of bits")
	}
	blocks := subBlocks(prefix.Masked(), count, bits)
	if blocks == nil {
		return in.fail(n, "`%s` has no room for %d blocks of %d bits", s, count, bits)
	}
	values := make([]iac.Value, len(blocks))
	for i, b := range blocks {
		values[i] = iac.String(b.String(), in.at(n))
		values[i].Trail = block.Trail
	}
	return iac.List(values, nil, in.at(n))
}

// unknownBlocks returns what Fn::Cidr gives for a block that is not known.
func (in *instance) unknownBlocks(n *node, block iac.Value) iac.Value {
	if us := block.Unknowns(); len(us) > 0 {
		return in.unknown(n, "blocks of "+us[0].Name, us[0].Why)
	}
	return in.unknown(n, "blocks of "+block.String(), "`"+block.String()+"` is known after deploy")
}

// subBlocks returns the first count blocks of 2^bits addresses in p, or nil if
// it has no room for them.
func subBlocks(p netip.Prefix, count, bits int) []netip.Prefix {
	length := p.Addr().BitLen() - bits
	if bits < 1 || length < p.Bits() {
		return nil
	}
	room := new(big.Int).Lsh(big.NewInt(1), uint(length-p.Bits()))
	if room.Cmp(big.NewInt(int64(count))) < 0 {
		return nil
	}
	base := new(big.Int).SetBytes(p.Addr().AsSlice())
	step := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	var blocks []netip.Prefix
	for range count {
		b := base.FillBytes(make([]byte, p.Addr().BitLen()/8))
		addr, _ := netip.AddrFromSlice(b)
		blocks = append(blocks, netip.PrefixFrom(addr, length))
		base.Add(base, step)
	}
	return blocks
}

// base64 returns what Fn::Base64 gives: unknown for a text that is not known
// to the last byte.
func (in *instance) base64(n, arg *node) iac.Value {
	v := in.eval(arg)
	if s, known := v.Str(); known {
		return in.joined(n, iac.Text{{Literal: base64.StdEncoding.EncodeToString([]byte(s))}}, []iac.Value{v})
	}
	return in.derived(n, "base64 of ", v)
}

// length returns what Fn::Length gives.
func (in *instance) length(n, arg *node) iac.Value {
	v := in.eval(arg)
	items, partial := v.Items()
	if v.IsList() && partial == nil {
		return iac.NumberValue(iac.Number(strconv.Itoa(len(items))), in.at(n))
	}
	if partial == nil {
		return in.fail(n, "`Fn::Length` takes a list, not `%s`", v)
	}
	return in.unknown(n, "length of "+partial.Name, partial.Why)
}

// derived returns what a function that needs every byte gives for v, which is
// not known to the last.
func (in *instance) derived(n *node, function string, v iac.Value) iac.Value {
	if us := v.Unknowns(); len(us) > 0 {
		return in.unknown(n, function+us[0].Name, us[0].Why)
	}
	if rs := v.Refs(); len(rs) > 0 {
		return in.unknown(n, function+v.String(), "`"+rs[0].Address+"` is known after deploy")
	}
	return in.fail(n, "`%s` is not a string", v)
}
