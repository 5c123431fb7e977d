package ecs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/ecs"
)

// A spec is a task definition and the service that starts it, in the words that
// both languages share or in each one's own.
type spec struct {
	containers string // as in a Terraform container definition
	region     string // eu-west-1 if empty

	// Attributes of the task definition and of the service, and resources
	// beside them.
	tfDefinition, cfnDefinition string
	tfService, cfnService       string
	tf, cfn                     string
	endpoint                    [2]string // what stands for "ENDPOINT"
}

// inBoth runs check on the task of the spec in each language.
func (s spec) inBoth(t *testing.T, check func(t *testing.T, task *ecs.Task)) {
	t.Helper()
	region := s.region
	if region == "" {
		region = "eu-west-1"
	}
	if s.tf == "" {
		s.tf, s.cfn = `{}`, `{}`
	}
	t.Run("terraform", func(t *testing.T) {
		check(t, only(t, terraform(t, region, fmt.Sprintf(`{
			"aws_ecs_task_definition": {"app": {"family": "app", "container_definitions": %s %s}},
			"aws_ecs_service": {"app": {"task_definition": "${aws_ecs_task_definition.app.arn}" %s}}
		}`, strings.ReplaceAll(s.containers, `"ENDPOINT"`, s.endpoint[0]), s.tfDefinition, s.tfService+fargateUnless(s.tfService, `, "launch_type": "FARGATE", "network_configuration": {"subnets": ["subnet-1"]}`)), s.tf).tasks()))
	})
	t.Run("cloudformation", func(t *testing.T) {
		check(t, only(t, cloudformation(t, region, fmt.Sprintf(`{
			"Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "app", "ContainerDefinitions": %s %s}},
			"Service": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "Definition"} %s}}
		}`, strings.ReplaceAll(pascal(t, s.containers), `"ENDPOINT"`, s.endpoint[1]), s.cfnDefinition, s.cfnService+fargateUnless(s.cfnService, `, "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-1"]}}`)), s.cfn).tasks()))
	})
}

// fargateUnless returns more unless the service says itself how it is launched.
func fargateUnless(service, more string) string {
	if strings.Contains(strings.ToLower(service), "launch") || strings.Contains(strings.ToLower(service), "strategy") {
		return ""
	}
	return more
}

func only(t *testing.T, tasks []*ecs.Task) *ecs.Task {
	t.Helper()
	if len(tasks) != 1 {
		t.Fatalf("%d tasks, want 1", len(tasks))
	}
	return tasks[0]
}

