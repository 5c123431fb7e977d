// Package snapshot reads what `aws ec2 describe-… --output json` printed, so
// that a VPC that another team owns is known without asking AWS. It knows the
// documents of the EC2 API and turns them into resources with their ids; what
// becomes of these it does not know.
package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Network is a VPC with all that is in it, or what belongs to none: that has
// no name.
type Network struct {
	Name      string // the id of the VPC
	Says      string // what there is, in a clause
	Range     source.Range
	Resources []*iac.Resource
	Listed    bool // all subnets of the VPC are among them
}

// Load returns the networks in the files, which are names in the tree of JSON
// files or of folders that hold some. What cannot be read is among the problems.
func Load(tree *source.Tree, names []string) ([]Network, []iac.Problem) {
	l := &loader{listed: map[string]bool{}, attributes: map[string]attributes{}}
	for _, name := range names {
		for _, file := range l.files(tree, name) {
			f, err := tree.ReadFile(file)
			if err != nil {
				l.fail(iac.MissingFile, source.Range{File: file}, err.Error())
				continue
			}
			l.read(f)
		}
	}
	return l.networks(), l.problems
}

// files returns the JSON files that a name stands for.
func (l *loader) files(tree *source.Tree, name string) []string {
	info, err := fs.Stat(tree.FS(), name)
	if err != nil || !info.IsDir() {
		return []string{name}
	}
	entries, err := tree.ReadDir(name)
	if err != nil {
		l.fail(iac.MissingFile, source.Range{File: name}, err.Error())
		return nil
	}
	var files []string
	for _, e := range entries {
		if !e.IsDir() && path.Ext(e.Name()) == ".json" {
			files = append(files, path.Join(name, e.Name()))
		}
	}
	if len(files) == 0 {
		l.fail(iac.MissingFile, source.Range{File: name}, "the folder of a snapshot holds no JSON file")
	}
	return files
}

func (l *loader) fail(kind iac.ProblemKind, at source.Range, message string) {
	l.problems = append(l.problems, iac.Problem{Kind: kind, Message: message, Range: at})
}

var errNoDocument = errors.New("not the output of an `aws ec2 describe-…` that is read: use those for vpcs, subnets, " +
	"route-tables, vpc-endpoints, security-groups, security-group-rules, network-acls, nat-gateways, internet-gateways, " +
	"prefix-lists, managed-prefix-lists, vpc-attribute and dhcp-options, as JSON")

// networks returns a network for each VPC, in the order of their ids, and one
// of what belongs to none.
func (l *loader) networks() []Network {
	slices.SortFunc(l.vpcs, func(a, b placed[vpc]) int { return strings.Compare(a.v.VpcID, b.v.VpcID) })
	var all []Network
	seen := map[string]bool{}
	for _, v := range l.vpcs {
		if v.v.VpcID == "" || seen[v.v.VpcID] {
			continue
		}
		seen[v.v.VpcID] = true
		all = append(all, l.network(v))
	}
	if lists := l.lists(); len(lists) > 0 {
		all = append(all, Network{Resources: lists})
	}
	return all
}

// network returns the VPC with all that is in it.
func (l *loader) network(v placed[vpc]) Network {
	w := &world{l: l, id: v.v.VpcID, at: v.at, account: v.v.OwnerID}
	w.region = l.regionOf(w.id)
	w.vpc(v.v)
	subnets := w.subnets()
	tables := w.tables()
	endpoints := w.endpoints()
	w.gateways()
	w.groups()
	w.acls()
	return Network{
		Name: w.id, Range: v.at, Resources: w.resources, Listed: l.listed["Subnets"],
		Says: fmt.Sprintf("VPC %s of the snapshot; subnets: %d, route tables: %d, endpoints: %d", v.v.CidrBlock, subnets, tables, endpoints),
	}
}

// inRegion is what the name of an availability zone begins with, local zones
// included: us-east-1 of us-east-1-bos-1a.
var inRegion = regexp.MustCompile(`^[a-z]{2}(?:-[a-z]+)+-\d+`)

// regionOf returns the region of a VPC, going by the zones of its subnets; empty
// if there are none.
func (l *loader) regionOf(vpc string) string {
	for _, s := range l.subnets {
		if region := inRegion.FindString(s.v.AvailabilityZone); s.v.VpcID == vpc && region != "" {
			return region
		}
	}
	return ""
}
