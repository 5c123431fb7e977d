package blocks_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/terraform/blocks"
)

// differs says how the blocks of b that are cut differ from what the parser
// finds in all of b, and is empty where they do not. Refused is whether b is
// not cut at all.
func differs(b []byte) (why string, refused bool) {
	cut, ok := blocks.Cut(b)
	if !ok {
		return "", true
	}
	whole, diags := hclsyntax.ParseConfig(b, "x.tf", hcl.InitialPos)
	body := whole.Body.(*hclsyntax.Body)
	var parsed []*hclsyntax.Block
	valid := true
	for _, c := range cut {
		at := hcl.Pos(c.Start)
		part, diags := hclsyntax.ParseConfig(b[c.Start.Byte:c.End], "x.tf", at)
		found := part.Body.(*hclsyntax.Body)
		if diags.HasErrors() {
			valid = false
			continue
		}
		if len(found.Blocks) != 1 || len(found.Attributes) != 0 {
			return fmt.Sprintf("%d blocks and %d attributes in one that is cut at byte %d", len(found.Blocks), len(found.Attributes), at.Byte), false
		}
		if why := headerDiffers(c, found.Blocks[0]); why != "" {
			return why, false
		}
		parsed = append(parsed, found.Blocks[0])
	}
	switch {
	case valid == diags.HasErrors():
		return fmt.Sprintf("the blocks that are cut are valid: %t, all together: %v", valid, diags), false
	case !valid:
		return "", false
	case len(body.Attributes) > 0 || len(body.Blocks) != len(parsed):
		return fmt.Sprintf("%d blocks are cut of %d", len(parsed), len(body.Blocks)), false
	}
	for i, p := range parsed {
		if !reflect.DeepEqual(p, body.Blocks[i]) {
			return fmt.Sprintf("block %d, at line %d, is another one when it is parsed alone", i, cut[i].Start.Line), false
		}
	}
	return "", false
}

// headerDiffers says how the header that is cut differs from that of b.
func headerDiffers(c blocks.Block, b *hclsyntax.Block) string {
	got := []any{c.Type, hcl.Pos(c.Start)}
	want := []any{b.Type, b.TypeRange.Start}
	for _, l := range c.Labels {
		got = append(got, l.Text, hcl.Pos(l.Start), hcl.Pos(l.End))
	}
	for i, l := range b.Labels {
		want = append(want, l, b.LabelRanges[i].Start, b.LabelRanges[i].End)
	}
	return cmp.Diff(want, got)
}

func TestCut(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // the labels of the blocks, or "refused"
	}{
		{"empty", "", ""},
		{"two", "resource \"a\" \"b\" {\n}\n\ndata c d { x = 1 }\n", "resource.a.b data.c.d"},
		{"no break at the end", "locals {\n}", "locals"},
		{"byte order mark", "\ufefflocals {\n}\n", "locals"},
		{"carriage returns", "locals {\r\n  a = <<X\r\n}\r\nX\r\n}\r\n", "locals"},
		{"comments", "# {\n// {\n/* {\n} */\nlocals { # }\n  /* } */ a = 1 // }\n} # {\n", "locals"},
		{"indented", "  \tlocals {\n}\n", "locals"},
		{"brace in a text", "locals {\n  a = \"}\\\"}\"\n}\n", "locals"},
		{"template in a text", "locals {\n  a = \"${x({ a = \"}\" })}}\"\n}\n", "locals"},
		{"escaped template", "locals {\n  a = \"$${\"\n  b = \"%%{\"\n}\n", "locals"},
		{"dollar before the end", "locals {\n  a = \"$\"\n  b = \"100%\"\n}\n", "locals"},
		{"directive", "locals {\n  a = \"%{ if true ~}a%{ endif }\"\n}\n", "locals"},
		{"heredoc", "locals {\n  a = <<EOT\n}\n\" ${x(\"EOT\")}\nEOTX\n  EOT\n}\n", "locals"},
		{"indented heredoc", "locals {\n  a = <<-EOT\n    }\n    EOT\n}\n", "locals"},
		{"marker behind a template", "locals {\n  a = <<EOT\n${x}EOT\nEOT\n}\n", "locals"},
		{"comparison", "locals {\n  a = 1 < 2\n}\n", "locals"},
		{"division", "locals {\n  a = 1 / 2\n}\n", "locals"},

		{"attribute", "a = 1\n", "refused"},
		{"text does not end", "locals {\n  a = \"x\n}\n", "refused"},
		{"comment does not end", "locals {\n  /* \n}\n", "refused"},
		{"heredoc does not end", "locals {\n  a = <<X\n}\n", "refused"},
		{"heredoc ends with the file", "locals {\n  a = <<X\nX", "refused"},
		{"block does not end", "locals {\n", "refused"},
		{"wrong bracket", "locals {\n  a = [}\n]\n}\n", "refused"},
		{"brace too many", "locals {\n}\n}\n", "refused"},
		{"two on a line", "locals {} locals {}\n", "refused"},
		{"header on two lines", "locals\n{\n}\n", "refused"},
		{"template in a label", "resource \"${a}\" \"b\" {\n}\n", "refused"},
		{"comment in a header", "locals /* a */ {\n}\n", "refused"},
		{"comment before a block", "/* ä */ locals {\n}\n", "refused"},
		{"lone carriage return", "locals {\r}\n", "refused"},
		{"deepest", "locals {\n  a = " + nested(blocks.MaxNesting-1) + "\n}\n", "locals"},
		{"one deeper", "locals {\n  a = " + nested(blocks.MaxNesting) + "\n}\n", "refused"},
		{"deep templates", "locals {\n  a = " + strings.Repeat("\"${", 100000), "refused"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := "refused"
			if cut, ok := blocks.Cut([]byte(tt.text)); ok {
				got = names(cut)
			}
			if got != tt.want {
				t.Errorf("Cut(%q) has the blocks %q, want %q", tt.text, got, tt.want)
			}
			if tt.want == "refused" {
				return
			}
			if why, _ := differs([]byte(tt.text)); why != "" {
				t.Errorf("Cut(%q): %s", tt.text, why)
			}
		})
	}
}

