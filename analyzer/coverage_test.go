package analyzer_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// docs/coverage.md is held against the code: what it names is there, and what is
// there it names.
func TestCoverageDocument(t *testing.T) {
	document := read(t, "../docs/coverage.md")
	var tests strings.Builder
	for _, dir := range []string{".", "../rules"} {
		err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, "_test.go") {
				tests.WriteString(read(t, path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	declared := matches(`(?m)^func (Test\w+)\(`, tests.String())
	for _, name := range matches("`(Test\\w+)`", document) {
		if !slices.Contains(declared, name) {
			t.Errorf("there is no test %s", name)
		}
	}
	for _, need := range matches(`(?m)^\t"([a-z0-9.:-]+)": +"`, read(t, "ecs/symptom.go")) {
		if !strings.Contains(document, "`"+need+"`") {
			t.Errorf("the need %s is not in the table", need)
		}
	}
	named, _, _ := strings.Cut(document[strings.Index(document, "\nProduced:"):], "| not produced")
	produced := matches("`([A-Z0-9_]+)`", named)
	codes := matches(`(?m)^\tcode\w+ += "([A-Z0-9_]+)"`, read(t, "reach/fault.go"))
	slices.Sort(codes)
	if !slices.Equal(produced, codes) {
		t.Errorf("the codes are %v, and the document has %v", codes, produced)
	}
	header := regexp.MustCompile(`(?m)^\| to \|(.*)\|$`).FindStringSubmatch(document)
	hops := matches(`(?m)^\t\w+ +Hop = "([a-z-]+)"`, read(t, "reach/reach.go"))
	hops = slices.DeleteFunc(hops, func(h string) bool { return h == "condition" })
	columns := strings.Split(strings.ReplaceAll(header[1], " ", ""), "|")
	if !slices.Equal(columns, hops) {
		t.Errorf("the hops are %v, and the columns %v", hops, columns)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// matches returns what the group of the expression matches, each once.
func matches(expression, text string) []string {
	var found []string
	for _, m := range regexp.MustCompile(expression).FindAllStringSubmatch(text, -1) {
		if !slices.Contains(found, m[1]) {
			found = append(found, m[1])
		}
	}
	return found
}
