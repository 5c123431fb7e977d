package suppress

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A comment that leaves a finding out begins with the name of the program and an
// order, of which there is one.
const (
	marker = "taskreach:"
	order  = "ignore"
)

// A remark is a suppression with what it is about.
type remark struct {
	*lint.Suppression
	line int // of the file of At that it is about; 0 for none
	used bool
	open bool // something that it may be about is unknown

	malformed string // what keeps it from being understood, in a clause

	ignore *Ignore // what it is about, if it is in a configuration file
}

// comments returns the remarks in the comments of a file. A comment behind
// something is about its line, one on a line of its own about the line below
// the comments that it is among.
func comments(f *source.File) []*remark {
	if !bytes.Contains(f.Bytes, []byte(marker)) {
		return nil
	}
	var all []*remark
	under := 0 // the line that comments on the next line up are about
	for n := f.Lines(); n > 0; n-- {
		line := f.Line(n)
		about := n
		if isComment(line) {
			about = under
		} else if under = n; strings.TrimSpace(line) == "" {
			under = 0
		}
		column, ok := find(line)
		if !ok {
			continue
		}
		start := f.LineStart(n)
		end := start + len(strings.TrimRightFunc(line, unicode.IsSpace))
		r := &remark{Suppression: &lint.Suppression{At: f.Range(start+column, end)}, line: about}
		word, rest := cutOrder(line[column+len(marker):])
		if r.read(rest); word != order {
			r.malformed = fmt.Sprintf("%q is not %q", marker+word, marker+order)
		}
		all = append(all, r)
	}
	slices.Reverse(all)
	return all
}

// problem returns what is wrong with the form of a remark.
func (r *remark) problem() iac.Problem {
	return iac.Problem{
		Kind: iac.InvalidSuppression, Range: r.At,
		Message: "the remark leaves nothing out: " + r.malformed,
	}
}

// find returns where the marker stands in a line, if it does as the beginning
// of a comment: behind # or, in HCL, // or /*, and not within a string.
func find(line string) (column int, ok bool) {
	i := strings.Index(line, marker)
	if i < 0 {
		return 0, false
	}
	before := strings.TrimRight(line[:i], " \t")
	code := strings.TrimRight(before, "#/*")
	opener := before[len(code):]
	comment := strings.HasPrefix(opener, "#") || strings.HasPrefix(opener, "//") || strings.HasPrefix(opener, "/*")
	if !comment || strings.Count(code, `"`)%2 != 0 {
		return 0, false
	}
	word, _ := cutOrder(line[i+len(marker):])
	return i, word != ""
}

// cutOrder slices what follows the marker behind its first word.
func cutOrder(text string) (word, rest string) {
	end := strings.IndexAny(text, " \t*")
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

func isComment(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "/*")
}

// read takes in what a remark says after its marker:
//
//	TR203,TR204 until=2027-01-01 reason="the endpoint is in another stack"
func (r *remark) read(text string) {
	words, err := split(text)
	if err == nil {
		err = r.take(words)
	}
	if err != nil {
		r.malformed = err.Error()
	}
}

func (r *remark) take(words []string) error {
	for _, w := range words {
		name, value, setting := strings.Cut(w, "=")
		switch {
		case !setting:
			for rule := range strings.SplitSeq(w, ",") {
				if rule != "" {
					r.Rules = append(r.Rules, rule)
				}
			}
		case name == "reason":
			r.Reason = strings.TrimSpace(value)
		case name == "until":
			if _, err := time.Parse(time.DateOnly, value); err != nil {
				return fmt.Errorf("%q is not a day of the form until=2027-01-31", w)
			}
			r.Until = value
		default:
			return fmt.Errorf("%q is neither a rule nor until=DATE nor reason=\"…\"", w)
		}
	}
	if len(r.Rules) == 0 {
		return errors.New("it names no rule, as in taskreach:ignore TR203 reason=\"why\"")
	}
	return nil
}

// split returns the words of a text, of which a part in double quotes is one
// whatever it holds. A word that begins a further comment, or ends this one, is
// the end.
func split(text string) ([]string, error) {
	var words []string
	var word strings.Builder
	quoted := false
	for _, c := range text + " " {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted || !unicode.IsSpace(c):
			word.WriteRune(c)
		case word.Len() > 0:
			w := word.String()
			if w[0] == '#' || w == "*/" {
				return words, nil
			}
			words = append(words, w)
			word.Reset()
		}
	}
	if quoted {
		return nil, errors.New("a quote is not closed")
	}
	return words, nil
}

// by returns what kind of remark it is.
func (r *remark) by() lint.By {
	if r.ignore != nil {
		return lint.ByConfig
	}
	return lint.ByRemark
}

// names reports whether the remark is about the rule.
func (r *remark) names(rule *lint.Rule) bool {
	return slices.ContainsFunc(r.Rules, func(s string) bool { return strings.EqualFold(s, rule.ID) || s == rule.Name })
}

// settle checks the remark against what rules there are and the day.
func (r *remark) settle(rules []*lint.Rule, today time.Time) {
	if r.malformed != "" {
		return
	}
	for _, name := range r.Rules {
		one := &remark{Suppression: &lint.Suppression{Rules: []string{name}}}
		if !slices.ContainsFunc(rules, one.names) {
			r.malformed = fmt.Sprintf("there is no rule %q", name)
			return
		}
	}
	if off := func(rule *lint.Rule) bool { return rule.Off && r.names(rule) }; slices.ContainsFunc(rules, off) {
		r.open = true // what it would find is not looked for
	}
	if r.Until != "" && !today.IsZero() {
		r.Expired = today.UTC().Format(time.DateOnly) > r.Until
	}
}

// holds reports whether the remark leaves findings out.
func (r *remark) holds() bool { return r.malformed == "" && !r.Expired }
