package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/source"
)

// inputFlags are the facts about a deployment that the user gives.
type inputFlags struct {
	variables       varFlags
	parameters      []string
	stackNames      []string
	region, account string
	workspace       string
	exclude         []string
	config          string
	strict          bool

	flags *pflag.FlagSet
}

func (in *inputFlags) bind(f *pflag.FlagSet) {
	in.flags = f
	in.variables.bind(f)
	f.StringArrayVar(&in.parameters, "parameters", nil, "`FILE` of CloudFormation parameters, JSON or YAML; repeatable, later ones win")
	f.StringArrayVar(&in.stackNames, "stack-name", nil, "`TEMPLATE=NAME` of the stack made of a CloudFormation template; repeatable")
	f.StringVar(&in.region, "region", "", "AWS region, where the files do not say")
	f.StringVar(&in.workspace, "workspace", "", "Terraform workspace; default if empty")
	f.StringVar(&in.account, "account", "", "AWS account id, where the files do not say")
	f.StringArrayVar(&in.exclude, "exclude", nil, "`PATTERN` of what is not searched, as in a .gitignore; repeatable")
	f.BoolVar(&in.strict, "strict", false, "parse what cannot matter, too, and report syntax errors in it")
	f.StringVar(&in.config, "config", "", "configuration `FILE`; by default the nearest "+config.Name+" at or above the paths")
}

// apply gives the inputs to the loaders.
func (in *inputFlags) apply(opts *analyzer.Options, s *scan) error {
	opts.Terraform.Region, opts.CloudFormation.Region = in.region, in.region
	opts.Terraform.Account, opts.CloudFormation.Account = in.account, in.account
	opts.Terraform.Workspace = in.workspace
	opts.Terraform.Strict, opts.CloudFormation.Strict = in.strict, in.strict
	if len(in.exclude) > 0 {
		opts.Exclude = []discover.Exclusion{{Dir: s.excludeDir, Patterns: in.exclude}}
	}
	opts.Terraform.Env = terraformEnv(os.Environ())
	var err error
	if opts.Terraform.Given, err = in.variables.given(s, in.flags.Changed("var-file")); err != nil {
		return err
	}
	if opts.Terraform.Variants, err = in.variables.mode(); err != nil {
		return err
	}
	opts.CloudFormation.Wiring = s.wiring
	opts.CloudFormation.Variants = opts.Terraform.Variants
	if opts.CloudFormation.Parameters, opts.CloudFormation.Kept, err = readParameters(in.parameters); err != nil {
		return err
	}
	names, err := pairs("--stack-name", in.stackNames)
	if err != nil {
		return err
	}
	opts.CloudFormation.StackNames, err = s.stackNames(names)
	return err
}

// terraformEnv returns the variables that the environment sets, by their name
// after TF_VAR_.
func terraformEnv(environ []string) map[string]string {
	env := map[string]string{}
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		if name, ok := strings.CutPrefix(name, "TF_VAR_"); ok {
			env[name] = value
		}
	}
	return env
}

// pairs parses values of the form NAME=VALUE, of which later ones win.
func pairs(flag string, values []string) (map[string]string, error) {
	all, err := assignments(flag, values)
	if err != nil {
		return nil, err
	}
	m := map[string]string{}
	for _, a := range all {
		m[a.Name] = a.Text
	}
	return m, nil
}

// readParameters returns the parameters in the files, of which later ones win,
// and the names of those that keep the value that their stack has.
func readParameters(files []string) (all map[string]string, kept []string, err error) {
	all = map[string]string{}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, fmt.Errorf("--parameters: %w", err)
		}
		parameters, previous, err := cloudformation.ParseParameters(source.NewFile(filepath.ToSlash(name), b))
		if err != nil {
			return nil, nil, fmt.Errorf("--parameters: %w", err)
		}
		for _, name := range previous {
			delete(all, name)
		}
		kept = slices.DeleteFunc(append(kept, previous...), func(name string) bool { _, given := parameters[name]; return given })
		maps.Copy(all, parameters)
	}
	return all, kept, nil
}

// stackNames returns names of stacks by the name of their template in the
// tree.
func (s *scan) stackNames(given map[string]string) (map[string]string, error) {
	names := map[string]string{}
	for template, stack := range given {
		p := template
		if !filepath.IsAbs(p) {
			p = filepath.Join(s.dir, p)
		}
		if _, err := os.Stat(p); err != nil {
			return nil, fmt.Errorf("--stack-name: %w", err)
		}
		name, err := s.name(resolved(p))
		if err != nil {
			return nil, fmt.Errorf("--stack-name: %w", err)
		}
		names[name] = stack
	}
	return names, nil
}
