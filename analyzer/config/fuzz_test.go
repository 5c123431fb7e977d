package config_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/source"
)

// No text makes the reader panic or name a place that is not there.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", "paths: [a\n", "a: &a [*a]\n", "---\n---\n", "\ufeffvar: {a: {b: [1, x]}}\n", "? [a]\n: b\n", "var: !!binary x\n", "<<: {paths: a}\n",
		"assume: {vpcs: {data.aws_vpc.main: {cidr: 10.0.0.0/16, endpoints: [ecr.api, {service: s3, private-dns: no}], routing: nat, subnets: [var.a]}}}\n",
		"assume: {subnets: {subnet-1: {count: 200}}, security-groups: {sg-1: {egress: [tcp/1-2 sg-1], ingress: all}}, values: {var.a: {b: [c]}}}\n",
		"ignore: [{rule: TR101, path: '{a,[b]}', until: 2027-01-01}]\nrules: {TR101: off}\nwiring: {a: {b: c.d}}\nsnapshot: x\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile(config.Name, []byte(text))
		c, problems := config.Parse(file)
		for _, p := range problems {
			if p.Message == "" || p.Range.Start.Byte > p.Range.End.Byte || p.Range.End.Byte > len(text) {
				t.Errorf("problem %q at %v in %d bytes", p.Message, p.Range, len(text))
			}
		}
		if !c.Assume.IsZero() {
			assume.NewSet(c.Assume)
		}
	})
}
