// Package aws holds facts about AWS: services and their endpoints, partitions,
// prefix lists. Facts only, each with its source; nothing here decides.
package aws

import "strings"

// A Partition is a group of regions with one DNS suffix.
type Partition struct {
	ID        string // aws, aws-cn, aws-us-gov
	DNSSuffix string // amazonaws.com
}

// partitions maps region prefixes to partitions; the first match counts.
// Source: endpoints.json of botocore, "dnsSuffix" of each partition.
var partitions = []struct {
	prefix string
	Partition
}{
	{"cn-", Partition{"aws-cn", "amazonaws.com.cn"}},
	{"us-gov-", Partition{"aws-us-gov", "amazonaws.com"}},
	{"us-iso-", Partition{"aws-iso", "c2s.ic.gov"}},
	{"us-isob-", Partition{"aws-iso-b", "sc2s.sgov.gov"}},
	{"eu-isoe-", Partition{"aws-iso-e", "cloud.adc-e.uk"}},
	{"us-isof-", Partition{"aws-iso-f", "csp.hci.ic.gov"}},
	{"eusc-", Partition{"aws-eusc", "amazonaws.eu"}},
}

// PartitionOf returns the partition of region. Regions of no known prefix, the
// empty one among them, are in the commercial partition.
func PartitionOf(region string) Partition {
	for _, p := range partitions {
		if strings.HasPrefix(region, p.prefix) {
			return p.Partition
		}
	}
	return Partition{"aws", "amazonaws.com"}
}

// DNSSuffixes returns the suffix of every partition, longest first.
func DNSSuffixes() []string {
	return []string{"amazonaws.com.cn", "cloud.adc-e.uk", "csp.hci.ic.gov", "amazonaws.com", "sc2s.sgov.gov", "amazonaws.eu", "c2s.ic.gov"}
}

// servicePrefixes are what endpoint service names begin with, longest first.
// Outside the commercial partition the prefix depends on the service.
// Source: InterfaceVpcEndpointAwsService of aws-cdk-lib 2.276.
var servicePrefixes = []string{
	"cn.com.amazonaws.", "com.amazonaws.", "gov.ic.c2s.", "gov.sgov.sc2s.",
	"uk.adc-e.cloud.", "gov.ic.hci.csp.", "eu.amazonaws.",
}

// CutServicePrefix returns what follows the partition's prefix in the name of
// an endpoint service, and whether it begins with one.
func CutServicePrefix(name string) (rest string, found bool) {
	for _, p := range servicePrefixes {
		if rest, found := strings.CutPrefix(name, p); found {
			return rest, true
		}
	}
	return name, false
}

// hosts maps the short name of an endpoint service to what precedes the region
// in its host name, where the two differ.
// Source: AWS General Reference, "Service endpoints".
var hosts = map[string]string{
	"ecr.api":          "api.ecr",
	"ecr.dkr":          "dkr.ecr",
	"kinesis-firehose": "firehose",
	"kinesis-streams":  "kinesis",
}

// Host returns the labels that precede the region in the host name of the
// service with the given short name: api.ecr for ecr.api.
func Host(service string) string {
	if h, ok := hosts[service]; ok {
		return h
	}
	return service
}

// A ServiceList is an AWS-managed prefix list: the public addresses of one
// service in one region.
type ServiceList struct {
	Service string // s3
	Region  string
}

// serviceLists maps ids to AWS-managed prefix lists. Ids are the same in every
// account but cannot be derived from the name; these are seen in many public
// configurations.
var serviceLists = map[string]ServiceList{
	"pl-63a5400a": {"s3", "us-east-1"},
	"pl-68a54001": {"s3", "us-west-2"},
	"pl-6da54004": {"s3", "eu-west-1"},
	"pl-6ea54007": {"s3", "eu-central-1"},
	"pl-02cd2c6b": {"dynamodb", "us-east-1"},
}

// ServiceListByID returns the AWS-managed prefix list with the given id and
// whether it is known here.
func ServiceListByID(id string) (ServiceList, bool) {
	l, ok := serviceLists[id]
	return l, ok
}
