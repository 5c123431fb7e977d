package cloudformation

import (
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An assembly is a cdk.out: the folder that `cdk synth` writes.
type assembly struct {
	dir     string
	stacks  map[string]cdkStack // by the name of their template
	assets  map[string]string   // files in dir by the hash that names them in a bucket
	traces  map[string][]string // of constructs, by path: the innermost frame first
	missing []iac.Problem       // lookups whose answers are not in the context
	dummy   bool                // a template uses what stands for an answer
}

// A cdkStack is where a stack of an assembly goes. Empty fields are not known.
type cdkStack struct {
	name, region, account string
}

// stack returns what the assembly says of a template. A nil assembly says
// nothing.
func (a *assembly) stack(template string) cdkStack {
	if a == nil {
		return cdkStack{}
	}
	return a.stacks[template]
}

// problems returns what the assembly lacks, if any template needs it.
func (a *assembly) problems() []iac.Problem {
	if a == nil || !a.dummy {
		return nil
	}
	return a.missing
}

// assembly returns the cdk.out that the template lies in, or nil.
func (l *loader) assembly(template string) *assembly {
	dir := path.Dir(template)
	if a, ok := l.assembled[dir]; ok {
		return a
	}
	var a *assembly
	if f, err := l.tree.ReadFile(path.Join(dir, "manifest.json")); err == nil {
		a = l.readAssembly(f)
	}
	l.assembled[dir] = a
	return a
}

// readAssembly returns what a manifest.json says, or nil if it is the manifest
// of something else.
//
// Source: https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema
func (l *loader) readAssembly(f *source.File) *assembly {
	root, _, err := parseJSON(f)
	artifacts := root.get("artifacts")
	if err != nil || artifacts == nil {
		return nil
	}
	a := &assembly{dir: path.Dir(f.Name), stacks: map[string]cdkStack{}, assets: map[string]string{}, traces: map[string][]string{}}
	for _, e := range artifacts.entries {
		switch kind, _ := e.value.get("type").scalar(); kind {
		case "aws:cloudformation:stack":
			a.addStack(e)
			a.addTraces(e.value.get("metadata"))
			if file, ok := e.value.get("additionalMetadataFile").scalar(); ok {
				a.addTraces(l.jsonFile(a, file))
			}
		case "cdk:asset-manifest":
			if file, ok := e.value.get("properties").get("file").scalar(); ok {
				l.addAssets(a, file)
			}
		}
	}
	if missing := root.get("missing"); missing != nil {
		for _, item := range missing.items {
			a.addMissing(f, item)
		}
	}
	return a
}

// addStack adds an artifact that is a stack.
func (a *assembly) addStack(e entry) {
	properties := e.value.get("properties")
	file, _ := properties.get("templateFile").scalar()
	name, ok := properties.get("stackName").scalar()
	if !ok {
		name = e.key
	}
	environment, _ := e.value.get("environment").scalar()
	account, region, _ := strings.Cut(strings.TrimPrefix(environment, "aws://"), "/")
	if account == "unknown-account" {
		account = ""
	}
	if region == "unknown-region" {
		region = ""
	}
	a.stacks[path.Join(a.dir, file)] = cdkStack{name: name, region: region, account: account}
}

// addAssets adds the files of an asset manifest.
func (l *loader) addAssets(a *assembly, file string) {
	files := l.jsonFile(a, file).get("files")
	if files == nil {
		return
	}
	for _, e := range files.entries {
		if p, ok := e.value.get("source").get("path").scalar(); ok {
			a.assets[e.key] = p
		}
	}
}

// jsonFile returns the content of a JSON file of the assembly, or nil.
func (l *loader) jsonFile(a *assembly, file string) *node {
	name, err := source.Join(a.dir, file)
	if err != nil {
		return nil
	}
	f, err := l.tree.ReadFile(name)
	if err != nil {
		return nil
	}
	root, _, err := parseJSON(f)
	if err != nil {
		return nil
	}
	return root
}

// addMissing adds a lookup whose answer is not in the context. Which zones a
// region has bears on no verdict.
func (a *assembly) addMissing(f *source.File, item *node) {
	if provider, _ := item.get("provider").scalar(); provider == "availability-zones" {
		return
	}
	key, _ := item.get("key").scalar()
	a.missing = append(a.missing, iac.Problem{
		Kind: iac.UnknownInput, Range: f.Range(item.start, item.end),
		Message: "CDK has not looked up `" + key + "`: " + lookUp,
	})
}

// asset returns the file that a URL in the bucket of the assets names.
func (a *assembly) asset(url string) (string, bool) {
	if a == nil {
		return "", false
	}
	hash, _, _ := strings.Cut(path.Base(url), ".")
	file, ok := a.assets[hash]
	return file, ok
}

// lookUp says how dummies are made facts.
const lookUp = "run `cdk synth` with credentials and keep cdk.context.json"

// dummies are what CDK writes for a lookup whose answer is not in
// cdk.context.json yet.
//
// Source: aws-cdk-lib 2.276, the dummyValue of each lookup:
// https://github.com/aws/aws-cdk/blob/v2.276.0/packages/aws-cdk-lib/aws-ec2/lib/vpc.ts
// and lib/security-group.ts, core/lib/stack.ts, aws-route53/lib/hosted-zone.ts.
var dummies = map[string]bool{
	"vpc-12345": true, "1.2.3.4/5": true,
	"s-12345": true, "s-67890": true, "p-12345": true, "p-67890": true,
	"rtb-12345s": true, "rtb-67890s": true, "rtb-12345p": true, "rtb-67890p": true,
	"sg-12345": true, "sg-12345678": true, "ami-1234": true, "DUMMY": true,
}

// isDummy reports whether s stands for something that CDK did not look up.
func (a *assembly) isDummy(s string) bool {
	return a != nil && (dummies[s] || strings.HasPrefix(s, "dummy-value-for-"))
}

// dummyZones are what CDK writes for the zones of a region that it has not
// looked up.
//
// Source: https://github.com/aws/aws-cdk/blob/v2.276.0/packages/aws-cdk-lib/core/lib/stack.ts
var dummyZones = []string{"dummy1a", "dummy1b", "dummy1c"}

// zone returns which of the zones of a region s stands for, counted from 0, or
// -1.
func (a *assembly) zone(s string) int {
	if a == nil {
		return -1
	}
	return slices.Index(dummyZones, s)
}
