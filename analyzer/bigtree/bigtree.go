// Package bigtree makes trees of Terraform files for benchmarks: as large as
// is asked for, and the same each time. It knows what real repositories hold
// and in what shares, and nothing of how they are analysed.
package bigtree

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// Roots returns n small root modules as repositories have them: three of eleven
// with services in a network of their own, the others with what else there is,
// in the sizes and with the share that can matter that was measured.
//
// In 415 roots of 75 public repositories that deploy to AWS and are no libraries
// of modules (November 2026), 27% declare or call a service. Those have 13.6 KB
// in 6 files on average, and 72% of the bytes are in blocks that are parsed at
// once; the others have 6.4 KB in 5 files, and 67%. Of all bytes 20% are calls of
// modules, 15% variables, and 16% resources that are skipped.
func Roots(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	add(tree, "modules/bucket/main.tf", bucketModule)
	const of, services = 11, 3
	for i := range n {
		name := fmt.Sprintf("s%04d", i)
		dir := "stacks/" + name + "/"
		add(tree, dir+"variables.tf", fill(variables, name))
		if i*services%of >= services {
			add(tree, dir+"variables.tf", moreVariables)
			add(tree, dir+"main.tf", fill(bucketCall, "assets"), fill(bucketCall, "exports"), application(0))
			add(tree, dir+"iam.tf", access)
			add(tree, dir+"parameters.tf", settings)
			add(tree, dir+"outputs.tf", bucketOutputs)
			continue
		}
		add(tree, dir+"network.tf", network)
		for _, app := range []string{"web", "api", "jobs", "search"} {
			add(tree, dir+app+".tf", fill(service, app, "aws_subnet.private[*].id", "aws_vpc.main.id"))
		}
		add(tree, dir+"application.tf", application(0), application(1))
		add(tree, dir+"outputs.tf", outputs)
	}
	return tree
}

// Serving returns n small root modules without modules: in each a network of its
// own, a service in it and what applications have beside.
func Serving(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	for i := range n {
		name := fmt.Sprintf("s%04d", i)
		dir := "stacks/" + name + "/"
		add(tree, dir+"variables.tf", fill(variables, name))
		add(tree, dir+"network.tf", network)
		add(tree, dir+"service.tf", fill(service, "app", "aws_subnet.private[*].id", "aws_vpc.main.id"))
		add(tree, dir+"application.tf", application(0), application(1), application(2))
		add(tree, dir+"outputs.tf", outputs)
	}
	return tree
}

// Sparse returns one root module with a service among n times a function, its
// queue, its alarm and its outputs.
func Sparse(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	add(tree, "variables.tf", fill(variables, "prod"))
	add(tree, "network.tf", network)
	add(tree, "service.tf", fill(service, "app", "aws_subnet.private[*].id", "aws_vpc.main.id"))
	const each = 20 // in a file
	for i := range n {
		add(tree, fmt.Sprintf("application%03d.tf", i/each), application(i))
	}
	return tree
}

// Dense returns one root module with n services in one network and nothing
// beside them.
func Dense(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	add(tree, "variables.tf", fill(variables, "prod"))
	add(tree, "network.tf", network)
	for i := range n {
		name := fmt.Sprintf("app%d", i)
		add(tree, name+".tf", fill(service, name, "aws_subnet.private[*].id", "aws_vpc.main.id"))
	}
	return tree
}

// Shared returns n root modules that call one local module, which has the
// network and the service.
func Shared(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	add(tree, "modules/stack/variables.tf", fill(variables, "prod"))
	add(tree, "modules/stack/network.tf", network)
	add(tree, "modules/stack/service.tf", fill(service, "app", "aws_subnet.private[*].id", "aws_vpc.main.id"))
	for i := range n {
		add(tree, fmt.Sprintf("stacks/s%04d/main.tf", i), fill(stackCall, fmt.Sprintf("s%04d", i)))
	}
	return tree
}

// Joined returns the root module of a network and n root modules of services,
// half of which read the state of the network and half of which look it up.
func Joined(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	add(tree, "network/variables.tf", fill(variables, "prod"))
	add(tree, "network/network.tf", fill(backend, "network"), network, outputs)
	for i := range n {
		joinTo(tree, "network", "prod", i)
	}
	return tree
}

// Paired returns n times the root module of a network and one of a service in
// it, half of which read the state of the network and half of which look it up.
func Paired(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	for i := range n {
		env := fmt.Sprintf("e%04d", i)
		dir := "networks/" + env + "/"
		add(tree, dir+"variables.tf", fill(backend, "networks/"+env), fill(variables, env))
		add(tree, dir+"network.tf", network, outputs)
		joinTo(tree, "networks/"+env, env, i)
	}
	return tree
}

// joinTo adds the i-th service, in the network of which the environment and the
// name of the state are given.
func joinTo(tree fstest.MapFS, state, env string, i int) {
	name := fmt.Sprintf("s%04d", i)
	dir := "services/" + name + "/"
	add(tree, dir+"variables.tf", fill(backend, name), fill(variables, env))
	if i%2 == 0 {
		add(tree, dir+"data.tf", fill(stateOfNetwork, state))
		add(tree, dir+"service.tf", fill(service, name, "data.terraform_remote_state.network.outputs.private_subnet_ids", "data.terraform_remote_state.network.outputs.vpc_id"))
		return
	}
	add(tree, dir+"data.tf", lookUpOfNetwork)
	add(tree, dir+"service.tf", fill(service, name, "data.aws_subnets.private.ids", "data.aws_vpc.main.id"))
}

// Units returns n units of Terragrunt in ten environments: in each a network,
// and services that depend on it.
func Units(n int) fstest.MapFS {
	tree := fstest.MapFS{}
	const environments = 10
	add(tree, "modules/network/variables.tf", fill(variables, "prod"))
	add(tree, "modules/network/network.tf", network, outputs)
	add(tree, "modules/service/variables.tf", fill(variables, "prod"), serviceVariables)
	add(tree, "modules/service/service.tf", fill(service, "app", "var.subnet_ids", "var.vpc_id"))
	add(tree, "live/root.hcl", rootUnit)
	for i := range min(n, environments) {
		env := fmt.Sprintf("live/env%02d/", i)
		add(tree, env+"env.hcl", fill("locals {\n  env = \"NAME\"\n}\n", fmt.Sprintf("env%02d", i)))
		add(tree, env+"network/terragrunt.hcl", networkUnit)
	}
	for i := environments; i < n; i++ {
		add(tree, fmt.Sprintf("live/env%02d/app%04d/terragrunt.hcl", i%environments, i), fill(serviceUnit, fmt.Sprintf("app%04d", i)))
	}
	return tree
}

// Size returns how many bytes the files of the tree have.
func Size(tree fstest.MapFS) int64 {
	var n int64
	for _, f := range tree {
		n += int64(len(f.Data))
	}
	return n
}

// add puts texts at the end of the file called name.
func add(tree fstest.MapFS, name string, texts ...string) {
	f, ok := tree[name]
	if !ok {
		f = &fstest.MapFile{}
		tree[name] = f
	}
	for _, text := range texts {
		f.Data = append(f.Data, text...)
	}
}

// fill returns a text with what stands for the name of what it declares, its
// subnets and its VPC.
func fill(text string, values ...string) string {
	for i, placeholder := range []string{"NAME", "SUBNETS", "VPC"}[:len(values)] {
		text = strings.ReplaceAll(text, placeholder, values[i])
	}
	return text
}

// application returns the i-th function with what belongs to it.
func application(i int) string { return fill(function, fmt.Sprintf("f%04d", i)) }
