package discover_test

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/source"
)

// The rows restate https://git-scm.com/docs/gitignore, clause by clause; those
// on malformed patterns record what git 2.39 does, on which the page is silent.
func TestIgnored(t *testing.T) {
	tests := []struct {
		name    string
		rules   string
		file    string
		ignored bool
	}{
		{"a name matches at any depth", "hello.*", "a/b/hello.yaml", true},
		{"a name matches a folder", "build", "a/build/x.yaml", true},
		{"a name does not match a part", "build", "a/build2/x.yaml", false},
		{"a blank line matches nothing", "\n\n", "x.yaml", false},
		{"a comment matches nothing", "#x.yaml", "#x.yaml", false},
		{"a quoted hash is a name", `\#x.yaml`, "#x.yaml", true},
		{"a quoted exclamation mark is a name", `\!x.yaml`, "!x.yaml", true},
		{"trailing blanks are cut", "x.yaml   ", "x.yaml", true},
		{"a quoted trailing blank stays", "folder\\ ", "folder /x.yaml", true},
		{"a quoted trailing blank is no end", "folder\\ ", "folder/x.yaml", false},
		{"blanks within stay", "a b.yaml", "a b.yaml", true},
		{"a carriage return is cut", "x.yaml\r\ny.yaml\r\n", "x.yaml", true},
		{"a byte order mark is cut", "\ufeffx.yaml", "x.yaml", true},

		{"a later rule takes back", "*.yaml\n!x.yaml", "x.yaml", false},
		{"a later rule takes back that alone", "*.yaml\n!x.yaml", "y.yaml", true},
		{"the last rule decides", "!x.yaml\n*.yaml", "x.yaml", true},
		{"no file of an ignored folder is taken back", "a/\n!a/x.yaml", "a/x.yaml", true},
		{"all but one folder, as the page has it", "/*\n!/foo\n/foo/*\n!/foo/bar", "foo/bar/x.yaml", false},
		{"its neighbour", "/*\n!/foo\n/foo/*\n!/foo/bar", "foo/baz/x.yaml", true},

		{"a slash in front anchors", "/hello.yaml", "hello.yaml", true},
		{"a slash in front anchors to the top", "/hello.yaml", "a/hello.yaml", false},
		{"a slash within anchors", "doc/frotz", "doc/frotz/x.yaml", true},
		{"a slash within anchors to the top", "doc/frotz", "a/doc/frotz/x.yaml", false},
		{"a slash at the end does not anchor", "frotz/", "a/frotz/x.yaml", true},
		{"a slash at the end wants a folder", "x.yaml/", "x.yaml", false},

		{"a star stops at a slash", "a/*", "a/x.yaml", true},
		{"a star does not cross a slash", "a/*.yaml", "a/b/x.yaml", false},
		{"stars in a row of names", "a*b*c.yaml", "a1b2c.yaml", true},
		{"stars need their letters", "a*b*c.yaml", "a1c2b.yaml", false},
		{"a question mark is one character", "?.yaml", "x.yaml", true},
		{"a question mark is not none", "x?.yaml", "x.yaml", false},
		{"a question mark is no slash", "a?x.yaml", "a/x.yaml", false},
		{"a range", "[a-c].yaml", "b.yaml", true},
		{"past the range", "[a-c].yaml", "d.yaml", false},
		{"a negated range", "[!a-c].yaml", "d.yaml", true},
		{"a negated range with a caret", "[^a-c].yaml", "b.yaml", false},
		{"a class", "[[:digit:]x].yaml", "7.yaml", true},
		{"a class and a letter", "[[:digit:]x].yaml", "x.yaml", true},
		{"outside the class", "[[:digit:]x].yaml", "y.yaml", false},
		{"a bracket is its own first member", "[]a].yaml", "].yaml", true},
		{"a minus at the end is a member", "[a-].yaml", "-.yaml", true},
		{"a bracket does not match a slash", "a[/]x.yaml", "a/x.yaml", false},

		{"leading stars match at any depth", "**/foo", "a/b/foo/x.yaml", true},
		{"leading stars match at the top", "**/foo", "foo/x.yaml", true},
		{"leading stars and a folder", "**/foo/bar", "a/foo/bar/x.yaml", true},
		{"leading stars want it directly under", "**/foo/bar", "a/foo/b/bar/x.yaml", false},
		{"trailing stars match all inside", "abc/**", "abc/d/e/x.yaml", true},
		{"trailing stars are anchored", "abc/**", "a/abc/x.yaml", false},
		{"trailing stars leave the folder itself", "abc/**\n!abc/x.yaml", "abc/x.yaml", false},
		{"stars between match nothing", "a/**/b", "a/b/x.yaml", true},
		{"stars between match one", "a/**/b", "a/x/b/x.yaml", true},
		{"stars between match two", "a/**/b", "a/x/y/b/x.yaml", true},
		{"stars between are anchored", "a/**/b", "z/a/b/x.yaml", false},
		{"other stars are a star", "a**.yaml", "abc.yaml", true},
		{"other stars do not cross a slash", "/x/a**.yaml", "x/ab/c.yaml", false},

		{"an unclosed bracket matches nothing", "[a.yaml", "[a.yaml", false},
		{"an unknown class matches nothing", "[[:letter:]].yaml", "x.yaml", false},
		{"a lone backslash matches nothing", `x.yaml\`, "x.yaml", false},
		{"braces are no alternatives", "{x,y}.yaml", "x.yaml", false},
		{"a slash alone matches nothing", "/", "a/x.yaml", false},
		{"an exclamation mark alone takes nothing back", "*.yaml\n!", "x.yaml", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := source.NewTree(fstest.MapFS{
				".gitignore": {Data: []byte(tt.rules)},
				tt.file:      {Data: []byte(aTemplate)},
			})
			found, err := discover.Find(tree, nil)
			if err != nil {
				t.Fatal(err)
			}
			if ignored := len(found.Templates) == 0; ignored != tt.ignored {
				t.Errorf("%q ignores %s: %v, want %v", tt.rules, tt.file, ignored, tt.ignored)
			}
		})
	}
}

// Who has run `cdk synth` wants an answer, though git ignores what it made.
func TestIgnoredAssembly(t *testing.T) {
	const assembly = "cdk.out/manifest.json cdk.out/cdk.out cdk.out/App.template.json "
	tests := []struct {
		name    string
		rules   string
		files   string
		exclude string
		want    string
	}{
		{"an ignored folder", "cdk.out", assembly, "", "cdk.out/App.template.json"},
		{"its content is ignored", "cdk.out/*", assembly, "", "cdk.out/App.template.json"},
		{"any template is ignored", "*.template.json", assembly + "App.template.json", "", "cdk.out/App.template.json"},
		{"of a stage, which the assembly nests", "cdk.out", assembly + "cdk.out/assembly-Prod/manifest.json cdk.out/assembly-Prod/Net.template.json", "", "cdk.out/App.template.json cdk.out/assembly-Prod/Net.template.json"},
		{"under another name", "build", "build/manifest.json build/cdk.out build/App.template.json", "", "build/App.template.json"},
		{"without the file that CDK marks it with", "cdk.out", "cdk.out/manifest.json cdk.out/App.template.json", "", "cdk.out/App.template.json"},
		{"an ignored folder with the manifest of something else", "build", "build/manifest.json build/App.template.json", "", ""},
		{"an ignored folder with that name alone", "cdk.out", "cdk.out/App.template.json", "", ""},
		{"the user leaves it out", "cdk.out", assembly, "cdk.out", ""},
		{"copies of an app", "", "node_modules/p/cdk.out/manifest.json node_modules/p/cdk.out/App.template.json", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := fstest.MapFS{".gitignore": {Data: []byte(tt.rules)}}
			for _, name := range strings.Fields(tt.files) {
				files[name] = &fstest.MapFile{Data: []byte("{}")}
				if strings.HasSuffix(name, ".template.json") {
					files[name] = &fstest.MapFile{Data: []byte(aTemplate)}
				}
			}
			found, err := discover.Find(source.NewTree(files), nil, discover.Exclusion{Dir: ".", Patterns: []string{tt.exclude}})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(found.Templates, " "); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
}

// A pattern that makes a backtracking matcher run for years.
func TestHostilePattern(t *testing.T) {
	long := ""
	for range 40 {
		long += "a/"
	}
	tree := source.NewTree(fstest.MapFS{
		".gitignore": {Data: []byte("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b\n*a*a*a*a*a*a*a*a*a*a*a*a*b\n")},
		path.Join(long, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.yaml"): {Data: []byte(aTemplate)},
	})
	found, err := discover.Find(tree, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Templates) != 1 {
		t.Errorf("found %v, want the one template", found.Templates)
	}
}
