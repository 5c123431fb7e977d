package network

import (
	"net/netip"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Block is a CIDR block. One that is not decided keeps its text, since two
// blocks of the same text are the same block.
type Block struct {
	Prefix netip.Prefix // invalid if not decided
	Text   iac.Text
	IPv6   bool // be it decided or not
}

// block reads a CIDR block. Host bits are dropped, as AWS does.
func block(v iac.Value) Block {
	t, _ := v.Text()
	b := Block{Text: t}
	if s, known := t.Literal(); known {
		if p, err := netip.ParsePrefix(s); err == nil {
			b.Prefix, b.IPv6 = p.Masked(), !p.Addr().Is4()
		}
	}
	return b
}

// blockOf reads a block where there is one attribute for each family, of which
// the empty string leaves one out.
func blockOf(four, six iac.Value) Block {
	if four.IsAbsent() || isEmpty(four) {
		b := block(six)
		b.IPv6 = !b.IsZero()
		return b
	}
	return block(four)
}

// IsZero reports whether there is no block at all.
func (b Block) IsZero() bool { return !b.Prefix.IsValid() && len(b.Text) == 0 }

func (b Block) String() string {
	if b.Prefix.IsValid() {
		return b.Prefix.String()
	}
	return b.Text.String()
}

// Unknown returns what the block waits for, or nil if it is decided.
func (b Block) Unknown() *iac.Unknown {
	if b.Prefix.IsValid() {
		return nil
	}
	for _, p := range b.Text {
		if p.Unknown != nil {
			return p.Unknown
		}
	}
	return &iac.Unknown{Name: b.Text.String(), Why: "`" + b.Text.String() + "` is only known after apply"}
}
