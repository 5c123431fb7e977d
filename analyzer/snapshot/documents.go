package snapshot

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// The documents of the EC2 API as the AWS CLI prints them, as far as they
// matter. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference, the
// actions Describe….
type (
	vpc struct {
		VpcID         string `json:"VpcId"`
		CidrBlock     string
		OwnerID       string `json:"OwnerId"`
		DhcpOptionsID string `json:"DhcpOptionsId"`
		Tags          []tag

		CidrBlockAssociationSet []struct {
			CidrBlock      string
			CidrBlockState struct{ State string }
		}
	}
	tag struct{ Key, Value string }

	subnet struct {
		SubnetID            string `json:"SubnetId"`
		VpcID               string `json:"VpcId"`
		CidrBlock           string
		AvailabilityZone    string
		MapPublicIPOnLaunch bool `json:"MapPublicIpOnLaunch"`
		Ipv6Native          bool
		Tags                []tag
	}

	routeTable struct {
		RouteTableID string `json:"RouteTableId"`
		VpcID        string `json:"VpcId"`
		Tags         []tag
		Routes       []route
		Associations []struct {
			Main             bool
			SubnetID         string `json:"SubnetId"`
			AssociationState struct{ State string }
		}
	}
	route struct {
		DestinationCidrBlock        string
		DestinationIpv6CidrBlock    string
		DestinationPrefixListID     string `json:"DestinationPrefixListId"`
		GatewayID                   string `json:"GatewayId"`
		NatGatewayID                string `json:"NatGatewayId"`
		EgressOnlyInternetGatewayID string `json:"EgressOnlyInternetGatewayId"`
		TransitGatewayID            string `json:"TransitGatewayId"`
		VpcPeeringConnectionID      string `json:"VpcPeeringConnectionId"`
		NetworkInterfaceID          string `json:"NetworkInterfaceId"`
		InstanceID                  string `json:"InstanceId"`
		LocalGatewayID              string `json:"LocalGatewayId"`
		CarrierGatewayID            string `json:"CarrierGatewayId"`
		CoreNetworkArn              string
	}

	endpoint struct {
		VpcEndpointID     string `json:"VpcEndpointId"`
		VpcEndpointType   string
		VpcID             string `json:"VpcId"`
		ServiceName       string
		ServiceRegion     string
		State             string
		PolicyDocument    string
		RouteTableIDs     []string `json:"RouteTableIds"`
		SubnetIDs         []string `json:"SubnetIds"`
		Groups            []groupID
		PrivateDNSEnabled bool   `json:"PrivateDnsEnabled"`
		IPAddressType     string `json:"IpAddressType"`
		DNSOptions        *struct {
			DNSRecordIPType string `json:"DnsRecordIpType"`
			InboundOnly     *bool  `json:"PrivateDnsOnlyForInboundResolverEndpoint"`
		} `json:"DnsOptions"`
	}
	groupID struct {
		GroupID string `json:"GroupId"`
	}

	group struct {
		groupID
		GroupName           string
		VpcID               string `json:"VpcId"`
		Tags                []tag
		IPPermissions       []permission `json:"IpPermissions"`
		IPPermissionsEgress []permission `json:"IpPermissionsEgress"`
	}
	permission struct {
		IPProtocol       string `json:"IpProtocol"`
		FromPort, ToPort *int
		IPRanges         []struct {
			CidrIP string `json:"CidrIp"`
		} `json:"IpRanges"`
		Ipv6Ranges []struct {
			CidrIpv6 string
		}
		PrefixListIDs []struct {
			PrefixListID string `json:"PrefixListId"`
		} `json:"PrefixListIds"`
		UserIDGroupPairs []groupID `json:"UserIdGroupPairs"`
	}
	groupRule struct {
		groupID
		IsEgress         bool
		IPProtocol       string `json:"IpProtocol"`
		FromPort, ToPort *int
		CidrIpv4         string
		CidrIpv6         string
		PrefixListID     string `json:"PrefixListId"`

		ReferencedGroupInfo *groupID
	}

	acl struct {
		NetworkACLID string `json:"NetworkAclId"`
		VpcID        string `json:"VpcId"`
		IsDefault    bool
		Entries      []struct {
			CidrBlock  string
			Egress     bool
			Protocol   string
			RuleAction string
			RuleNumber int
			PortRange  *struct{ From, To int }
		}
		Associations []struct {
			SubnetID string `json:"SubnetId"`
		}
	}

	natGateway struct {
		NatGatewayID     string `json:"NatGatewayId"`
		SubnetID         string `json:"SubnetId"`
		VpcID            string `json:"VpcId"`
		State            string
		ConnectivityType string
		AvailabilityMode string
	}
	internetGateway struct {
		InternetGatewayID string `json:"InternetGatewayId"`
		Attachments       []struct {
			VpcID string `json:"VpcId"`
		}
	}
	prefixList struct {
		PrefixListID   string `json:"PrefixListId"`
		PrefixListName string
		OwnerID        string `json:"OwnerId"` // of managed lists alone
	}
	dhcpOptions struct {
		DhcpOptionsID      string `json:"DhcpOptionsId"`
		DhcpConfigurations []struct {
			Key    string
			Values []struct{ Value string }
		}
	}
	attribute struct{ Value bool }
)

