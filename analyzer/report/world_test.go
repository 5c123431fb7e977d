package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/report"
	"github.com/taskreach/taskreach/analyzer/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The files that the results of these tests quote.
var sources = map[string]string{
	"infra/security.tf": `# The groups of the tasks.

resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
`,
	"infra/endpoints.tf": `resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.s3"
}

resource "aws_vpc_endpoint" "logs" {
	private_dns_enabled = false # tabs
}
`,
	"infra/ecs.tf": `resource "aws_ecs_service" "api" {
  name = "api"
}

resource "aws_ecs_service" "worker" {
  name = "worker"
}
`,
	"infra/vpc.tf": `resource "aws_subnet" "private" {
  count = 3
}

variable "vpc_id" {}
`,
	"größe/naïve [1].tf": "resource \"aws_vpc\" \"main\" {\n  /* 𝕏 */ enable_dns_support = false\n}\n",
	"min.template": `{"Resources":{` + strings.Repeat(`"Filler":{"Type":"AWS::SNS::Topic"},`, 20) +
		`"Logs":{"Type":"AWS::EC2::VPCEndpoint","Properties":{"PrivateDnsEnabled":false}}}}`,
}

func tree() *source.Tree {
	fsys := fstest.MapFS{}
	for name, text := range sources {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return source.NewTree(fsys)
}

// at returns the range of the first text in a file; it fails to be found only
// by a mistake in the test.
func at(name, text string) source.Range {
	i := strings.Index(sources[name], text)
	if i < 0 {
		panic(name + " does not hold " + text)
	}
	return source.NewFile(name, []byte(sources[name])).Range(i, i+len(text))
}

// block returns the range of the block that begins with head.
func block(name, head string) source.Range {
	rest := sources[name][strings.Index(sources[name], head):]
	return at(name, rest[:strings.Index(rest, "\n}")+2])
}

var (
	s3EgressBlocked = &lint.Rule{
		ID: "TR402", Name: "s3-egress-blocked", Severity: lint.Error,
		Doc: "security group without egress to S3\n\nThe layers of an image come from S3.\nThe task stops with `CannotPullContainerError`.\n\nAllow it.",
	}
	zoneWithoutEndpoint = &lint.Rule{
		ID: "TR212", Name: "zone-without-endpoint", Severity: lint.Warning,
		Doc: "zone without an interface of the endpoint\n\nTraffic crosses zones.",
	}
	hint = &lint.Rule{ID: "TR901", Name: "hint", Severity: lint.Note, Doc: "a hint"}
)

func service(name string) *ecs.Task {
	return &ecs.Task{
		Address: "aws_ecs_service." + name,
		Resource: &iac.Resource{
			Address: "aws_ecs_service." + name,
			Header:  at("infra/ecs.tf", `resource "aws_ecs_service" "`+name+`" {`),
			Range:   block("infra/ecs.tf", `resource "aws_ecs_service" "`+name+`" {`),
		},
		Launch: ecs.Fargate, Platform: "LATEST",
	}
}

func need(name, host string) ecs.Need {
	return ecs.Need{Name: name, Host: iac.Text{{Literal: host}}, Port: 443, AtStart: true}
}

var (
	s3  = need("s3", "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com")
	api = need("ecr.api", "api.ecr.eu-west-1.amazonaws.com")
)

func subnet(address string) *network.Subnet {
	s := &network.Subnet{}
	s.Address, s.Range = address, block("infra/vpc.tf", `resource "aws_subnet" "private" {`)
	return s
}

// blocked is the proof that the group of the tasks does not let them reach S3.
func blocked(t *ecs.Task, s *network.Subnet) *reach.Proof {
	return &reach.Proof{
		Task: t, Need: s3, Subnet: s, Verdict: reach.Blocked, Via: "aws_vpc_endpoint.s3",
		Steps: []reach.Step{
			{Hop: reach.DNS, Verdict: reach.Allowed, Why: "public addresses of S3 in eu-west-1"},
			{Hop: reach.Route, Verdict: reach.Allowed, Why: "the prefix list of S3 leads to aws_vpc_endpoint.s3", At: block("infra/endpoints.tf", `resource "aws_vpc_endpoint" "s3" {`)},
			{
				Hop: reach.Egress, Verdict: reach.Blocked, Why: "no egress rule admits tcp/443 to the public addresses of S3 in eu-west-1",
				At: at("infra/security.tf", "egress {"), Code: "ENI_SG_RULES_MISMATCH", Fault: reach.EgressRefused,
			},
			{Hop: reach.ACLOut, Verdict: reach.Allowed, Why: "the default network ACL admits everything"},
			{Hop: reach.ACLReply, Verdict: reach.Allowed, Why: "the default network ACL admits everything"},
		},
	}
}

func reachable(t *ecs.Task, s *network.Subnet) *reach.Proof {
	return &reach.Proof{
		Task: t, Need: api, Subnet: s, Verdict: reach.Allowed, Via: "aws_vpc_endpoint.ecr_api",
		Steps: []reach.Step{
			{Hop: reach.DNS, Verdict: reach.Allowed, Why: "aws_vpc_endpoint.ecr_api answers for the name"},
			{Hop: reach.Route, Verdict: reach.Allowed, Why: "local to the VPC"},
		},
	}
}

func undecided(t *ecs.Task, u *iac.Unknown) *reach.Proof {
	return &reach.Proof{
		Task: t, Need: api,
		Steps: []reach.Step{
			{Hop: reach.DNS, Why: "the VPC is not known", At: u.Range, Unknown: []*iac.Unknown{u}},
			{Hop: reach.Egress, Verdict: reach.Allowed, Why: "allowed by aws_security_group.tasks"},
		},
	}
}

func stackOf(s *lint.Stack) *lint.Result { return &lint.Result{Stacks: []*lint.Stack{s}} }

func terraform() *iac.Stack { return &iac.Stack{Path: "infra", Kind: "terraform"} }

// clean is a result in which everything is proven.
func clean() *lint.Result {
	t := service("api")
	return stackOf(&lint.Stack{
		Stack: terraform(), Tasks: []*ecs.Task{t},
		Proofs: []*reach.Proof{reachable(t, subnet("aws_subnet.private[0]")), reachable(t, subnet("aws_subnet.private[1]"))},
	})
}

// broken is a result with an error on two tasks, a warning and a note.
func broken() *lint.Result {
	apiTask, worker := service("api"), service("worker")
	a, b, c := subnet("aws_subnet.private[0]"), subnet("aws_subnet.private[1]"), subnet("aws_subnet.private[2]")
	group := []*reach.Proof{blocked(apiTask, a), blocked(apiTask, b), blocked(apiTask, c), blocked(worker, a)}
	fine := reachable(apiTask, a)
	return stackOf(&lint.Stack{
		Stack: terraform(), Tasks: []*ecs.Task{apiTask, worker},
		Proofs: append([]*reach.Proof{fine}, group...),
		Findings: []*lint.Finding{
			{
				Rule: s3EgressBlocked, Severity: lint.Error, Proofs: group, Step: &group[0].Steps[2],
				Message: "2 tasks cannot download their image layers from S3: aws_security_group.tasks has no egress to S3",
				At:      at("infra/security.tf", "egress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = \"tcp\"\n    cidr_blocks = [\"10.0.0.0/16\"]\n  }"),
				Label:   "admits tcp/443 to 10.0.0.0/16 only",
				Mend:    "allow tcp/443 to the prefix list com.amazonaws.eu-west-1.s3",
				Related: []lint.Related{
					{At: block("infra/endpoints.tf", `resource "aws_vpc_endpoint" "s3" {`), Message: "the gateway endpoint keeps the public addresses of S3"},
					{Message: "10.0.0.0/16 does not contain them"},
				},
				Identity: "aws_security_group.tasks",
			},
			{
				Rule: zoneWithoutEndpoint, Severity: lint.Warning, Proofs: []*reach.Proof{fine},
				Message: "task aws_ecs_service.api crosses zones to aws_vpc_endpoint.logs",
				At:      at("infra/endpoints.tf", "private_dns_enabled = false"), Label: "here", Identity: "aws_vpc_endpoint.logs",
			},
			{Rule: hint, Severity: lint.Note, Message: "a hint", At: at("größe/naïve [1].tf", "enable_dns_support = false"), Identity: "aws_vpc.main"},
		},
	})
}

// unknown is a result with flows that the files do not decide.
func unknown() *lint.Result {
	t := service("api")
	vpc := &iac.Unknown{Name: "var.vpc_id", Why: "variable `vpc_id` has no value: pass --var or --var-file", Range: at("infra/vpc.tf", `variable "vpc_id" {}`)}
	region := &iac.Unknown{Name: "provider region", Why: "the region is not given: pass --region"}
	return stackOf(&lint.Stack{
		Stack: &iac.Stack{Path: "infra", Kind: "terraform", Problems: []iac.Problem{
			{Kind: iac.UnknownInput, Message: vpc.Why, Range: vpc.Range},
			{Kind: iac.UnknownInput, Message: "module `net` is not on disk: run `terraform init` or vendor it", Range: at("infra/ecs.tf", "name")},
		}},
		Tasks:  []*ecs.Task{t},
		Proofs: []*reach.Proof{undecided(t, region), undecided(t, vpc), undecided(t, vpc), reachable(t, subnet("aws_subnet.a"))},
	})
}

// troubled is a result of input that could not be read to its end.
func troubled() *lint.Result {
	r := clean()
	r.Problems = []iac.Problem{{Kind: iac.LimitExceeded, Message: "too deep"}}
	r.Stacks[0].Problems = []iac.Problem{
		{Kind: iac.ParseError, Message: "missing newline after argument", Range: at("infra/security.tf", "vpc_id")},
		{Kind: iac.MissingFile, Message: "reading infra/nothing.json: file does not exist", Range: source.Range{File: "infra/nothing.json"}},
		{Kind: iac.ParseError, Message: "unclosed brace", Range: source.Range{File: "../outside.tfvars", Start: source.Pos{Line: 3, Byte: 9}}},
	}
	return r
}

// minified is a result whose finding is in a template of one long line.
func minified() *lint.Result {
	t := service("api")
	p := blocked(t, nil)
	return stackOf(&lint.Stack{
		Stack: &iac.Stack{Path: "min.template", Kind: "cloudformation"}, Tasks: []*ecs.Task{t}, Proofs: []*reach.Proof{p},
		Findings: []*lint.Finding{{
			Rule: s3EgressBlocked, Severity: lint.Error, Message: "private DNS is off for Logs", Label: "private DNS is off",
			At: at("min.template", `"PrivateDnsEnabled":false`), Proofs: []*reach.Proof{p}, Identity: "Logs",
		}},
	})
}

// homeless is a finding about what is in no file, with hostile names.
func homeless() *lint.Result {
	t := service("worker")
	p := blocked(t, subnet("aws_subnet.a[\"\x1b[31m\"]"))
	p.Steps = p.Steps[3:]
	return stackOf(&lint.Stack{
		Stack: terraform(), Tasks: []*ecs.Task{t}, Proofs: []*reach.Proof{p},
		Findings: []*lint.Finding{{
			Rule: s3EgressBlocked, Severity: lint.Error, Proofs: []*reach.Proof{p},
			Message: "task aws_ecs_service.worker, [x](1), 100%\nthe default network ACL\x1b[2J admits nothing",
		}},
	})
}

// accepted is a result whose error is suppressed, in one of two ways.
func accepted(by lint.By) *lint.Result {
	r := broken()
	s := r.Stacks[0]
	one := lint.Suppressed{Finding: s.Findings[0], By: by}
	if by == lint.ByRemark {
		one.Reason, one.At = "moves with the next <release>", at("infra/security.tf", "# The groups of the tasks.")
	}
	s.Suppressed, s.Findings = []lint.Suppressed{one}, s.Findings[1:]
	return r
}

// fixed is a result whose finding has a fix of two edits, on a line with tabs.
func fixed() *lint.Result {
	t := service("api")
	p := blocked(t, subnet("aws_subnet.private[0]"))
	value := at("infra/endpoints.tf", "false")
	head := at("infra/endpoints.tf", "resource \"aws_vpc_endpoint\" \"logs\" {\n")
	return stackOf(&lint.Stack{
		Stack: terraform(), Tasks: []*ecs.Task{t}, Proofs: []*reach.Proof{p},
		Findings: []*lint.Finding{{
			Rule: s3EgressBlocked, Severity: lint.Error, Proofs: []*reach.Proof{p},
			Message: "private DNS is off for aws_vpc_endpoint.logs", Label: "private DNS is off", At: value,
			Mend: "turn private DNS on for aws_vpc_endpoint.logs", Identity: "aws_vpc_endpoint.logs",
			Fix: &lint.Fix{Description: "turn private DNS on for aws_vpc_endpoint.logs", Edits: []source.Edit{
				{Range: source.Range{File: head.File, Start: head.End, End: head.End}, Text: "\tvpc_id              = \"`𝕏`\"\n"},
				{Range: value, Text: "true"},
			}},
		}},
	})
}

type world struct {
	name   string
	result func() *lint.Result
}

var worlds = []world{
	{"clean", clean},
	{"broken", broken},
	{"unknown", unknown},
	{"troubled", troubled},
	{"minified", minified},
	{"homeless", homeless},
	{"remark", func() *lint.Result { return accepted(lint.ByRemark) }},
	{"baseline", func() *lint.Result { return accepted(lint.ByBaseline) }},
	{"fixed", fixed},
	{"no tasks", func() *lint.Result { return stackOf(&lint.Stack{Stack: terraform()}) }},
	{"no stacks", func() *lint.Result { return &lint.Result{} }},
}

// written returns what a format makes of a result.
func written(t *testing.T, format string, r *lint.Result, style report.Style) string {
	t.Helper()
	write, ok := report.Named(format)
	if !ok {
		t.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	err := write(&b, report.Run{
		Result: r, Rules: []*lint.Rule{zoneWithoutEndpoint, s3EgressBlocked, hint}, Version: "1.2.3",
		Files: tree(), Path: func(name string) string { return "../" + name }, Scope: "infra",
	}, style)
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares got with a golden file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", strings.ReplaceAll(name, " ", "-"))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got, rewrite with -update):\n%s", file, diff)
	}
}
