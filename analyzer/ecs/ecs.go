// Package ecs is the demand side: the tasks that the files start, where they
// are placed, and what each needs to reach. It knows what a container
// definition asks for; whether that can be had is for reach.
package ecs

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Launch is the kind of capacity that a task runs on.
type Launch string

// The kinds of capacity.
const (
	UnknownLaunch Launch = ""
	Fargate       Launch = "FARGATE"
	EC2           Launch = "EC2"
	Managed       Launch = "MANAGED_INSTANCES" // instances that AWS runs in the account's subnets
	External      Launch = "EXTERNAL"
)

// A Task is one task definition placed by one resource that starts tasks.
type Task struct {
	Address  string // of the resource that starts it
	Resource *iac.Resource

	Launch        Launch
	LaunchUnknown *iac.Unknown // why the launch type is not known
	Platform      string       // platform version, LATEST
	Region        iac.Text

	ENI        *network.ENI // the task's own interface
	Instance   *network.ENI // the container instance's; nil if not known
	Definition *Definition  // never nil

	Needs []Need

	Desired        iac.Value // how many run at a time; absent unless a service keeps them running
	MaximumPercent iac.Value // of those, how many may run while a deployment replaces them

	// PublicIPAttr is what decides in a service whether its tasks get a public
	// address; no name for what else starts tasks.
	PublicIPAttr iac.Name

	// Redefined says why another revision of the task definition may be deployed;
	// nil if none is. Proofs are of the one in the files, which the first
	// deployment runs.
	Redefined *iac.Unknown

	cluster iac.Value
	exec    iac.Value // whether ECS Exec is on
}

// Placed returns the interface that the packets for need leave from. It is nil
// where the files do not tell: for a container instance that they do not show.
func (t *Task) Placed(n Need) *network.ENI {
	if t.Launch == Fargate || n.FromTask && t.ownsENI() {
		return t.ENI
	}
	return t.Instance
}

// ClusterUnknowns returns why the cluster that runs the task is not known, if it
// is not.
func (t *Task) ClusterUnknowns() []*iac.Unknown { return t.cluster.Unknowns() }

// ownsENI reports whether the task has an interface of its own. A network
// configuration is required in awsvpc mode and refused in every other (Amazon
// ECS API, CreateService).
func (t *Task) ownsENI() bool {
	return t.Launch == Fargate || len(t.ENI.Subnets) > 0 || t.ENI.SubnetsMore != nil
}

// A Need is a destination that a task must reach.
type Need struct {
	Name    string   // ecr.api, s3, registry:ghcr.io
	Host    iac.Text // what the task looks up
	Port    uint16
	Service string   // short name of the endpoint service, if AWS has one
	Region  iac.Text // of the service
	AtStart bool     // the task does not start without it

	// DualStack says that the host is one of those that AWS serves over IPv4
	// and IPv6, which only a dual-stack endpoint answers for.
	DualStack bool

	// At most one of these is set: for a need that is not simply a connection
	// to what the host's name resolves to.
	FileSystem *network.FileSystem   // reached through the mount target in the task's zone
	Balancer   *network.LoadBalancer // the other way round: it must reach the task
	Server     *network.Server       // reached at its interfaces

	Trigger  string         // what in the task definition asks for it
	Range    source.Range   // where
	FromTask bool           // sent by the task's own interface on any capacity
	Requests []Request      // what is asked there, for policies
	If       *iac.Unknown   // the need exists only if this turns out so
	Beyond   *iac.Unknown   // why it is not enough that packets arrive
	Unless   *iac.Unknown   // why the task may do without: a flow that is blocked is not decided
	Others   []source.Range // further places that ask for it
}

// A Request is one call that a need makes.
type Request struct {
	Action   string   // ecr:BatchGetImage
	Resource iac.Text // ARN; empty for any
	By       Signer
}

// A Signer is whose identity signs a request.
type Signer uint8

// The signers.
const (
	ExecutionRole Signer = iota // of the task definition: what is fetched before the task runs
	TaskRole                    // of the task definition: what runs in the task
	InstanceRole                // of the container instance: the agent
	Application                 // the task role, by a statement that is seen to let it
	AWS                         // none of the account: a URL that AWS has signed
)

// requests returns requests for the actions on the resource.
func requests(by Signer, resource iac.Text, actions ...string) []Request {
	var all []Request
	for _, a := range actions {
		all = append(all, Request{Action: a, Resource: resource, By: by})
	}
	return all
}

// undecided is the resource of a request that what runs decides.
func undecided(what string, at source.Range) iac.Text {
	return iac.Text{{Unknown: &iac.Unknown{Name: what, Range: at, Why: what + " is decided at run time"}}}
}

