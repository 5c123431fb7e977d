package cloudformation

import (
	"path"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An assembly is a cdk.out: the folder that `cdk synth` writes.
type assembly struct {
	dir     string
	stacks  map[string]cdkStack // by the name of their template
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
		a = readAssembly(f)
	}
	l.assembled[dir] = a
	return a
}

// readAssembly returns what a manifest.json says, or nil if it is the manifest
// of something else.
//
// Source: https://github.com/aws/aws-cdk-cli/tree/main/packages/%40aws-cdk/cloud-assembly-schema
func readAssembly(f *source.File) *assembly {
	root, _, err := parseJSON(f)
	artifacts := root.get("artifacts")
	if err != nil || artifacts == nil {
		return nil
	}
	a := &assembly{dir: path.Dir(f.Name), stacks: map[string]cdkStack{}}
	for _, e := range artifacts.entries {
		if kind, _ := e.value.get("type").scalar(); kind != "aws:cloudformation:stack" {
			continue
		}
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
	if missing := root.get("missing"); missing != nil {
		for _, item := range missing.items {
			key, _ := item.get("key").scalar()
			a.missing = append(a.missing, iac.Problem{
				Kind: iac.UnknownInput, Range: f.Range(item.start, item.end),
				Message: "CDK has not looked up `" + key + "`: " + lookUp,
			})
		}
	}
	return a
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
	"dummy1a": true, "dummy1b": true, "dummy1c": true,
	"sg-12345": true, "sg-12345678": true, "ami-1234": true, "DUMMY": true,
}

// isDummy reports whether s stands for something that CDK did not look up.
func (a *assembly) isDummy(s string) bool {
	return a != nil && (dummies[s] || strings.HasPrefix(s, "dummy-value-for-"))
}