// summary returns the needs of a task, one a line: name, host, port, endpoint
// service, and what is special.
func summary(task *ecs.Task) []string {
	var lines []string
	for _, n := range task.Needs {
		line := fmt.Sprintf("%s %s:%d", n.Name, n.Host, n.Port)
		if n.Server != nil { // each language calls it by another name
			line = fmt.Sprintf("%s server:%d", n.Name, n.Port)
		}
		if n.Service != n.Name && n.Service != "" {
			line += " by " + n.Service
		}
		for _, flag := range []struct {
			name string
			on   bool
		}{
			{"public", n.Service == "" && (strings.HasPrefix(n.Name, "ecr.") || n.Name == "logs")},
			{"dual-stack", n.DualStack},
			{"run", !n.AtStart},
			{"task", n.FromTask},
			{"if", n.If != nil},
			{"unless", n.Unless != nil},
			{"mount", n.FileSystem != nil},
			{"from", n.Balancer != nil},
		} {
			if flag.on {
				line += " " + flag.name
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func container(more string) string { return `[{"name": "app", "image": "nginx" ` + more + `}]` }

func image(ref string) string { return `[{"name": "app", "image": "` + ref + `"}]` }

const hub = "dockerhub registry-1.docker.io:443"

func TestImageNeeds(t *testing.T) {
	ecr := func(region string) []string {
		return []string{
			"ecr.api api.ecr." + region + ".amazonaws.com:443",
			"ecr.dkr 123456789012.dkr.ecr." + region + ".amazonaws.com:443",
			"s3 prod-" + region + "-starport-layer-bucket.s3." + region + ".amazonaws.com:443",
		}
	}
	tests := []struct {
		name string
		spec spec
		want []string
	}{
		{"N1 ECR", spec{containers: image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1")}, ecr("eu-west-1")},
		{"N1 host in capitals", spec{containers: image("123456789012.DKR.ECR.eu-west-1.amazonaws.com/app:1")}, ecr("eu-west-1")},
		{"N1 before platform version 1.4", spec{
			containers: image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"),
			tfService:  `, "platform_version": "1.3.0"`, cfnService: `, "PlatformVersion": "1.3.0"`,
		}, ecr("eu-west-1")[1:]},
		{"N1 Windows platform version 1.0", spec{
			containers: image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"),
			tfService:  `, "platform_version": "1.0.0"`, cfnService: `, "PlatformVersion": "1.0.0"`,
			tfDefinition:  `, "runtime_platform": {"operating_system_family": "WINDOWS_SERVER_2022_CORE"}`,
			cfnDefinition: `, "RuntimePlatform": {"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}`,
		}, append(ecr("eu-west-1"), "registry:mcr.microsoft.com mcr.microsoft.com:443 unless")},
		{"N1 repository beside", spec{
			containers: image("${aws_ecr_repository.app.repository_url}:1"),
			tf:         `{"aws_ecr_repository": {"app": {"name": "app"}}}`,
			cfn:        `{"aws_ecr_repository.app": {"Type": "AWS::ECR::Repository", "Properties": {"RepositoryName": "app"}}}`,
		}, ecr("eu-west-1")},
		{"N3 ECR in another region", spec{containers: image("123456789012.dkr.ecr.us-west-2.amazonaws.com/app@sha256:00")}, ecr("us-west-2")},
		{"N4 dual-stack", spec{containers: image("123456789012.dkr-ecr.eu-west-1.on.aws/app")}, []string{
			"ecr.api ecr.eu-west-1.api.aws:443 dual-stack",
			"ecr.dkr 123456789012.dkr-ecr.eu-west-1.on.aws:443 dual-stack",
			"s3 prod-eu-west-1-starport-layer-bucket.s3.dualstack.eu-west-1.amazonaws.com:443 dual-stack",
		}},
		{"N5 FIPS", spec{containers: image("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/app"), region: "us-east-1"}, []string{
			"ecr.api ecr-fips.us-east-1.amazonaws.com:443 public",
			"ecr.dkr 123456789012.dkr.ecr-fips.us-east-1.amazonaws.com:443 public",
			"s3 prod-us-east-1-starport-layer-bucket.s3.us-east-1.amazonaws.com:443",
		}},
		{"N5 FIPS dual-stack", spec{containers: image("123456789012.dkr-ecr-fips.us-east-1.on.aws/app"), region: "us-east-1"}, []string{
			"ecr.api ecr-fips.us-east-1.api.aws:443 public",
			"ecr.dkr 123456789012.dkr-ecr-fips.us-east-1.on.aws:443 public",
			"s3 prod-us-east-1-starport-layer-bucket.s3.dualstack.us-east-1.amazonaws.com:443",
		}},
		{"China", spec{containers: image("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/app"), region: "cn-north-1"}, []string{
			"ecr.api api.ecr.cn-north-1.amazonaws.com.cn:443",
			"ecr.dkr 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:443",
			"s3 prod-cn-north-1-starport-layer-bucket.s3.cn-north-1.amazonaws.com.cn:443",
		}},
		{"GovCloud", spec{containers: image("123456789012.dkr.ecr.us-gov-west-1.amazonaws.com/app"), region: "us-gov-west-1"}, ecr("us-gov-west-1")},
		{"N6 pull-through cache", spec{
			containers: image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/quay/coreos/etcd:v3"),
			tf:         `{"aws_ecr_pull_through_cache_rule": {"quay": {"ecr_repository_prefix": "quay", "upstream_registry_url": "quay.io"}}}`,
			cfn:        `{"Quay": {"Type": "AWS::ECR::PullThroughCacheRule", "Properties": {"EcrRepositoryPrefix": "quay", "UpstreamRegistryUrl": "quay.io"}}}`,
		}, append(ecr("eu-west-1"), "registry:quay.io quay.io:443 unless")},
		{"N6 another prefix", spec{
			containers: image("123456789012.dkr.ecr.eu-west-1.amazonaws.com/quayside/app"),
			tf:         `{"aws_ecr_pull_through_cache_rule": {"quay": {"ecr_repository_prefix": "quay", "upstream_registry_url": "quay.io"}}}`,
			cfn:        `{"Quay": {"Type": "AWS::ECR::PullThroughCacheRule", "Properties": {"EcrRepositoryPrefix": "quay", "UpstreamRegistryUrl": "quay.io"}}}`,
		}, ecr("eu-west-1")},
		{"N7 ECR Public", spec{containers: image("public.ecr.aws/nginx/nginx:1")}, []string{"ecr-public public.ecr.aws:443"}},
		{"N8 Docker Hub", spec{containers: image("library/nginx:1")}, []string{hub}},
		{"N8 a bare name with a tag", spec{containers: image("nginx:1")}, []string{hub}},
		{"N9 another registry", spec{containers: image("ghcr.io/acme/app")}, []string{"registry:ghcr.io ghcr.io:443"}},
		{"N9 a registry at an address", spec{containers: image("10.0.0.5:5000/app")}, []string{"registry:10.0.0.5 10.0.0.5:5000"}},
		{"N9 a private name", spec{containers: image("registry.corp.internal/app")}, []string{"registry:registry.corp.internal registry.corp.internal:443 if"}},
		{"every container counts, each destination once", spec{
			containers: `[
			{"name": "a", "image": "nginx"}, {"name": "b", "image": "redis:7"}, {"name": "c", "image": "quay.io/x/y"}]`,
		}, []string{hub, "registry:quay.io quay.io:443"}},
		{"image without a value", spec{containers: image("${var.image}")}, []string{
			"ecr.api api.ecr.eu-west-1.amazonaws.com:443 if",
			"ecr.dkr dkr.ecr.eu-west-1.amazonaws.com:443 if",
			"s3 prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com:443 if",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if strings.Contains(tt.spec.containers, "${var.") {
				// A template has the parameter by Ref.
				checkTerraform(t, tt.spec, tt.want)
				return
			}
			tt.spec.inBoth(t, func(t *testing.T, task *ecs.Task) {
				if diff := cmp.Diff(tt.want, summary(task)); diff != "" {
					t.Errorf("needs (-want +got):\n%s", diff)
				}
			})
		})
	}
}

func checkTerraform(t *testing.T, s spec, want []string) {
	t.Helper()
	task := only(t, terraform(t, "eu-west-1", `{
		"aws_ecs_task_definition": {"app": {"family": "app", "container_definitions": `+s.containers+`}},
		"aws_ecs_service": {"app": {"task_definition": "${aws_ecs_task_definition.app.arn}", "launch_type": "FARGATE"}}}`).tasks())
	if diff := cmp.Diff(want, summary(task)); diff != "" {
		t.Errorf("needs (-want +got):\n%s", diff)
	}
}

// What is not known asks for nothing that is certain.
func TestUnknownContainer(t *testing.T) {
	tests := []struct {
		name, definition string
		want             []string
	}{
		{"container", `"container_definitions": ["${var.container}"]`, []string{
			"ecr.api api.ecr.eu-west-1.amazonaws.com:443 if",
			"ecr.dkr dkr.ecr.eu-west-1.amazonaws.com:443 if",
			"s3 prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com:443 if",
			"logs logs.eu-west-1.amazonaws.com:443 if",
			"secretsmanager secretsmanager.eu-west-1.amazonaws.com:443 if",
		}},
		{"all containers", `"container_definitions": "${var.containers}"`, []string{
			"ecr.api api.ecr.eu-west-1.amazonaws.com:443 if",
			"ecr.dkr dkr.ecr.eu-west-1.amazonaws.com:443 if",
			"s3 prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com:443 if",
			"logs logs.eu-west-1.amazonaws.com:443 if",
		}},
		{"volume", `"container_definitions": [{"name": "app", "image": "nginx"}], "volume": ["${var.volume}"]`, []string{hub}},
		{"file system", `"container_definitions": [{"name": "app", "image": "nginx"}], "volume": [{"name": "d", "efs_volume_configuration": [{"file_system_id": "${var.fs}"}]}]`, []string{
			hub, "efs ${var.fs}.efs.eu-west-1.amazonaws.com:2049 task mount",
		}},
		{"secret", `"container_definitions": [{"name": "app", "image": "nginx", "secrets": [{"name": "A", "valueFrom": "${var.secret}"}]}]`, []string{
			hub, "ssm ssm.eu-west-1.amazonaws.com:443 if",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			task := only(t, terraform(t, "eu-west-1", `{
				"aws_ecs_task_definition": {"app": {"family": "app", `+tt.definition+`}},
				"aws_ecs_service": {"app": {"task_definition": "${aws_ecs_task_definition.app.arn}", "launch_type": "FARGATE"}}}`).tasks())
			if diff := cmp.Diff(tt.want, summary(task)); diff != "" {
				t.Errorf("needs (-want +got):\n%s", diff)
			}
		})
	}
}

// The setting counts in GovCloud alone.
func TestFIPSMode(t *testing.T) {
	tests := []struct {
		region, setting string
		want            bool
	}{
		{"us-gov-west-1", "enabled", true},
		{"us-gov-west-1", "disabled", false},
		{"us-east-1", "enabled", false},
	}
	for _, tt := range tests {
		task := only(t, terraform(t, tt.region, `{
			"aws_ecs_account_setting_default": {"fips": {"name": "fargateFIPSMode", "value": "`+tt.setting+`"}},
			"aws_ecs_task_definition": {"app": {"family": "app", "container_definitions": [{"name": "app", "image": "1.dkr.ecr.`+tt.region+`.amazonaws.com/app"}]}},
			"aws_ecs_service": {"app": {"task_definition": "app", "launch_type": "FARGATE"}}}`).tasks())
		for _, n := range task.Needs {
			if got := n.If != nil; got != tt.want {
				t.Errorf("%s, %s: %s undecided is %v, want %v", tt.region, tt.setting, n.Name, got, tt.want)
			}
		}
	}
}