// attributes are what describe-vpc-attribute tells, one at a time.
type attributes struct{ dnsSupport, dnsHostnames *bool }

// placed is an element of a document with its place.
type placed[T any] struct {
	v  T
	at source.Range
}

// A loader gathers what the documents hold.
type loader struct {
	vpcs       []placed[vpc]
	subnets    []placed[subnet]
	routeTable []placed[routeTable]
	endpoint   []placed[endpoint]
	group      []placed[group]
	rules      []placed[groupRule]
	acl        []placed[acl]
	nats       []placed[natGateway]
	igws       []placed[internetGateway]
	prefixList []placed[prefixList]
	dhcp       []placed[dhcpOptions]
	attributes map[string]attributes // by VPC

	listed   map[string]bool // documents that are there as a whole, by their key
	problems []iac.Problem
}

// read takes in one file, which holds one document, or several one after the
// other.
func (l *loader) read(f *source.File) {
	d := &document{loader: l, file: f, json: json.NewDecoder(bytes.NewReader(f.Bytes))}
	found := false
	for d.json.More() {
		known, err := d.read()
		if err != nil {
			l.fail(iac.ParseError, d.here(), "the snapshot is not read to its end: "+strings.TrimPrefix(err.Error(), "json: "))
			return
		}
		found = found || known
	}
	if !found {
		l.fail(iac.ParseError, f.Range(0, 0), errNoDocument.Error())
	}
}

// A document is one JSON object of a file.
type document struct {
	*loader
	file *source.File
	json *json.Decoder
}

// here returns where the decoder is.
func (d *document) here() source.Range {
	at := int(d.json.InputOffset())
	return d.file.Range(at, at)
}

// read reads one object and reports whether it is one that is known.
func (d *document) read() (known bool, err error) {
	if t, err := d.json.Token(); err != nil || t != json.Delim('{') {
		return false, err
	}
	var keys []string
	var vpcID string
	var attrs attributes
	more := false
	for d.json.More() {
		t, err := d.json.Token()
		if err != nil {
			return false, err
		}
		key, _ := t.(string)
		switch key {
		case "VpcId":
			err = d.json.Decode(&vpcID)
		case "EnableDnsSupport":
			err = d.flag(&attrs.dnsSupport)
		case "EnableDnsHostnames":
			err = d.flag(&attrs.dnsHostnames)
		case "NextToken":
			var token *string
			err = d.json.Decode(&token)
			more = token != nil && *token != ""
		default:
			if err = d.list(key); err == nil {
				keys = append(keys, key)
			}
		}
		if err != nil {
			return false, err
		}
	}
	if _, err := d.json.Token(); err != nil {
		return false, err
	}
	d.note(vpcID, attrs)
	for _, key := range keys {
		_, there := d.listed[key]
		d.listed[key] = !more && (!there || d.listed[key])
		known = known || documents[key]
	}
	return known || vpcID != "" && attrs != attributes{}, nil
}

func (d *document) flag(dst **bool) error {
	var a attribute
	err := d.json.Decode(&a)
	*dst = &a.Value
	return err
}

// note takes in the attributes of a VPC.
func (l *loader) note(id string, more attributes) {
	a := l.attributes[id]
	if more.dnsSupport != nil {
		a.dnsSupport = more.dnsSupport
	}
	if more.dnsHostnames != nil {
		a.dnsHostnames = more.dnsHostnames
	}
	l.attributes[id] = a
}

// documents are the keys under which documents list what they describe.
var documents = map[string]bool{
	"Vpcs": true, "Subnets": true, "RouteTables": true, "VpcEndpoints": true, "SecurityGroups": true, "SecurityGroupRules": true,
	"NetworkAcls": true, "NatGateways": true, "InternetGateways": true, "PrefixLists": true, "DhcpOptions": true,
}

// list reads the list under a key, or passes over what is not known.
func (d *document) list(key string) error {
	switch key {
	case "Vpcs":
		return each(d, &d.vpcs)
	case "Subnets":
		return each(d, &d.subnets)
	case "RouteTables":
		return each(d, &d.routeTable)
	case "VpcEndpoints":
		return each(d, &d.endpoint)
	case "SecurityGroups":
		return each(d, &d.group)
	case "SecurityGroupRules":
		return each(d, &d.rules)
	case "NetworkAcls":
		return each(d, &d.acl)
	case "NatGateways":
		return each(d, &d.nats)
	case "InternetGateways":
		return each(d, &d.igws)
	case "PrefixLists":
		return each(d, &d.prefixList)
	case "DhcpOptions":
		return each(d, &d.dhcp)
	}
	var skipped json.RawMessage
	return d.json.Decode(&skipped)
}

// each reads the elements of a list with their places.
func each[T any](d *document, dst *[]placed[T]) error {
	var raw []json.RawMessage
	before := d.json.InputOffset()
	if err := d.json.Decode(&raw); err != nil {
		return err
	}
	// The elements stand in the file as they are, one after the other.
	text, at := d.file.Bytes, int(before)
	for _, r := range raw {
		start := at + max(0, bytes.Index(text[at:], r))
		at = start + len(r)
		p := placed[T]{at: d.file.Range(start, at)}
		if err := json.Unmarshal(r, &p.v); err != nil {
			return err
		}
		*dst = append(*dst, p)
	}
	return nil
}
