package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
)

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a commented " + config.Name + " after looking at the stacks of a folder",
		Args:  cobra.MaximumNArgs(1),

		ValidArgsFunction: cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs),

		RunE: func(cmd *cobra.Command, args []string) error {
			folder := "."
			if len(args) > 0 {
				folder = args[0]
			}
			return initialize(cmd.Context(), folder)
		},
	}
}

// initialize writes a configuration file for a folder. It changes nothing of
// what check does until somebody takes away a comment sign.
func initialize(ctx context.Context, folder string) error {
	name := filepath.Join(folder, config.Name)
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("init: %s is there already, and is left as it is", name)
	}
	s, err := openScan([]string{folder})
	if err != nil {
		return err
	}
	result, err := analyzer.Analyze(ctx, analyzer.Options{Tree: s.tree, Paths: s.paths, Rules: s.rules})
	if err != nil {
		return err
	}
	d := newDraft(s, result)
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("init: %s is there already, and is left as it is", name)
	} else if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	_, err = file.WriteString(d.text())
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	_, err = fmt.Printf("wrote %s; stacks with tasks: %d, things that the files leave open: %d\n", name, len(d.stacks), d.size())
	return err
}

// schema is where editors find what may stand in the file.
const schema = "https://raw.githubusercontent.com/taskreach/taskreach/main/docs/config.schema.json"

// A draft is what a configuration file for some stacks may say.
type draft struct {
	b      bytes.Buffer
	stacks []string
	open   map[section][]opening
}

// A section is a key of what can be assumed.
type section string

// sections are in the order in which they are written, each with an example of
// what to say.
var sections = []struct {
	name    section
	example []string
}{
	{"values", nil},
	{"vpcs", []string{
		"cidr: 10.0.0.0/16",
		"routing: isolated # or nat, or public: of its subnets",
		"endpoints: [ecr.api, ecr.dkr, logs, s3]",
		"complete: true # it has no other endpoints and routes",
	}},
	{"subnets", []string{"routing: isolated"}},
	{"security-groups", []string{"egress: all"}},
}

// An opening is something that the files of some stacks leave open.
type opening struct {
	name   string
	stacks []string
}

func newDraft(s *scan, result *lint.Result) *draft {
	d := &draft{open: map[section][]opening{}}
	for _, stack := range result.Stacks {
		if len(stack.Tasks) == 0 {
			continue
		}
		name := s.display(stack.Path)
		d.stacks = append(d.stacks, name)
		for _, r := range stack.All() {
			if !r.Data {
				d.look(r, name)
			}
		}
	}
	return d
}

// look notes what a resource waits for.
func (d *draft) look(r *iac.Resource, stack string) {
	for _, to := range r.Body.Refs() {
		if in := sectionOf(to.Address); to.Data && in != "values" { // a value is that of an attribute
			d.note(in, to.Address, stack)
		}
	}
	for _, u := range r.Body.Unknowns() {
		name := u.Name
		switch address, _ := assume.DataSource(name); {
		case address != "" && sectionOf(address) != "values":
			d.note(sectionOf(address), address, stack)
			continue
		case strings.HasPrefix(name, "parameter "):
			name = "Parameter " + strings.TrimPrefix(name, "parameter ")
		case strings.HasPrefix(name, "import "):
			name = "export " + strings.TrimPrefix(name, "import ")
		}
		if config.IsInput(name) && !strings.ContainsAny(name, "${}*") {
			d.note(guess(name), name, stack)
		}
	}
}

// sectionOf returns the section that a data source belongs to, or none if there
// is nothing to say of it.
func sectionOf(address string) section {
	_, rest, _ := strings.Cut("."+address, ".data.")
	kind, _, _ := strings.Cut(rest, ".")
	switch kind {
	case "aws_vpc", "aws_vpcs":
		return "vpcs"
	case "aws_subnet", "aws_subnets", "aws_subnet_ids":
		return "subnets"
	case "aws_security_group", "aws_security_groups":
		return "security-groups"
	case "aws_ssm_parameter", "terraform_remote_state", "tfe_outputs", "aws_cloudformation_export", "aws_cloudformation_stack":
		return "values"
	}
	return ""
}

// guess returns the section that an input belongs to, going by its name.
func guess(name string) section {
	name = strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	switch {
	case strings.Contains(name, "subnet") && !strings.Contains(name, "cidr"):
		return "subnets"
	case strings.Contains(name, "securitygroup"), strings.Contains(name, "security_group"):
		return "security-groups"
	case strings.Contains(name, "vpc") && !strings.Contains(name, "cidr"):
		return "vpcs"
	}
	return "values"
}

