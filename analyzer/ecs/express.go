package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

var (
	expressNetwork     = iac.Named("network_configuration", "NetworkConfiguration")
	expressSubnets     = iac.Named("network_configuration.subnets", "NetworkConfiguration.Subnets")
	expressGroups      = iac.Named("network_configuration.security_groups", "NetworkConfiguration.SecurityGroups")
	expressContainer   = iac.Named("primary_container", "PrimaryContainer")
	expressImage       = iac.Named("image", "Image")
	expressLogGroup    = iac.Named("aws_logs_configuration.log_group", "AwsLogsConfiguration.LogGroup")
	expressSecrets     = iac.Named("secret", "Secrets")
	expressSecretName  = iac.Named("name", "Name")
	expressSecretFrom  = iac.Named("value_from", "ValueFrom")
	expressCredentials = iac.Named("repository_credentials.credentials_parameter", "RepositoryCredentials.CredentialsParameter")
	expressRole        = iac.Named("execution_role_arn", "ExecutionRoleArn")
)

// expressService reads an ECS Express Mode service: always Fargate, with one
// container that logs to CloudWatch. What it is not told, it chooses in the
// default VPC (Amazon ECS API, CreateExpressGatewayService).
func expressService(c *catalogue, r *iac.Resource) []*Task {
	t := &Task{Address: r.Address, Resource: r, Launch: Fargate, Platform: "LATEST"}
	t.Region, _ = r.Region.Text()
	t.Definition = &Definition{
		Address: r.Address, Resource: r, ExecutionRole: r.Attr(expressRole), TaskRole: r.Attr(definitionTaskRole),
		Containers: []iac.Value{expressPrimary(r)}, differs: r.MayDiffer(expressContainer),
	}
	subnets, groups := r.Deployed(expressSubnets), r.Deployed(expressGroups)
	if subnets.IsAbsent() {
		subnets = chosen(r, "subnets", "no subnet is named, so Express Mode takes those of the default VPC, which is not in the files")
	}
	if groups.IsAbsent() {
		groups = chosen(r, "security groups", "no security group is named, and the one that Express Mode takes is not in the files")
	}
	t.ENI = c.graph.ENI(subnets, groups, chosen(r, "public address", "Express Mode decides by the kind of subnet whether the task gets a public address"))
	return []*Task{t}
}

// chosen is a value that Express Mode chooses.
func chosen(r *iac.Resource, what, why string) iac.Value {
	at := r.Attr(expressNetwork).Range
	return iac.UnknownValue(&iac.Unknown{Name: what + " of " + r.Address, Why: why, Range: at}, at)
}

// expressPrimary returns the primary container as a container definition has
// it.
func expressPrimary(r *iac.Resource) iac.Value {
	v := r.Attr(expressContainer)
	if v.Unknown() != nil {
		return v
	}
	read := func(n iac.Name) iac.Value { return v.Read(n, r.Language) }
	var secrets []iac.Value
	items, partial := read(expressSecrets).Items()
	for _, item := range items {
		secrets = append(secrets, object(item,
			field("name", item.Read(expressSecretName, r.Language)),
			field("valueFrom", item.Read(expressSecretFrom, r.Language))))
	}
	return object(v,
		field("name", iac.String("Main", v.Range)),
		field("image", read(expressImage)),
		field("secrets", iac.List(secrets, partial, read(expressSecrets).Range)),
		field("repositoryCredentials", object(v, field("credentialsParameter", read(expressCredentials)))),
		field("logConfiguration", object(v,
			field("logDriver", iac.String("awslogs", v.Range)),
			field("options", object(v, field("awslogs-group", read(expressLogGroup)))))))
}

// object returns an object at the place of v.
func object(v iac.Value, fields ...iac.Field) iac.Value { return iac.Object(fields, nil, v.Range) }

func field(name string, v iac.Value) iac.Field {
	return iac.Field{Name: name, Value: v, Range: v.Range}
}
