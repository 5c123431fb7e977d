package iam_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/iam"
)

func TestMatch(t *testing.T) {
	tests := []struct {
		name       string
		pattern, s string
		want       string // yes, no, maybe
	}{
		{"equal", "s3:GetObject", "s3:GetObject", "yes"},
		{"case matters", "s3:getObject", "s3:GetObject", "no"},
		{"star for nothing", "abc*", "abc", "yes"},
		{"star in the middle", "a*c", "abbc", "yes"},
		{"star needs its end", "a*c", "abbd", "no"},
		{"question mark for one", "a?c", "abc", "yes"},
		{"question mark for none", "a?c", "ac", "no"},
		{"several stars", "*a*b*", "xxaxxbxx", "yes"},
		{"stars in the wrong order", "*a*b*", "xxbxxaxx", "no"},
		{"empty pattern", "", "", "yes"},
		{"empty pattern for text", "", "a", "no"},

		{"same reference", "<db>", "<db>", "yes"},
		{"reference behind a star", "arn:*:<db>", "arn:aws:<db>", "yes"},
		{"reference below a star", "*", "<db>", "yes"},
		{"reference is not empty", "?*", "<db>", "yes"},
		{"order of wildcards", "*?", "<db>", "yes"},
		{"unknown can be empty", "?*", "<any>", "maybe"},
		{"reference of some length", "??*", "<db>", "maybe"},
		{"reference and more", "<db>*", "<db>-AbCdEf", "yes"},
		{"six characters of a suffix", "<db>-??????", "<db>-AbCdEf", "yes"},
		{"five characters of a suffix", "<db>-??????", "<db>-AbCdE", "maybe"},
		{"prefix conflicts", "arn:aws:s3:::logs-*", "arn:aws:s3:::app-<any>", "no"},
		{"prefix agrees", "arn:aws:s3:::app-*", "arn:aws:s3:::app-<any>", "yes"},
		{"suffix conflicts", "*/layer", "<any>/image", "no"},
		{"unknown in the pattern", "arn:<any>:x", "arn:aws:x", "maybe"},
		{"unknown in the pattern, text conflicts", "arn:<any>:x", "arn:aws:y", "no"},
		{"unknown pattern against itself", "a<any>b", "a<any>b", "yes"},
		{"two unknowns", "<any>", "<other>", "maybe"},
		{"ARNs of two secrets", "<db>", "<api>", "no"},
		{"ARNs of two secrets, one widened", "<db>*", "<api>", "maybe"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			match, known := iam.Match(parts(tt.pattern), parts(tt.s))
			if got := word(match, known); got != tt.want {
				t.Errorf("Match(%q, %q) = %s, want %s", tt.pattern, tt.s, got, tt.want)
			}
		})
	}
}

// TestMatchIdentities compares the same attribute of two resources.
func TestMatchIdentities(t *testing.T) {
	tests := []struct {
		kind, attr string
		data       bool
		want       string
	}{
		{"aws_vpc", "id", false, "no"},
		{"aws_vpc", "cidr_block", false, "maybe"},
		{"aws_vpc", "id", true, "maybe"}, // both can read the same one
		{"aws_vpc_endpoint", "id", false, "no"},
		{"aws_ecr_repository", "arn", false, "no"},
		{"aws_ecr_repository", "name", false, "maybe"},
		{"aws_ssm_parameter", "arn", false, "maybe"}, // one can overwrite the other
		{"AWS::EC2::VPC", "Ref", false, "no"},
		{"AWS::EC2::VPC", "VpcId", false, "no"},
		{"AWS::EC2::VPCEndpoint", "Id", false, "no"},
		{"AWS::S3::Bucket", "Arn", false, "no"},
		{"AWS::S3::Bucket", "DomainName", false, "maybe"},
		{"AWS::SecretsManager::Secret", "Ref", false, "no"},
	}
	for _, tt := range tests {
		t.Run(tt.kind+"."+tt.attr, func(t *testing.T) {
			a := &iac.Resource{Address: "a", Type: tt.kind, Data: tt.data}
			b := &iac.Resource{Address: "b", Type: tt.kind, Data: tt.data}
			match, known := iam.Match(iac.Text{{Resource: a, Attr: tt.attr}}, iac.Text{{Resource: b, Attr: tt.attr}})
			if got := word(match, known); got != tt.want {
				t.Errorf("Match(a.%s, b.%s) = %s, want %s", tt.attr, tt.attr, got, tt.want)
			}
		})
	}
}

func word(match, known bool) string {
	switch {
	case !known:
		return "maybe"
	case match:
		return "yes"
	}
	return "no"
}