// Tasks returns every task that the resources start, with what it needs.
func Tasks(resources []*iac.Resource, g *network.Graph) []*Task {
	c := newCatalogue(resources, g)
	var tasks []*Task
	for _, r := range resources {
		launch, ok := launchers[r.Type]
		if !ok || r.Data != (r.Type == taskExecution) {
			continue
		}
		if exists, known := r.Exists.Bool(); known && !exists {
			continue
		}
		for _, t := range launch(c, r) {
			t.Needs = c.needsOf(t)
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// Launches reports whether resources of the type start tasks.
func Launches(kind string) bool { return launchers[kind] != nil }

// launchers maps the resource types that start tasks to what reads them.
var launchers = map[string]func(*catalogue, *iac.Resource) []*Task{
	"aws_ecs_service":                  service,
	"AWS::ECS::Service":                service,
	taskExecution:                      service,
	"aws_ecs_task_set":                 taskSet,
	"AWS::ECS::TaskSet":                taskSet,
	"aws_ecs_express_gateway_service":  expressService,
	"AWS::ECS::ExpressGatewayService":  expressService,
	"aws_cloudwatch_event_target":      eventTarget,
	"AWS::Events::Rule":                eventRule,
	"aws_scheduler_schedule":           schedule,
	"AWS::Scheduler::Schedule":         schedule,
	"aws_pipes_pipe":                   pipe,
	"AWS::Pipes::Pipe":                 pipe,
	"aws_sfn_state_machine":            stateMachine,
	"AWS::StepFunctions::StateMachine": stateMachine,
	"AWS::Serverless::StateMachine":    stateMachine,
	"aws_batch_job_definition":         job,
	"AWS::Batch::JobDefinition":        job,
}

// taskExecution is the data source that runs a task while Terraform plans. It
// is written like a service.
const taskExecution = "aws_ecs_task_execution"

// A catalogue finds what tasks are made of among the resources.
type catalogue struct {
	definitions map[*iac.Resource]*Definition
	order       []*Definition
	resources   []*iac.Resource
	graph       *network.Graph
	granted     map[*iac.Resource][]grant
}

func newCatalogue(resources []*iac.Resource, g *network.Graph) *catalogue {
	c := &catalogue{definitions: map[*iac.Resource]*Definition{}, resources: resources, graph: g, granted: map[*iac.Resource][]grant{}}
	for _, r := range resources {
		if isDefinition(r) {
			d := definition(r)
			c.definitions[r] = d
			c.order = append(c.order, d)
		}
	}
	return c
}

// needs lists what asks for destinations. Each reads the definition of a task,
// or else what starts it, and returns the needs that it finds there.
var needs = []struct {
	find    func(*catalogue, *Task) []Need
	defined bool // read from the definition
}{
	{imageNeeds, true},
	{logNeeds, true},
	{secretNeeds, true},
	{environmentFileNeeds, true},
	{fileSystemNeeds, true},
	{agentNeeds, false},
	{balancerNeeds, false},
	{execNeeds, false},
	{connectNeeds, false},
	{routerNeeds, true},
	{sidecarNeeds, true},
	{taskRoleNeeds, true},
	{environmentNeeds, true},
}

// needsOf returns the needs of a task, one for each destination, in the order
// in which a task meets them.
func (c *catalogue) needsOf(t *Task) []Need {
	var all []Need
	seen := map[string]int{}
	for _, ask := range needs {
		for _, n := range ask.find(c, t) {
			if ask.defined {
				n.Unless = firstReason(n.Unless, t.Definition.differs)
			}
			key := fmt.Sprintf("%s %s:%d %t", n.Name, n.Host, n.Port, t.Placed(n) == t.ENI)
			if i, ok := seen[key]; ok && all[i].apart(n) {
				key += " at another time"
			}
			if i, ok := seen[key]; ok {
				all[i].merge(n)
				continue
			}
			seen[key] = len(all)
			all = append(all, n)
		}
	}
	return c.inFIPSMode(t, all)
}

// apart reports whether one of the two is there for sure at run time, and the
// other may be there at the start: neither stands for both.
func (n *Need) apart(m Need) bool {
	return n.AtStart != m.AtStart && (n.AtStart && n.If != nil || m.AtStart && m.If != nil)
}

// merge adds to n another reason to reach the same destination: the need is as
// early as the earlier of the two, and as certain as that one; of two that are
// equally early, as the more certain.
func (n *Need) merge(m Need) {
	n.Others = append(n.Others, m.Range)
	n.Requests = append(n.Requests, m.Requests...)
	switch {
	case n.AtStart && !m.AtStart:
	case m.AtStart && !n.AtStart:
		n.AtStart, n.If, n.Unless = true, m.If, m.Unless
	default:
		if m.If == nil {
			n.If = nil
		}
		if m.Unless == nil {
			n.Unless = nil
		}
	}
}
