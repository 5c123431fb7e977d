package terraform

import (
	"errors"
	"fmt"
	"math/big"
	"net/netip"
	"regexp"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// prefix returns the network that s names, as Terraform reads it: host bits
// are dropped.
func prefix(s string) (netip.Prefix, error) {
	p, err := netip.ParsePrefix(s)
	if err != nil {
		p, err = netip.ParsePrefix(leadingZeros().ReplaceAllString(s, "$1$2"))
	}
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("invalid CIDR expression: %q is not a prefix", s)
	}
	return p.Masked(), nil
}

// leadingZeros matches the zeros before the decimal parts of an IPv4 address,
// which Terraform reads past.
func leadingZeros() *regexp.Regexp { return regexp.MustCompile(`(^|\.)0+(\d)`) }

func number(a netip.Addr) *big.Int { return new(big.Int).SetBytes(a.AsSlice()) }

// address returns the address n of as many bits as like has.
func address(n *big.Int, like netip.Addr) (netip.Addr, error) {
	if n.Sign() < 0 || n.BitLen() > like.BitLen() {
		return netip.Addr{}, errors.New("the result is no address")
	}
	a, _ := netip.AddrFromSlice(n.FillBytes(make([]byte, like.BitLen()/8)))
	return a, nil
}

// subnet returns the network number num of those that extend p by newbits. As
// in Terraform, num may be negative, which leads to a network elsewhere.
func subnet(p netip.Prefix, newbits int, num *big.Int) (netip.Prefix, error) {
	bits := p.Bits() + newbits
	if newbits < 0 || bits > p.Addr().BitLen() {
		return netip.Prefix{}, fmt.Errorf("insufficient address space to extend prefix of %d by %d", p.Bits(), newbits)
	}
	if num.BitLen() > newbits {
		return netip.Prefix{}, fmt.Errorf("prefix extension of %d does not accommodate a subnet numbered %s", newbits, num)
	}
	shifted := new(big.Int).Lsh(num, uint(p.Addr().BitLen()-bits))
	shifted.Or(shifted, number(p.Addr()))
	a, err := address(shifted.Abs(shifted), p.Addr())
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(a, bits), nil
}

// whole returns the whole number that v is.
func whole(v cty.Value) (*big.Int, error) {
	n, acc := v.AsBigFloat().Int(nil)
	if n == nil || acc != big.Exact {
		return nil, errors.New("a whole number is required")
	}
	return n, nil
}

// small returns the whole number that v is, if it is one that counts bits.
func small(v cty.Value) (int, error) {
	n, err := whole(v)
	if err != nil {
		return 0, err
	}
	if !n.IsInt64() || n.Int64() < -256 || n.Int64() > 256 {
		return 0, errors.New("the number of bits is out of range")
	}
	return int(n.Int64()), nil
}

func cidrSubnetFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{
			{Name: "prefix", Type: cty.String}, {Name: "newbits", Type: cty.Number}, {Name: "netnum", Type: cty.Number},
		},
		Type: function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			p, err := prefix(args[0].AsString())
			if err != nil {
				return cty.UnknownVal(t), err
			}
			bits, err := small(args[1])
			if err != nil {
				return cty.UnknownVal(t), err
			}
			num, err := whole(args[2])
			if err != nil {
				return cty.UnknownVal(t), err
			}
			s, err := subnet(p, bits, num)
			if err != nil {
				return cty.UnknownVal(t), err
			}
			return cty.StringVal(s.String()), nil
		},
	})
}