func nested(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }

func names(cut []blocks.Block) string {
	var all []string
	for _, b := range cut {
		name := b.Type
		for _, l := range b.Labels {
			name += "." + l.Text
		}
		all = append(all, name)
	}
	return strings.Join(all, " ")
}

// pieces are what generated files are made of: what nests, what ends, and what
// looks like it.
var pieces = []string{
	"\n", "\n", "\r\n", " ", "  a = ", "locals {\n", "}\n", "}", "resource \"x\" \"y\" {\n", "b {\n", "data x y {\n",
	"\"", "\"t\"", "${", "%{", "$${", "%%{", "$", "%", "$$", "~}", "\\", "\\\"", "\\n",
	"{", "[", "]", "(", ")", ",", "1", "x", "x.y", "+", "-", "/", "//", "#", "/*", "*/", "<", "<<", "<<X\n", "<<-X\n", "X\n", "X", " X\n",
	"if true", "endif", "ä", "e\u0301", "\ufeff", "\t", "=", "?", ":", "...",
}

// expressions are valid ones for the places where %s stands in others.
var expressions = []string{
	"1", "x.y", "\"t\"", "\"a${%s}b\"", "\"%%{ if %s }}%%{ endif }\"", "[%s, %s]", "{ a = %s }", "f(%s)", "(%s)", "\"$${}\"", "\"\\\"{\"",
	"<<X\n}${x}\n X\n", "<<-X\n  \"{ $${\n  X\n", "%s /* } */", "%s # {\n", "%s < %s", "x ? %s : %s",
}

func expression(t *rapid.T, depth int) string {
	x := rapid.SampledFrom(expressions).Draw(t, "expression")
	args := make([]any, strings.Count(strings.ReplaceAll(x, "%%", ""), "%s"))
	for i := range args {
		args[i] = "1"
		if depth > 0 {
			args[i] = expression(t, depth-1)
		}
	}
	if len(args) == 0 && !strings.Contains(x, "%%") {
		return x
	}
	return fmt.Sprintf(x, args...)
}

func TestCutOfGenerated(t *testing.T) {
	t.Run("pieces", rapid.MakeCheck(func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		for _, text := range []string{text, "locals {\n  a = " + text + "\n}\n"} {
			if why, _ := differs([]byte(text)); why != "" {
				t.Fatalf("Cut(%q): %s", text, why)
			}
		}
	}))
	t.Run("expressions", rapid.MakeCheck(func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "blocks") {
			fmt.Fprintf(&text, "resource \"a\" b {\n  a = %s\n  c {\n    d = %s\n  }\n}\n", expression(t, 3), expression(t, 2))
		}
		if why, _ := differs([]byte(text.String())); why != "" {
			t.Fatalf("Cut(%q): %s", text.String(), why)
		}
	}))
}

// configurations returns the files in native syntax below dir, by name.
func configurations(tb testing.TB, dir string) map[string][]byte {
	tb.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(name) != ".tf" {
			return err
		}
		files[name], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// TestCutOfFiles cuts the files of the repository as they are, and with pieces
// of them left out, doubled and put elsewhere.
func TestCutOfFiles(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var cut, mutated int
	files := configurations(t, "../../..")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		b := files[name]
		why, refused := differs(b)
		if why != "" {
			t.Errorf("%s: %s", name, why)
		}
		if !refused {
			cut++
		}
		m := mutation(random, b)
		why, refused = differs(m)
		if why != "" {
			t.Errorf("%s, changed to %q: %s", name, m, why)
		}
		if !refused {
			mutated++
		}
	}
	if cut < 100 || mutated < 100 {
		t.Errorf("%d files are cut and %d changed ones, want hundreds", cut, mutated)
	}
}

// mutation returns b with a piece of it left out, doubled or put elsewhere, or
// with a piece of the generator put in.
func mutation(random *rand.Rand, b []byte) []byte {
	if len(b) == 0 {
		return b
	}
	from := random.IntN(len(b))
	to := min(len(b), from+random.IntN(20))
	at := random.IntN(len(b))
	var out []byte
	switch random.IntN(4) {
	case 0:
		return append(append(out, b[:from]...), b[to:]...)
	case 1:
		return append(append(append(out, b[:to]...), b[from:to]...), b[to:]...)
	case 2:
		return append(append(append(out, b[:at]...), b[from:to]...), b[at:]...)
	}
	return append(append(append(out, b[:at]...), pieces[random.IntN(len(pieces))]...), b[at:]...)
}

// FuzzCut compares the cut of any text with the parser's. While Go makes an
// input smaller, for up to a minute each, it reports no executions:
// -fuzzminimizetime 1x fuzzes instead.
func FuzzCut(f *testing.F) {
	for _, b := range configurations(f, "../testdata") {
		if len(b) < 4000 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if why, _ := differs(b); why != "" {
			t.Error(why)
		}
	})
}
