package network

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Server is what listens in a VPC behind a name of its own: a database, a
// cache, a search domain, a file server.
type Server struct {
	Node
	Kind        string // rds, elasticache, opensearch, fsx
	ENI         *ENI
	Port        int
	PortUnknown *iac.Unknown

	names []string // the attributes that are its names
}

// Server returns the server that p names, or nil: a reference to one of the
// attributes that are its names.
func (g *Graph) Server(p iac.Part) *Server {
	s := g.b.servers[p.Resource]
	if p.Resource == nil || s == nil || !slices.Contains(s.names, p.Attr) {
		return nil
	}
	return s
}

// FileServer returns the file server with the id v, or nil if the files do not
// declare it.
func (g *Graph) FileServer(v iac.Value) *Server {
	r, _ := v.Ref()
	return g.b.servers[r]
}

// A serverForm is how a kind of server is written in both languages.
type serverForm struct {
	kind                  string
	types                 []string
	groups, subnets, port iac.Name
	place                 iac.Name // the subnet group that names the subnets, if any
	names                 []string
	standard              map[string]int // ports, by engine; "" for every engine
}

// serverForms are the servers whose subnets and groups are in the files. Ports
// are those that each engine listens on by default (Amazon RDS API,
// CreateDBInstance; Amazon ElastiCache API, CreateCacheCluster).
var serverForms = []serverForm{
	{
		kind: "rds", types: []string{"aws_db_instance", "AWS::RDS::DBInstance"},
		groups: iac.Named("vpc_security_group_ids", "VPCSecurityGroups"), place: iac.Named("db_subnet_group_name", "DBSubnetGroupName"),
		port: iac.Named("port", "Port"), names: []string{"address", "endpoint", "Endpoint.Address"}, standard: databasePorts,
	},
	{
		kind: "rds", types: []string{"aws_rds_cluster", "AWS::RDS::DBCluster"},
		groups: iac.Named("vpc_security_group_ids", "VpcSecurityGroupIds"), place: iac.Named("db_subnet_group_name", "DBSubnetGroupName"),
		port: iac.Named("port", "Port"), names: []string{"endpoint", "reader_endpoint", "Endpoint.Address", "ReadEndpoint.Address"}, standard: databasePorts,
	},
	{
		kind: "elasticache", types: []string{"aws_elasticache_cluster", "AWS::ElastiCache::CacheCluster"},
		groups: iac.Named("security_group_ids", "VpcSecurityGroupIds"), place: iac.Named("subnet_group_name", "CacheSubnetGroupName"),
		port: iac.Named("port", "Port"), standard: map[string]int{"redis": 6379, "valkey": 6379, "memcached": 11211},
		names: []string{"cache_nodes", "cluster_address", "configuration_endpoint", "RedisEndpoint.Address", "ConfigurationEndpoint.Address"},
	},
	{
		kind: "elasticache", types: []string{"aws_elasticache_replication_group", "AWS::ElastiCache::ReplicationGroup"},
		groups: iac.Named("security_group_ids", "SecurityGroupIds"), place: iac.Named("subnet_group_name", "CacheSubnetGroupName"),
		port: iac.Named("port", "Port"), standard: map[string]int{"": 6379},
		names: []string{
			"primary_endpoint_address", "reader_endpoint_address", "configuration_endpoint_address",
			"PrimaryEndPoint.Address", "ReaderEndPoint.Address", "ConfigurationEndPoint.Address",
		},
	},
	{
		kind: "opensearch", types: []string{"aws_opensearch_domain", "aws_elasticsearch_domain", "AWS::OpenSearchService::Domain", "AWS::Elasticsearch::Domain"},
		groups: iac.Named("vpc_options.security_group_ids", "VPCOptions.SecurityGroupIds"), subnets: iac.Named("vpc_options.subnet_ids", "VPCOptions.SubnetIds"),
		names: []string{"endpoint", "DomainEndpoint"}, standard: map[string]int{"": 443},
	},
	{
		kind: "fsx", types: []string{"aws_fsx_windows_file_system", "AWS::FSx::FileSystem"},
		groups: iac.Named("security_group_ids", "SecurityGroupIds"), subnets: iac.Named("subnet_ids", "SubnetIds"),
		standard: map[string]int{"": 445},
	},
}

