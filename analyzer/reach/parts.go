package reach

import "net/netip"

// maxCuts is how many blocks are cut at. More are left undecided: no real filter
// or table has as many that matter, and the parts times the blocks are tried.
const maxCuts = 256

// parts cuts prefix p at the cuts, so that each part is wholly inside or wholly
// outside of every cut.
func parts(p netip.Prefix, cuts []netip.Prefix) []netip.Prefix {
	var inner []netip.Prefix
	for _, c := range cuts {
		if c.IsValid() && c.Bits() > p.Bits() && p.Contains(c.Addr()) {
			inner = append(inner, c)
		}
	}
	if len(inner) == 0 {
		return []netip.Prefix{p}
	}
	low := netip.PrefixFrom(p.Addr(), p.Bits()+1)
	return append(parts(low, inner), parts(upper(low), inner)...)
}

// upper returns the other half of what the IPv4 prefix p is the lower half of.
func upper(p netip.Prefix) netip.Prefix {
	a := p.Addr().As4()
	bit := p.Bits() - 1
	a[bit/8] |= 0x80 >> (bit % 8)
	return netip.PrefixFrom(netip.AddrFrom4(a), p.Bits())
}

// cut returns the atom cut at the blocks, so that a block holds all of a part
// or none; only the atom itself where its addresses are not decided. Of public
// addresses, the private ones are left out.
func (a atom) cut(blocks []netip.Prefix) []atom {
	whole := a.block.Prefix
	if a.public {
		whole, blocks = everywhere, append(blocks[:len(blocks):len(blocks)], reservedRanges...)
	}
	if a.unseen != nil || a.six.IsValid() || !whole.IsValid() || !whole.Addr().Is4() {
		return []atom{a}
	}
	var as []atom
	for _, p := range parts(whole, blocks) {
		if a.public && private(p) {
			continue
		}
		x := a
		x.block.Prefix = p
		as = append(as, x)
	}
	return as
}

// cut returns the range cut where one of the ranges begins or ends.
func (r portRange) cut(ranges []portRange) []portRange {
	all := []portRange{r}
	split := func(at int) { // before the port at
		for i, x := range all {
			if int(x.from) < at && at <= int(x.to) {
				all[i].to = uint16(at - 1)
				all = append(all, portRange{uint16(at), x.to})
				return
			}
		}
	}
	for _, x := range ranges {
		split(int(x.from))
		split(int(x.to) + 1)
	}
	return all
}

// tally combines the verdicts on all parts of a whole.
type tally struct{ allowed, blocked, total int }

func (t *tally) add(v Verdict) {
	t.total++
	switch v {
	case Allowed:
		t.allowed++
	case Blocked:
		t.blocked++
	case Unknown:
	}
}

func (t *tally) verdict() Verdict {
	switch t.total {
	case t.allowed:
		return Allowed
	case t.blocked:
		return Blocked
	}
	return Unknown
}
