package terraform

import (
	"bytes"
	"errors"
	"maps"
	"path"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// seen are the functions on files, whose first argument is seen from the folder
// of the configuration.
var seen = []string{
	"file", "fileexists", "filebase64", "filemd5", "filesha1", "filesha256", "filesha512", "fileset", "templatefile",
}

// A callable is what a function of Terragrunt does.
type callable func(args []cty.Value) (cty.Value, error)

// provides reports whether there is a function called name for the configuration,
// of Terraform or of Terragrunt, and makes it. Where there is none, the others are
// made for hclsyntax to suggest one of.
// https://terragrunt.gruntwork.io/docs/reference/hcl/functions/
func (c *config) provides(name string) bool {
	if _, ok := c.functions[name]; ok {
		return true
	}
	f, ok := c.newFunction(name)
	if !ok {
		maps.Copy(c.functions, c.unit.e.library())
		for _, name := range slices.Concat(seen, slices.Collect(maps.Keys(c.callables()))) {
			c.functions[name], _ = c.newFunction(name)
		}
		return false
	}
	c.functions[name] = f
	return true
}

// newFunction returns the function called name.
func (c *config) newFunction(name string) (f function.Function, ok bool) {
	if call, ok := c.callables()[name]; ok {
		return c.anyCall(call), true
	}
	if !c.unit.e.provides(name) {
		return f, false
	}
	f = c.unit.e.functions[name]
	if slices.Contains(seen, name) {
		f = c.seenFromFile(f)
	}
	return f, true
}

// callables returns what the functions of Terragrunt do, by name.
func (c *config) callables() map[string]callable {
	if c.calls != nil {
		return c.calls
	}
	c.calls = c.folderFunctions()
	maps.Copy(c.calls, c.constantFunctions())
	for name, why := range c.outsideFunctions() {
		c.calls[name] = func(args []cty.Value) (cty.Value, error) { return c.unknownCall(name, args, why), nil }
	}
	c.calls["get_env"], c.calls["read_terragrunt_config"] = c.environment, c.readOther
	return c.calls
}

// anyCall returns a function of any arguments.
func (c *config) anyCall(f callable) function.Function {
	arg := anything("args")
	return dynamicFunction(nil, &arg, f)
}

// folderFunctions are those that say where something is.
func (c *config) folderFunctions() map[string]callable {
	dir := func(f func(args []cty.Value) string) callable {
		return func(args []cty.Value) (cty.Value, error) { return cty.StringVal(f(args)), nil }
	}
	return map[string]callable{
		"get_terragrunt_dir":          dir(func([]cty.Value) string { return absolute(c.dir) }),
		"get_working_dir":             dir(func([]cty.Value) string { return absolute(c.dir) }),
		"get_original_terragrunt_dir": dir(func([]cty.Value) string { return absolute(c.unit.dir) }),
		"get_repo_root":               dir(func([]cty.Value) string { return "/" }),
		"get_path_from_repo_root":     dir(func([]cty.Value) string { return c.dir }),
		"get_path_to_repo_root":       dir(func([]cty.Value) string { return relative(c.dir, ".") }),
		"get_parent_terragrunt_dir":   dir(func(args []cty.Value) string { return absolute(c.parent(args)) }),
		"path_relative_to_include":    dir(func(args []cty.Value) string { return relative(c.parent(args), c.dir) }),
		"path_relative_from_include":  dir(func(args []cty.Value) string { return relative(c.dir, c.parent(args)) }),
		"find_in_parent_folders":      c.findAbove,
	}
}

// absolute returns the absolute path of a folder of the tree, which begins at
// the root of the tree.
func absolute(dir string) string { return path.Join("/", dir) }

// constantFunctions are those whose result is the same everywhere.
func (c *config) constantFunctions() map[string]callable {
	list := func(names ...string) callable {
		return func([]cty.Value) (cty.Value, error) {
			items := make([]cty.Value, len(names))
			for i, n := range names {
				items[i] = cty.StringVal(n)
			}
			return cty.TupleVal(items), nil
		}
	}
	return map[string]callable{
		"get_terraform_commands_that_need_vars":        list("apply", "console", "destroy", "import", "plan", "push", "refresh"),
		"get_terraform_commands_that_need_locking":     list("apply", "destroy", "import", "plan", "refresh", "taint", "untaint"),
		"get_terraform_commands_that_need_input":       list("apply", "import", "init", "plan", "refresh"),
		"get_terraform_commands_that_need_parallelism": list("apply", "plan", "destroy"),
		"get_terraform_cli_args":                       list(),
		"get_default_retryable_errors":                 list(),
		"get_terraform_command":                        func([]cty.Value) (cty.Value, error) { return cty.StringVal("plan"), nil },
		"mark_as_read":                                 firstArgument,
		"mark_glob_as_read":                            firstArgument,
	}
}

func firstArgument(args []cty.Value) (cty.Value, error) {
	if len(args) == 0 {
		return cty.DynamicVal, errors.New("an argument is missing")
	}
	return args[0], nil
}

// outsideFunctions are those that ask for what is in no file, with the reason
// why it is not known.
func (c *config) outsideFunctions() map[string]string {
	const asks = "it asks AWS: pass --var for what it gives a value"
	return map[string]string{
		"run_cmd":                           "commands are not run: pass --var for what it gives a value",
		"sops_decrypt_file":                 "secrets are not decrypted",
		"get_aws_account_id":                asks,
		"get_aws_account_alias":             asks,
		"get_aws_caller_identity_arn":       asks,
		"get_aws_caller_identity_user_id":   asks,
		"get_platform":                      "it is that of the machine",
		"get_terragrunt_source_cli_flag":    "it is given on the command line of terragrunt",
		"get_terragrunt_source_cli_options": "it is given on the command line of terragrunt",
		"constraint_check":                  "versions are not compared",
	}
}

// unknownCall returns what a function would return that asks for what is in no
// file.
func (c *config) unknownCall(name string, args []cty.Value, why string) cty.Value {
	e := c.unit.e
	if name == "get_aws_account_id" && e.opts.Account != "" {
		return cty.StringVal(e.opts.Account)
	}
	label := name + "()"
	if len(args) > 0 && isString(args[0]) && !hasToken(args[0].AsString()) {
		label = name + `("` + args[0].AsString() + `")`
	}
	return c.unread(label, why, c.placeOf(name, label))
}

// placeOf returns where the configuration first has a call.
func (c *config) placeOf(name, label string) source.Range {
	f := c.unit.e.text(c.file)
	if f == nil {
		return c.atFile()
	}
	for _, text := range []string{label, name + "("} {
		if i := bytes.Index(f.Bytes, []byte(text)); i >= 0 {
			return f.Range(i, i+len(text))
		}
	}
	return c.atFile()
}

// environment is get_env(): its default, since what is in the environment of
// whoever runs Terragrunt is in no file.
func (c *config) environment(args []cty.Value) (cty.Value, error) {
	if len(args) > 1 {
		return args[1], nil
	}
	return c.unknownCall("get_env", args, "it is in the environment of whoever runs Terragrunt, which stops where it is not set: pass --var for what it gives a value, or give it a default"), nil
}

// parent returns the folder of the configuration that is included: the one
// through which this one is, or that of the include block named, or the first.
// Without one it is the folder itself.
func (c *config) parent(args []cty.Value) string {
	if len(args) > 0 && isString(args[0]) {
		for _, i := range c.unit.own.includes {
			if i.name == args[0].AsString() && i.config != nil {
				return path.Dir(i.config.file)
			}
		}
	}
	switch {
	case c.through != nil:
		return path.Dir(c.file)
	case len(c.includes) > 0 && c.includes[0].config != nil:
		return path.Dir(c.includes[0].config.file)
	}
	return c.dir
}

// findAbove is find_in_parent_folders(): the file or folder of that name in the
// nearest folder above.
func (c *config) findAbove(args []cty.Value) (cty.Value, error) {
	names := append(slices.Clone(unitFiles), "root.hcl")
	if len(args) > 0 {
		if !isString(args[0]) || hasToken(args[0].AsString()) {
			return cty.DynamicVal, nil
		}
		names = []string{args[0].AsString()}
	}
	for dir := c.dir; dir != "."; {
		dir = path.Dir(dir)
		for _, name := range names {
			full, err := source.Join(dir, name)
			if err != nil {
				continue
			}
			if c.exists(full) {
				return cty.StringVal(absolute(full)), nil
			}
		}
	}
	if len(args) > 1 {
		return args[1], nil
	}
	return cty.DynamicVal, &kindError{iac.MissingFile, names[0] + " is in no folder above " + c.dir}
}

// readOther is read_terragrunt_config(): the configuration in another file as
// an object.
func (c *config) readOther(args []cty.Value) (cty.Value, error) {
	if len(args) == 0 || !isString(args[0]) || hasToken(args[0].AsString()) {
		return cty.DynamicVal, nil
	}
	u := c.unit
	name, ok := c.within(args[0].AsString())
	switch {
	case !ok:
		return cty.DynamicVal, &kindError{iac.MissingFile, args[0].AsString() + " leads out of the scan root"}
	case !c.isFile(name) && len(args) > 1:
		return args[1], nil
	case !c.isFile(name):
		return cty.DynamicVal, &kindError{iac.MissingFile, name + " is not there"}
	case slices.Contains(u.reading, name):
		return cty.DynamicVal, &kindError{iac.EvaluationError, name + " reads itself"}
	case !u.mayRead():
		return cty.DynamicVal, &kindError{iac.LimitExceeded, name + " is not read: too many configurations read each other"}
	}
	read, ok := u.others[name]
	if !ok {
		read = u.read(name, path.Dir(name), nil)
		u.others[name] = read
	}
	u.reading = append(u.reading, name)
	defer func() { u.reading = u.reading[:len(u.reading)-1] }()
	return read.object(), nil
}

// seenFromFile returns a function on files whose first argument is seen from
// the folder of the configuration: that which it is for or else that of the
// file.
func (c *config) seenFromFile(f function.Function) function.Function {
	return c.anyCall(func(args []cty.Value) (cty.Value, error) {
		if len(args) > 0 && isString(args[0]) && !path.IsAbs(args[0].AsString()) {
			args = slices.Clone(args)
			name := args[0].AsString()
			dir := c.dir
			if full, err := source.Join(dir, name); err != nil || !c.exists(full) {
				dir = path.Dir(c.file)
			}
			args[0] = cty.StringVal(path.Join("/", dir, name))
		}
		return f.Call(args)
	})
}

func (c *config) exists(name string) bool {
	return c.unit.e.set.shelf.has(c.unit.e.tree, name)
}
