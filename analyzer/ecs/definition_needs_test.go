package ecs_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/ecs"
)

// A row is a spec with the needs that it has beside the image's, which is on
// Docker Hub.
type row struct {
	name string
	spec spec
	want []string
}

func checkRows(t *testing.T, rows []row) {
	t.Helper()
	for _, tt := range rows {
		t.Run(tt.name, func(t *testing.T) {
			tt.spec.inBoth(t, func(t *testing.T, task *ecs.Task) {
				got := []string{}
				for _, line := range summary(task) {
					if line != hub {
						got = append(got, line)
					}
				}
				if diff := cmp.Diff(append([]string{}, tt.want...), got); diff != "" {
					t.Errorf("needs (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// logsTo is a container with the log driver and its options.
func logsTo(driver, options string) string {
	return container(`, "logConfiguration": {"logDriver": "` + driver + `", "options": {` + options + `}}`)
}

func TestLogNeeds(t *testing.T) {
	checkRows(t, []row{
		{"N12 awslogs", spec{containers: logsTo("awslogs", `"awslogs-group": "g", "awslogs-region": "eu-west-1"`)}, []string{"logs logs.eu-west-1.amazonaws.com:443"}},
		{"N12 another region", spec{containers: logsTo("awslogs", `"awslogs-region": "us-east-1"`)}, []string{"logs logs.us-east-1.amazonaws.com:443"}},
		{"N12 no region", spec{containers: logsTo("awslogs", `"awslogs-group": "g"`)}, []string{"logs logs.eu-west-1.amazonaws.com:443"}},
		{"N12 non-blocking waits for its stream too", spec{containers: logsTo("awslogs", `"mode": "non-blocking"`)}, []string{"logs logs.eu-west-1.amazonaws.com:443"}},
		{"N12 China", spec{containers: logsTo("awslogs", `"awslogs-region": "cn-north-1"`), region: "cn-north-1"}, []string{"logs logs.cn-north-1.amazonaws.com.cn:443"}},
		{"N12 an endpoint of its own", spec{containers: logsTo("awslogs", `"awslogs-endpoint": "https://logs.corp.internal"`)}, []string{"logs logs.corp.internal:443 public if"}},
		{"N12 the usual endpoint", spec{containers: logsTo("awslogs", `"awslogs-endpoint": "https://logs.eu-west-1.amazonaws.com"`)}, []string{"logs logs.eu-west-1.amazonaws.com:443"}},
		{"N12 json-file goes nowhere", spec{containers: logsTo("json-file", `"max-size": "1m"`)}, nil},
		{"N13 cloudwatch", spec{containers: logsTo("awsfirelens", `"Name": "cloudwatch_logs", "region": "us-east-1"`)}, []string{"logs logs.us-east-1.amazonaws.com:443 run task"}},
		{"N13 firehose", spec{containers: logsTo("awsfirelens", `"Name": "firehose"`)}, []string{"kinesis-firehose firehose.eu-west-1.amazonaws.com:443 run task"}},
		{"N13 kinesis of Fluentd", spec{containers: logsTo("awsfirelens", `"@type": "kinesis_streams"`)}, []string{"kinesis-streams kinesis.eu-west-1.amazonaws.com:443 run task"}},
		{"N13 s3", spec{containers: logsTo("awsfirelens", `"Name": "s3", "bucket": "b"`)}, []string{"s3:logs b.s3.eu-west-1.amazonaws.com:443 by s3 run task"}},
		{"N13 datadog", spec{containers: logsTo("awsfirelens", `"Name": "datadog"`)}, []string{"datadog http-intake.logs.datadoghq.com:443 run task"}},
		{"N13 datadog of another site", spec{containers: logsTo("awsfirelens", `"Name": "datadog", "Host": "http-intake.logs.datadoghq.eu"`)}, []string{"datadog http-intake.logs.datadoghq.eu:443 run task"}},
		{"N13 opensearch in the VPC", spec{containers: logsTo("awsfirelens", `"Name": "opensearch", "Host": "vpc-logs-1.eu-west-1.es.amazonaws.com", "Port": "443"`)}, []string{"opensearch vpc-logs-1.eu-west-1.es.amazonaws.com:443 run task if"}},
		{"N13 the router's own configuration decides", spec{containers: logsTo("awsfirelens", "")}, nil},
		{"N13 configuration of the router in S3", spec{containers: container(`, "firelensConfiguration": {"type": "fluentbit", "options": {"config-file-type": "s3", "config-file-value": "arn:aws:s3:::conf/extra.conf"}}`)}, []string{"s3:router-config conf.s3.eu-west-1.amazonaws.com:443 by s3"}},
		{"N13 configuration of the router in its image", spec{containers: container(`, "firelensConfiguration": {"type": "fluentbit", "options": {"config-file-type": "file", "config-file-value": "/extra.conf"}}`)}, nil},
		{"N14 splunk", spec{containers: logsTo("splunk", `"splunk-url": "https://splunk.example.com:8088"`)}, []string{"splunk splunk.example.com:8088"}},
		{"N14 splunk without a port", spec{containers: logsTo("splunk", `"splunk-url": "https://splunk.example.com/services"`)}, []string{"splunk splunk.example.com:443"}},
		{"N14 splunk without verification", spec{containers: logsTo("splunk", `"splunk-url": "https://10.1.2.3:8088", "splunk-verify-connection": "false"`)}, []string{"splunk 10.1.2.3:8088 run"}},
		{"N14 fluentd", spec{containers: logsTo("fluentd", `"fluentd-address": "tcp://10.1.2.3"`)}, []string{"fluentd 10.1.2.3:24224"}},
		{"N14 fluentd that does not wait", spec{containers: logsTo("fluentd", `"fluentd-address": "10.1.2.3:1", "fluentd-async": "true"`)}, []string{"fluentd 10.1.2.3:1 run"}},
		{"N14 fluentd beside", spec{containers: logsTo("fluentd", `"fluentd-address": "localhost:24224"`)}, nil},
		{"N14 fluentd at its default address", spec{containers: logsTo("fluentd", "")}, nil},
		{"N14 gelf over TCP", spec{containers: logsTo("gelf", `"gelf-address": "tcp://logs.example.com:12201"`)}, []string{"gelf logs.example.com:12201"}},
		{"N14 gelf over UDP", spec{containers: logsTo("gelf", `"gelf-address": "udp://logs.example.com:12201"`)}, []string{"gelf logs.example.com:12201 run if"}},
		{"N14 syslog", spec{containers: logsTo("syslog", `"syslog-address": "tcp+tls://logs.example.com"`)}, []string{"syslog logs.example.com:514"}},
		{"N14 syslog to a socket", spec{containers: logsTo("syslog", `"syslog-address": "unix:///dev/log"`)}, nil},
	})
}

func TestSecretNeeds(t *testing.T) {
	secrets := func(from string) string {
		return container(`, "secrets": [{"name": "S", "valueFrom": "` + from + `"}]`)
	}
	old := spec{
		containers: secrets("arn:aws:ssm:eu-west-1:123456789012:parameter/a"),
		tfService:  `, "platform_version": "1.3.0"`, cfnService: `, "PlatformVersion": "1.3.0"`,
	}
	beside := spec{
		containers: secrets("${aws_secretsmanager_secret.s.arn}:password::"),
		tf:         `{"aws_secretsmanager_secret": {"s": {"name": "s"}}}`,
		cfn:        `{"aws_secretsmanager_secret.s": {"Type": "AWS::SecretsManager::Secret"}}`,
	}
	database := spec{
		containers: secrets("${aws_db_instance.d.master_user_secret}"),
		tf:         `{"aws_db_instance": {"d": {}}}`,
		cfn:        `{"aws_db_instance.d": {"Type": "AWS::RDS::DBInstance"}}`,
	}
	checkRows(t, []row{
		{"N10 registry credentials", spec{containers: container(`, "repositoryCredentials": {"credentialsParameter": "arn:aws:secretsmanager:us-east-1:123456789012:secret:hub-abc"}`)}, []string{"secretsmanager secretsmanager.us-east-1.amazonaws.com:443"}},
		{"N10 registry credentials by name", spec{containers: container(`, "repositoryCredentials": {"credentialsParameter": "hub"}`)}, []string{"secretsmanager secretsmanager.eu-west-1.amazonaws.com:443"}},
		{"N15 Secrets Manager", spec{containers: secrets("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-abc:key::")}, []string{"secretsmanager secretsmanager.eu-west-1.amazonaws.com:443"}},
		{"N15 a secret beside", beside, []string{"secretsmanager secretsmanager.eu-west-1.amazonaws.com:443"}},
		{"N15 the secret of a database", database, []string{"secretsmanager secretsmanager.eu-west-1.amazonaws.com:443"}},
		{"N15 of a log driver", spec{containers: container(`, "logConfiguration": {"logDriver": "json-file", "secretOptions": [{"name": "t", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1:secret:t"}]}`)}, []string{"secretsmanager secretsmanager.eu-west-1.amazonaws.com:443"}},
		{"N16 parameter by ARN", spec{containers: secrets("arn:aws:ssm:eu-central-1:123456789012:parameter/db")}, []string{"ssm ssm.eu-central-1.amazonaws.com:443"}},
		{"N16 parameter by name", spec{containers: secrets("/app/db")}, []string{"ssm ssm.eu-west-1.amazonaws.com:443"}},
		{"N16 before platform version 1.4 through an interface of Fargate's", old, nil},
		{"N16 in the environment it is the task's own to fetch", spec{containers: container(`, "environment": [{"name": "A", "value": "arn:aws:ssm:eu-west-1:1:parameter/db"}]`)}, []string{"ssm ssm.eu-west-1.amazonaws.com:443 run task"}},
	})
}

func TestFileNeeds(t *testing.T) {
	files := func(arn string) string {
		return container(`, "environmentFiles": [{"value": "` + arn + `", "type": "s3"}]`)
	}
	efs := spec{
		containers:    container(""),
		tfDefinition:  `, "volume": [{"name": "data", "efs_volume_configuration": [{"file_system_id": "fs-1"}]}, {"name": "tmp"}]`,
		cfnDefinition: `, "Volumes": [{"Name": "data", "EFSVolumeConfiguration": {"FilesystemId": "fs-1"}}, {"Name": "tmp"}]`,
	}
	// The guides are silent on who mounts in awsvpc mode on an instance; the
	// agent's source has it done in the task's network namespace.
	onInstance := efs
	onInstance.tfService = `, "launch_type": "EC2", "network_configuration": [{"subnets": ["subnet-1"]}]`
	onInstance.cfnService = `, "LaunchType": "EC2", "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}`
	fsx := spec{
		containers:    container(""),
		tfDefinition:  `, "volume": [{"name": "d", "fsx_windows_file_server_volume_configuration": [{"file_system_id": "fs-1", "authorization_config": [{"credentials_parameter": "arn:aws:secretsmanager:eu-west-1:1:secret:ad"}]}]}]`,
		cfnDefinition: `, "Volumes": [{"Name": "d", "FSxWindowsFileServerVolumeConfiguration": {"FileSystemId": "fs-1", "AuthorizationConfig": {"CredentialsParameter": "arn:aws:secretsmanager:eu-west-1:1:secret:ad"}}}]`,
	}
	bucket := spec{
		containers: files("${aws_s3_bucket.b.arn}/app.env"),
		tf:         `{"aws_s3_bucket": {"b": {"bucket": "conf"}}}`,
		cfn:        `{"aws_s3_bucket.b": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "conf"}}}`,
	}
	checkRows(t, []row{
		{"N17 environment file", spec{containers: files("arn:aws:s3:::conf/app.env")}, []string{"s3:environment-files conf.s3.eu-west-1.amazonaws.com:443 by s3"}},
		{"N17 in a bucket beside", bucket, []string{"s3:environment-files conf.s3.eu-west-1.amazonaws.com:443 by s3"}},
		{"N17 two files in one bucket", spec{containers: container(`, "environmentFiles": [{"value": "arn:aws:s3:::conf/a.env"}, {"value": "arn:aws:s3:::conf/b.env"}]`)}, []string{"s3:environment-files conf.s3.eu-west-1.amazonaws.com:443 by s3"}},
		{"N18 EFS", efs, []string{"efs fs-1.efs.eu-west-1.amazonaws.com:2049 task mount"}},
		{"N18 EFS on an instance", onInstance, []string{
			"efs fs-1.efs.eu-west-1.amazonaws.com:2049 task unless mount",
			"ecs ecs.eu-west-1.amazonaws.com:443", "ecs-agent ecs-agent.eu-west-1.amazonaws.com:443", "ecs-telemetry ecs-telemetry.eu-west-1.amazonaws.com:443",
		}},
		{"N19 FSx", fsx, []string{"fsx fs-1.fsx.eu-west-1.amazonaws.com:445 if", "secretsmanager secretsmanager.eu-west-1.amazonaws.com:443"}},
	})
}

func TestServiceNeeds(t *testing.T) {
	plain := container("")
	session := func(logging string) spec {
		return spec{
			containers: plain,
			tfService:  `, "enable_execute_command": true, "cluster": "${aws_ecs_cluster.c.id}"`,
			cfnService: `, "EnableExecuteCommand": true, "Cluster": {"Ref": "C"}`,
			tf: `{"aws_ecs_cluster": {"c": {"name": "c", "configuration": [{"execute_command_configuration": [{"kms_key_id": "k", "logging": "` + logging + `",
				"log_configuration": [{"cloud_watch_log_group_name": "g", "s3_bucket_name": "b"}]}]}]}}}`,
			cfn: `{"C": {"Type": "AWS::ECS::Cluster", "Properties": {"ClusterName": "c", "Configuration": {"ExecuteCommandConfiguration": {"KmsKeyId": "k", "Logging": "` + logging + `",
				"LogConfiguration": {"CloudWatchLogGroupName": "g", "S3BucketName": "b"}}}}}}`,
		}
	}
	connect := spec{
		containers: plain,
		tfService:  `, "service_connect_configuration": [{"enabled": true, "log_configuration": [{"log_driver": "awslogs", "options": {"awslogs-region": "eu-west-1"}}]}]`,
		cfnService: `, "ServiceConnectConfiguration": {"Enabled": true, "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-region": "eu-west-1"}}}`,
	}
	onEC2 := spec{
		containers: plain,
		tfService:  `, "launch_type": "EC2", "service_connect_configuration": [{"enabled": true}]`,
		cfnService: `, "LaunchType": "EC2", "ServiceConnectConfiguration": {"Enabled": true}`,
	}
	sidecar := func(image string) spec {
		return spec{containers: `[{"name": "app", "image": "nginx"}, {"name": "s", "image": "` + image + `"}]`}
	}
	checkRows(t, []row{
		{"EC2 agent, and N22 Service Connect on EC2", onEC2, []string{
			"ecs ecs.eu-west-1.amazonaws.com:443", "ecs-agent ecs-agent.eu-west-1.amazonaws.com:443", "ecs-telemetry ecs-telemetry.eu-west-1.amazonaws.com:443",
			"service-connect ecs-sc.eu-west-1.api.aws:443 by ecs-agent run",
		}},
		{"N21 exec", spec{containers: plain, tfService: `, "enable_execute_command": true`, cfnService: `, "EnableExecuteCommand": true`}, []string{"ssmmessages ssmmessages.eu-west-1.amazonaws.com:443 run task"}},
		{"N21 exec is off", spec{containers: plain, tfService: `, "enable_execute_command": false`, cfnService: `, "EnableExecuteCommand": false`}, nil},
		{"N21 exec with a key", session("DEFAULT"), []string{"ssmmessages ssmmessages.eu-west-1.amazonaws.com:443 run task", "kms kms.eu-west-1.amazonaws.com:443 run task"}},
		{"N21 exec with logs of its own", session("OVERRIDE"), []string{
			"ssmmessages ssmmessages.eu-west-1.amazonaws.com:443 run task", "kms kms.eu-west-1.amazonaws.com:443 run task",
			"logs logs.eu-west-1.amazonaws.com:443 run task", "s3:exec-logs b.s3.eu-west-1.amazonaws.com:443 by s3 run task",
		}},
		{"N22 Service Connect", connect, []string{"logs logs.eu-west-1.amazonaws.com:443", "service-connect ecs-sc.eu-west-1.api.aws:443 by ecs-agent run unless"}},
		{"N28 X-Ray", sidecar("amazon/aws-xray-daemon:3"), []string{"xray xray.eu-west-1.amazonaws.com:443 run task"}},
		{"N28 ADOT", sidecar("amazon/aws-otel-collector"), []string{
			"xray xray.eu-west-1.amazonaws.com:443 run task unless", "monitoring monitoring.eu-west-1.amazonaws.com:443 run task unless",
			"logs logs.eu-west-1.amazonaws.com:443 run task unless",
		}},
		{"N28 an image of another name", sidecar("acme/tracer"), nil},
	})
}

func TestBalancerNeeds(t *testing.T) {
	with := func(health string) spec {
		return spec{
			containers: container(""),
			tfService:  `, "load_balancer": [{"target_group_arn": "${aws_lb_target_group.g.arn}", "container_name": "app", "container_port": 8080}]`,
			cfnService: `, "LoadBalancers": [{"TargetGroupArn": {"Ref": "Group"}, "ContainerName": "app", "ContainerPort": 8080}]`,
			tf: `{"aws_lb": {"l": {"subnets": ["subnet-1"], "security_groups": ["sg-1"]}},
				"aws_lb_target_group": {"g": {"port": 80, "health_check": [{"port": "` + health + `"}]}},
				"aws_lb_listener": {"h": {"load_balancer_arn": "${aws_lb.l.arn}", "default_action": [{"type": "forward", "target_group_arn": "${aws_lb_target_group.g.arn}"}]}}}`,
			cfn: `{"aws_lb.l": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Subnets": ["subnet-1"], "SecurityGroups": ["sg-1"]}},
				"Group": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {"Port": 80, "HealthCheckPort": "` + health + `"}},
				"Listener": {"Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": {"LoadBalancerArn": {"Ref": "aws_lb.l"}, "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Group"}}]}}}`,
		}
	}
	unattached := with("traffic-port")
	unattached.tf = `{"aws_lb_target_group": {"g": {"port": 80}}}`
	unattached.cfn = `{"Group": {"Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": {"Port": 80}}}`
	// onInstance maps the port of the container to one of the instance.
	onInstance := func(mode, mapping string) spec {
		s := with("traffic-port")
		s.containers = container(`, "portMappings": [` + mapping + `]`)
		s.tfService += `, "launch_type": "EC2"`
		s.cfnService += `, "LaunchType": "EC2"`
		s.tfDefinition, s.cfnDefinition = `, "network_mode": "`+mode+`"`, `, "NetworkMode": "`+mode+`"`
		return s
	}
	tests := []struct {
		name string
		spec spec
		want []string // without the host, which each language calls by a name of its own
	}{
		{"N27 on the traffic port", with("traffic-port"), []string{"8080 from"}},
		{"N27 on a port of its own", with("9000"), []string{"8080 from", "9000 from"}},
		{"N27 the same port in digits", with("8080"), []string{"8080 from"}},
		{"N27 no listener", unattached, []string{"0 if"}},
		{"N27 a port of the instance", onInstance("bridge", `{"containerPort": 8080, "hostPort": 80}`), []string{"80 from"}},
		{"N27 a port of the instance that is chosen later", onInstance("bridge", `{"containerPort": 8080, "hostPort": 0}`), []string{"0 if"}},
		{"N27 another port of the container", onInstance("bridge", `{"containerPort": 8081, "hostPort": 80}`), []string{"0 if"}},
		{"N27 the instance's own network", onInstance("host", `{"containerPort": 8080}`), []string{"8080 from"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.spec.inBoth(t, func(t *testing.T, task *ecs.Task) {
				var got []string
				for _, n := range task.Needs {
					if n.Name == "load-balancer" {
						got = append(got, flowOf(n))
					}
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("needs (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// flowOf returns the port of a health check, and whether it is followed.
func flowOf(n ecs.Need) string {
	if n.Balancer != nil && n.If == nil && !n.AtStart {
		return fmt.Sprintf("%d from", n.Port)
	}
	return fmt.Sprintf("%d if", n.Port)
}

// Policies know what is asked for by its ARN.
func TestRequests(t *testing.T) {
	secret := func(from string) string {
		return container(`, "secrets": [{"name": "S", "valueFrom": "` + from + `"}]`)
	}
	tests := []struct{ name, containers, want string }{
		{"secret by ARN", secret("arn:aws:secretsmanager:eu-west-1:1:secret:db-a1"), "secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:1:secret:db-a1"},
		{"one key of a secret", secret("arn:aws:secretsmanager:eu-west-1:1:secret:db-a1:password::"), "secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:1:secret:db-a1"},
		{"parameter by ARN", secret("arn:aws:ssm:eu-west-1:1:parameter/db"), "ssm:GetParameters arn:aws:ssm:eu-west-1:1:parameter/db"},
		{"parameter by path", secret("/app/db"), "ssm:GetParameters arn:aws:ssm:eu-west-1:123456789012:parameter/app/db"},
		{"parameter by name", secret("db"), "ssm:GetParameters arn:aws:ssm:eu-west-1:123456789012:parameter/db"},
		{"log stream", logsTo("awslogs", `"awslogs-group": "g"`), "logs:CreateLogStream arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:${the name of the log stream}"},
		{"environment file", container(`, "environmentFiles": [{"value": "arn:aws:s3:::conf/app.env"}]`), "s3:GetObject arn:aws:s3:::conf/app.env"},
		{"image", image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1"), "ecr:GetAuthorizationToken "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spec{containers: tt.containers}.inBoth(t, func(t *testing.T, task *ecs.Task) {
				for _, n := range task.Needs {
					if len(n.Requests) == 0 {
						continue
					}
					if got := n.Requests[0].Action + " " + n.Requests[0].Resource.String(); got != tt.want {
						t.Errorf("asks for %s, want %s", got, tt.want)
					}
					return
				}
				t.Error("nothing is asked for")
			})
		})
	}
}

// The repository of an image that is not known is not known, either: a policy
// for one repository decides nothing about it.
func TestRequestForUnknownImage(t *testing.T) {
	task := only(t, terraform(t, "eu-west-1", `{
		"aws_ecs_task_definition": {"app": {"family": "app", "container_definitions": `+image("${var.image}")+`}},
		"aws_ecs_service": {"app": {"task_definition": "${aws_ecs_task_definition.app.arn}", "launch_type": "FARGATE"}}}`).tasks())
	const want = "arn:aws:ecr:eu-west-1:${var.image}:repository/${var.image}"
	var got []string
	for _, n := range task.Needs {
		if n.Name != "ecr.dkr" {
			continue
		}
		for _, r := range n.Requests {
			got = append(got, r.Resource.String())
		}
	}
	if diff := cmp.Diff([]string{want, want}, got); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}
