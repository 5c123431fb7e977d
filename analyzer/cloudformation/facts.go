package cloudformation

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// facts are what no template says. Each is one unknown for a whole Load, so
// that the same fact is equal wherever it is used.
type facts struct {
	region        *iac.Unknown
	account       *iac.Unknown
	partition     *iac.Unknown
	suffix        *iac.Unknown
	notifications *iac.Unknown
	zones         map[string][]*iac.Unknown // by the text of the region
	dynamic       map[string]*iac.Unknown   // by {{resolve:…}} as written
}

func newFacts() *facts {
	unknown := func(name, why string) *iac.Unknown { return &iac.Unknown{Name: name, Why: why} }
	return &facts{
		region:        unknown("AWS::Region", "the region is not given: pass --region"),
		account:       unknown("AWS::AccountId", "the account is not given: pass --account"),
		partition:     unknown("AWS::Partition", "the region is not given: pass --region"),
		suffix:        unknown("AWS::URLSuffix", "the region is not given: pass --region"),
		notifications: unknown("AWS::NotificationARNs", "who deploys the stack decides it"),
		zones:         map[string][]*iac.Unknown{},
		dynamic:       map[string]*iac.Unknown{},
	}
}

// isDeployment reports whether u is the region or account or follows from
// them: it then holds neither blanks nor separators.
func (f *facts) isDeployment(u *iac.Unknown) bool {
	return u == f.region || u == f.account || u == f.partition || u == f.suffix
}

// knownZones is how many availability zones every region has at least, but for
// a few of two.
const knownZones = 3

// zonesOf returns the availability zones of a region: symbols that are equal
// wherever the region is.
func (f *facts) zonesOf(region iac.Text, at source.Range) iac.Value {
	key := region.String()
	if f.zones[key] == nil {
		name := strings.TrimSuffix(strings.TrimPrefix(key, "${"), "}")
		const why = "the account and the region decide which availability zones there are"
		all := &iac.Unknown{Name: name + " zones", Why: why}
		for i := range knownZones {
			u := &iac.Unknown{Name: fmt.Sprintf("%s zone %d", name, i+1), Why: why, List: all}
			f.zones[key] = append(f.zones[key], u)
		}
	}
	var zones []iac.Value
	for _, u := range f.zones[key] {
		zones = append(zones, iac.UnknownValue(u, at))
	}
	return iac.List(zones, f.zones[key][0].List, at)
}

// dynamicReference returns the value of a {{resolve:…}}.
func (f *facts) dynamicReference(reference string, at source.Range) *iac.Unknown {
	if u := f.dynamic[reference]; u != nil {
		return u
	}
	store := "the SSM parameter store"
	if strings.HasPrefix(reference, "{{resolve:secretsmanager:") {
		store = "Secrets Manager"
	}
	u := &iac.Unknown{Name: reference, Why: fmt.Sprintf("`%s` is read from %s at deploy", reference, store), Range: at}
	f.dynamic[reference] = u
	return u
}

// partitionOf returns the partition of a region and the suffix of its host
// names.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
func partitionOf(region string) (partition, suffix string) {
	switch {
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn", "amazonaws.com.cn"
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov", "amazonaws.com"
	}
	return "aws", "amazonaws.com"
}

// deployment is where and under what name a stack is deployed.
type deployment struct {
	region, account, partition, suffix, name iac.Value
}

// deploymentOf returns the deployment of the template t. What a cdk.out says
// of its stack comes before the options, and these before what comes with the
// parameters.
func (l *loader) deploymentOf(t *template, set *parameterSet) deployment {
	stack := t.cdk.stack(t.name)
	region := cmp.Or(stack.region, l.opts.Region, set.region)
	account := cmp.Or(stack.account, l.opts.Account)
	name := cmp.Or(l.opts.StackNames[t.name], stack.name, set.stackName)
	nowhere := source.Range{}
	d := deployment{
		region:    iac.UnknownValue(l.facts.region, nowhere),
		account:   iac.UnknownValue(l.facts.account, nowhere),
		partition: iac.UnknownValue(l.facts.partition, nowhere),
		suffix:    iac.UnknownValue(l.facts.suffix, nowhere),
	}
	if region != "" {
		partition, suffix := partitionOf(region)
		d.region = iac.String(region, nowhere)
		d.partition = iac.String(partition, nowhere)
		d.suffix = iac.String(suffix, nowhere)
	}
	if account != "" {
		d.account = iac.String(account, nowhere)
	}
	d.name = iac.String(name, nowhere)
	if name == "" {
		d.name = iac.UnknownValue(&iac.Unknown{
			Name: "AWS::StackName of " + t.name,
			Why:  fmt.Sprintf("the stack of `%s` has no name: pass --stack-name %s=NAME", t.name, t.name),
		}, nowhere)
	}
	return d
}

// nestedIn returns the deployment of the stack that the resource id nests.
func (d deployment) nestedIn(parent *instance, id string) deployment {
	name := parent.path() + id
	d.name = iac.UnknownValue(&iac.Unknown{
		Name: "AWS::StackName of " + name,
		Why:  "CloudFormation names nested stacks when it creates them",
	}, source.Range{})
	return d
}

// pseudo returns the value of a pseudo parameter, and whether there is one
// called name.
func (in *instance) pseudo(name string) (v iac.Value, ok bool) {
	d := in.deployment
	switch name {
	case "AWS::Region":
		return d.region, true
	case "AWS::AccountId":
		return d.account, true
	case "AWS::Partition":
		return d.partition, true
	case "AWS::URLSuffix":
		return d.suffix, true
	case "AWS::StackName":
		return d.name, true
	case "AWS::StackId":
		return in.once("pseudo AWS::StackId", source.Range{}, in.stackID), true
	case "AWS::NotificationARNs":
		return iac.UnknownValue(in.load.facts.notifications, source.Range{}), true
	case "AWS::NoValue":
		return iac.Absent(source.Range{}), true
	}
	return iac.Value{}, false
}

func (in *instance) stackID() iac.Value {
	d := in.deployment
	unique := &iac.Unknown{Name: "AWS::StackId", Why: "CloudFormation makes it when it creates the stack"}
	t := textOf("arn:", d.partition, ":cloudformation:", d.region, ":", d.account, ":stack/", d.name, "/", unique)
	return iac.TextValue(t, source.Range{})
}

// textOf returns the text made of pieces: strings, values, references and
// unknowns.
func textOf(pieces ...any) iac.Text {
	var t iac.Text
	for _, p := range pieces {
		switch p := p.(type) {
		case string:
			t = append(t, iac.Part{Literal: p})
		case iac.Value:
			part, _ := p.Text()
			t = append(t, part...)
		case *iac.Unknown:
			t = append(t, iac.Part{Unknown: p})
		case iac.Part:
			t = append(t, p)
		}
	}
	return t
}