var databasePorts = map[string]int{
	"mysql": 3306, "mariadb": 3306, "aurora": 3306, "aurora-mysql": 3306,
	"postgres": 5432, "aurora-postgresql": 5432,
}

var (
	serverEngine = iac.Named("engine", "Engine")
	placeName    = iac.Named("name", "")
	placeSubnets = iac.Named("subnet_ids", "SubnetIds")
)

var serverKinds = func() []kind {
	var kinds []kind
	for _, f := range serverForms {
		kinds = append(kinds, kind{f.types, func(b *builder, r *iac.Resource) { b.server(f, r) }})
	}
	return kinds
}()

func (b *builder) server(f serverForm, r *iac.Resource) {
	s := &Server{Node: declare(r), Kind: f.kind, names: f.names}
	subnets := r.Attr(f.subnets)
	if place := b.placed(r.Attr(f.place)); place != nil {
		subnets = place.Attr(placeSubnets)
	} else if f.place != (iac.Name{}) {
		subnets = iac.UnknownValue(&iac.Unknown{
			Name: "subnets of " + r.Address, Range: r.Range,
			Why: "the subnets of `" + r.Address + "` are not in the files",
		}, r.Range)
	}
	if s.Missing || subnets.IsAbsent() {
		return // outside any VPC
	}
	s.readPort(f, r)
	b.servers[r] = s
	b.link(func() { s.ENI = b.graph.ENI(subnets, serverGroups(f, r), iac.Bool(false, r.Range)) })
}

// olderGroups name groups of RDS and ElastiCache, which have rules of their own and
// came before those of VPCs (AWS::RDS::DBSecurityGroup).
var olderGroups = []iac.Name{iac.Named("security_group_names", "DBSecurityGroups"), iac.Named("", "CacheSecurityGroupNames")}

// serverGroups returns the groups of the server's interfaces: unknown where it has
// groups of another kind instead.
func serverGroups(f serverForm, r *iac.Resource) iac.Value {
	groups := r.Attr(f.groups)
	for _, name := range olderGroups {
		if older := r.Attr(name); groups.IsAbsent() && !older.IsAbsent() {
			return iac.UnknownValue(&iac.Unknown{
				Name: r.Address, Range: older.Range,
				Why: "`" + r.Address + "` has groups of the service itself, whose rules are not followed",
			}, older.Range)
		}
	}
	return groups
}

// placed returns the subnet group that v refers to, or that has the name; nil if
// the files do not declare it.
func (b *builder) placed(v iac.Value) *iac.Resource {
	if place, _ := v.Ref(); place != nil && !place.Data {
		return place
	}
	name, known := v.Str()
	for _, r := range b.resources {
		own, _ := r.Attr(placeName).Str()
		if known && own == name && strings.HasSuffix(r.Type, "_subnet_group") {
			return r
		}
	}
	return nil
}

// readPort reads the port that the server listens on: its own, else that of its
// engine.
func (s *Server) readPort(f serverForm, r *iac.Resource) {
	v := r.Attr(f.port)
	port, known := v.Int()
	if v.IsAbsent() {
		engine, _ := r.Attr(serverEngine).Str()
		if port, known = f.standard[engine]; !known {
			port, known = f.standard[""]
		}
	}
	s.Port = port
	if !known || port <= 0 || port >= 1<<16 {
		s.Port, s.PortUnknown = 0, &iac.Unknown{
			Name: "port of " + r.Address, Range: v.Range, Why: "the port of `" + r.Address + "` is not known",
		}
	}
}