// TestMatchSize holds the matcher to an answer in bounded time and memory.
func TestMatchSize(t *testing.T) {
	stars := strings.Repeat("*a", 100_000)
	if _, known := iam.Match(parts(stars), parts(strings.Repeat("b<db>", 50_000))); known {
		t.Error("a match beyond all limits is decided, want it open")
	}
	req := iam.Request{
		Action: "s3:GetObject", Principal: executionRole(),
		Context: iam.Context{"app:name": iam.Known(parts(strings.Repeat("b<db>", 50_000)))},
	}
	doc := policy(`{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"app:name": "` +
		strings.Repeat("<api>c", 50_000) + `"}}}`)
	check(t, iam.Evaluate(document(t, doc), iam.Identity, req), iam.Unknown)
	long := strings.Repeat("a", 1_000_000)
	if match, known := iam.Match(parts(long), parts(long)); !match || !known {
		t.Error("equal texts do not match")
	}
}

// glob is the obvious matcher that the real one is held against.
func glob(pattern, s string) bool {
	if pattern == "" {
		return s == ""
	}
	switch pattern[0] {
	case '*':
		return glob(pattern[1:], s) || s != "" && glob(pattern, s[1:])
	case '?':
		return s != "" && glob(pattern[1:], s[1:])
	}
	return s != "" && s[0] == pattern[0] && glob(pattern[1:], s[1:])
}

func TestMatchLiterals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringOfN(rapid.RuneFrom([]rune("ab*?")), 0, 8, -1).Draw(t, "pattern")
		s := rapid.StringOfN(rapid.RuneFrom([]rune("ab")), 0, 8, -1).Draw(t, "s")
		match, known := iam.Match(iac.Text{{Literal: pattern}}, iac.Text{{Literal: s}})
		if want := glob(pattern, s); !known || match != want {
			t.Fatalf("Match(%q, %q) = %s, want %v", pattern, s, word(match, known), want)
		}
	})
}

// An assignment gives the three symbols of the property below their text.
type assignment map[iac.Part]string

// assignments returns every way to fill the symbols with short texts: an
// unknown can be empty and hold wildcards, a reference can only do the latter.
func assignments(r, u, v iac.Part) []assignment {
	short := []string{"a", "b", "*", "?", "ab", "ba", "aa", "a*", "*b", "b?"}
	var out []assignment
	for _, x := range short {
		for _, y := range append([]string{""}, short...) {
			for _, z := range append([]string{""}, short...) {
				out = append(out, assignment{r: x, u: y, v: z})
			}
		}
	}
	return out
}

func (a assignment) fill(t iac.Text) string {
	var b strings.Builder
	for _, p := range t {
		if s, ok := a[p]; ok {
			b.WriteString(s)
		} else {
			b.WriteString(p.Literal)
		}
	}
	return b.String()
}

// TestMatchSymbols checks that what is decided holds whatever the symbols turn
// out to be.
func TestMatchSymbols(t *testing.T) {
	r, u, v := symbols()["db"], symbols()["any"], symbols()["other"]
	all := assignments(r, u, v)
	draw := func(t *rapid.T, name, letters string) iac.Text {
		part := rapid.Custom(func(t *rapid.T) iac.Part {
			if n := rapid.IntRange(0, 4).Draw(t, "kind"); n < 3 {
				return []iac.Part{r, u, v}[n]
			}
			return iac.Part{Literal: rapid.StringOfN(rapid.RuneFrom([]rune(letters)), 1, 2, -1).Draw(t, "literal")}
		})
		return rapid.SliceOfN(part, 0, 4).Draw(t, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		pattern, s := draw(t, "pattern", "ab*?"), draw(t, "s", "ab")
		match, known := iam.Match(pattern, s)
		if !known {
			return
		}
		for _, a := range all {
			if got := glob(a.fill(pattern), a.fill(s)); got != match {
				t.Fatalf("Match(%s, %s) = %v, but %q and %q say %v", pattern, s, match, a.fill(pattern), a.fill(s), got)
			}
		}
	})
}

// TestMatchRefutes checks that a mismatch is seen where there is one: with one
// symbol, in the text, no stays undecided only where some text would match.
func TestMatchRefutes(t *testing.T) {
	fillings := []string{""} // every text of up to five letters
	for i := 0; len(fillings[i]) < 5; i++ {
		fillings = append(fillings, fillings[i]+"a", fillings[i]+"b")
	}
	rapid.Check(t, func(t *rapid.T) {
		letters := func(name, from string, n int) string {
			return rapid.StringOfN(rapid.RuneFrom([]rune(from)), 0, n, -1).Draw(t, name)
		}
		pattern, before, after := letters("pattern", "ab*?", 5), letters("before", "ab", 2), letters("after", "ab", 2)
		match, known := iam.Match(iac.Text{{Literal: pattern}}, iac.Text{{Literal: before}, {Unknown: anyText}, {Literal: after}})
		possible := false
		for _, f := range fillings {
			possible = possible || glob(pattern, before+f+after)
		}
		if refuted := known && !match; refuted == possible {
			t.Fatalf("Match(%q, %q…%q) = %s, but a match is possible: %v", pattern, before, after, word(match, known), possible)
		}
	})
}