func (d *draft) note(in section, name, stack string) {
	if in == "" {
		return
	}
	i := slices.IndexFunc(d.open[in], func(o opening) bool { return o.name == name })
	if i < 0 {
		i = len(d.open[in])
		d.open[in] = append(d.open[in], opening{name: name})
	}
	if o := &d.open[in][i]; !slices.Contains(o.stacks, stack) {
		o.stacks = append(o.stacks, stack)
	}
}

func (d *draft) size() (n int) {
	for _, s := range sections {
		n += len(d.open[s.name])
	}
	return n
}

// text returns the file. What is said to people begins with a comment sign and
// a blank, what can be switched on with the sign alone.
func (d *draft) text() string {
	const most = 20
	d.say("yaml-language-server: $schema="+schema, "")
	d.say("Configuration of taskreach. Every flag of `taskreach check` has a key of its", "name here. Take away a # to switch a line on.")
	d.say("", fmt.Sprintf("Stacks with tasks: %d", len(d.stacks)))
	for i, s := range d.stacks {
		if i == most {
			d.say(fmt.Sprintf("- and %d more", len(d.stacks)-most))
			break
		}
		d.say("- " + s)
	}
	d.b.WriteString("\n")
	d.say("What is not searched, as in a .gitignore.")
	d.off("exclude: [examples/]\n")
	d.say("Reports to write: FORMAT or FORMAT=FILE.")
	d.off("format: [text, sarif=taskreach.sarif]\n")
	d.say("Exit 1 on findings of this severity or worse: error, warning, note, never.")
	d.off("fail-on: error\n")
	d.say("Where the files do not say.")
	d.off("region: eu-west-1", `account: "123456789012"`+"\n")
	d.say("Severities of rules, or off; `taskreach rules` lists them.")
	d.off("rules:", "  isolated-subnet: warning\n")
	d.say("Findings that are accepted.")
	d.off("ignore:", "  - rule: TR101", "    path: infra/**", "    until: 2027-01-31", "    reason: moves behind a NAT gateway\n")
	d.say("Folder with what `aws ec2 describe-… --output json` prints of networks that", "no file here declares: vpcs, subnets, route-tables, vpc-endpoints,",
		"security-groups, network-acls, nat-gateways, internet-gateways,", "vpc-attribute, dhcp-options, prefix-lists.")
	d.off("snapshot: aws/\n")
	d.assume()
	return d.b.String()
}

// assume writes what is open in the files, ready to be said.
func (d *draft) assume() {
	d.say("What the files leave open. Proofs then hold if this does.")
	if d.size() == 0 {
		d.off("assume:", "  vpcs:", "    vpc-0123456789abcdef0:")
		d.example(sections[1].example)
		return
	}
	d.off("assume:")
	for _, s := range sections {
		if len(d.open[s.name]) == 0 {
			continue
		}
		d.off("  " + string(s.name) + ":")
		for _, o := range d.open[s.name] {
			of := " # in " + strings.Join(o.stacks[:min(3, len(o.stacks))], ", ")
			if s.example == nil {
				d.off("    " + yamlKey(o.name) + ": \"\"" + of)
				continue
			}
			d.off("    " + yamlKey(o.name) + ":" + of)
			d.example(s.example)
			if vpcs := d.open["vpcs"]; s.name == "subnets" && len(vpcs) > 1 {
				d.example([]string{"vpc: " + yamlKey(vpcs[0].name)})
			}
		}
	}
}

func (d *draft) example(lines []string) {
	for _, l := range lines {
		d.off("      " + l)
	}
}

// yamlKey returns a name as a key of YAML.
func yamlKey(name string) string {
	if strings.ContainsAny(name, "\"'[]{}#:,&*!|>%@`\\\n\t") {
		return strconv.Quote(name)
	}
	return name
}

func (d *draft) say(lines ...string) {
	for _, l := range lines {
		d.b.WriteString(strings.TrimRight("# "+strings.ReplaceAll(l, "\n", " "), " ") + "\n")
	}
}

// off writes lines of YAML that are switched off.
func (d *draft) off(lines ...string) {
	for _, l := range lines {
		d.b.WriteString("#" + l + "\n")
	}
}