// cidrSubnetsFunction returns cidrsubnets(), which lays networks of the given
// sizes one after another, each at the next boundary of its size.
func cidrSubnetsFunction() function.Function {
	return function.New(&function.Spec{
		Params:   []function.Parameter{{Name: "prefix", Type: cty.String}},
		VarParam: &function.Parameter{Name: "newbits", Type: cty.Number},
		Type:     function.StaticReturnType(cty.List(cty.String)),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			p, err := prefix(args[0].AsString())
			if err != nil {
				return cty.UnknownVal(t), err
			}
			if len(args) == 1 {
				return cty.ListValEmpty(cty.String), nil
			}
			var out []cty.Value
			next := number(p.Addr())
			for _, a := range args[1:] {
				bits, err := small(a)
				if err != nil {
					return cty.UnknownVal(t), err
				}
				s, after, err := following(p, next, bits)
				if err != nil {
					return cty.UnknownVal(t), err
				}
				next = after
				out = append(out, cty.StringVal(s.String()))
			}
			return cty.ListVal(out), nil
		},
	})
}

// following returns the first network that extends p by newbits and begins at
// or after the address next, and the address after it.
func following(p netip.Prefix, next *big.Int, newbits int) (netip.Prefix, *big.Int, error) {
	bits := p.Bits() + newbits
	// Terraform adds no more bits than 32 here, even to IPv6.
	if newbits < 1 || newbits > 32 || bits > p.Addr().BitLen() {
		return netip.Prefix{}, nil, fmt.Errorf("would extend prefix to %d bits, which is out of range", bits)
	}
	size := new(big.Int).Lsh(big.NewInt(1), uint(p.Addr().BitLen()-bits))
	start := new(big.Int).Add(next, size)
	start.Sub(start, big.NewInt(1))
	start.Div(start, size).Mul(start, size)
	a, err := address(start, p.Addr())
	if err != nil || !p.Contains(a) {
		return netip.Prefix{}, nil, fmt.Errorf("not enough remaining address space for a subnet with a prefix of %d bits", bits)
	}
	return netip.PrefixFrom(a, bits), start.Add(start, size), nil
}

func cidrHostFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "prefix", Type: cty.String}, {Name: "hostnum", Type: cty.Number}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			p, err := prefix(args[0].AsString())
			if err != nil {
				return cty.UnknownVal(t), err
			}
			num, err := whole(args[1])
			if err != nil {
				return cty.UnknownVal(t), err
			}
			hostBits := p.Addr().BitLen() - p.Bits()
			size := new(big.Int).Lsh(big.NewInt(1), uint(hostBits))
			if num.Sign() < 0 {
				num = new(big.Int).Add(num, size) // counted from the end
			}
			if num.Sign() < 0 || num.Cmp(size) >= 0 {
				return cty.UnknownVal(t), fmt.Errorf("prefix of %d does not accommodate a host numbered %s", p.Bits(), args[1].AsBigFloat().Text('f', 0))
			}
			a, err := address(num.Or(num, number(p.Addr())), p.Addr())
			if err != nil {
				return cty.UnknownVal(t), err
			}
			return cty.StringVal(a.String()), nil
		},
	})
}

func cidrNetmask(s string) (string, error) {
	p, err := prefix(s)
	if err != nil {
		return "", err
	}
	if !p.Addr().Is4() {
		return "", errors.New("IPv6 addresses cannot have a netmask")
	}
	mask := new(big.Int).Lsh(big.NewInt(1), 32)
	host := new(big.Int).Lsh(big.NewInt(1), uint(32-p.Bits()))
	a, err := address(mask.Sub(mask, host), p.Addr())
	if err != nil {
		return "", err
	}
	return a.String(), nil
}

// cidrContainsFunction returns cidrcontains(), which OpenTofu has.
func cidrContainsFunction() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "containing", Type: cty.String}, {Name: "contained", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			outer, err := prefix(args[0].AsString())
			if err != nil {
				return cty.UnknownVal(t), err
			}
			if a, err := netip.ParseAddr(args[1].AsString()); err == nil {
				return cty.BoolVal(outer.Contains(a)), nil
			}
			inner, err := prefix(args[1].AsString())
			if err != nil {
				return cty.UnknownVal(t), err
			}
			return cty.BoolVal(inner.Bits() >= outer.Bits() && outer.Contains(inner.Addr())), nil
		},
	})
}
