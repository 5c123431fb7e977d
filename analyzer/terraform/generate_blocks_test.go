package terraform_test

import (
	"encoding/json"
	"strings"
)

// parameter returns a parameter that shows an expression.
func (g *generator) parameter(name, rest, value string) string {
	return g.f("resource \"aws_ssm_parameter\" %q {\n%s  name           = %q\n  type           = \"String\"\n  insecure_value = %s\n}\n", name, rest, name, value)
}

// maybe returns a resource that is there or not, and declares what people
// write to get at it.
func (g *generator) maybe() string {
	out := g.parameter("maybe", "  count          = "+g.safe(boolean, 2)+" ? 1 : 0\n", g.f("\"m-${%s}\"", g.safe(text, 2)))
	for _, x := range []string{
		`try(one(aws_ssm_parameter.maybe[*].insecure_value), "none")`, `try(aws_ssm_parameter.maybe[0].name, "none")`,
		`join("", aws_ssm_parameter.maybe[*].name)`, `coalesce(one(aws_ssm_parameter.maybe[*].name), "z")`,
		`element(concat(aws_ssm_parameter.maybe.*.name, ["z"]), 0)`,
		`(length(aws_ssm_parameter.maybe) > 0 ? aws_ssm_parameter.maybe[0].name : "z")`,
	} {
		g.declare(text, x)
	}
	g.declare(texts, "aws_ssm_parameter.maybe[*].insecure_value")
	g.declare(texts, `slice(concat(aws_ssm_parameter.maybe[*].name, ["x", "y"]), 0, 2)`)
	g.declare(boolean, "can(aws_ssm_parameter.maybe[0].name)")
	return out
}

// listed returns a security group whose rules are lists of objects.
func (g *generator) listed() string {
	return g.f(`resource "aws_security_group" "listed" {
  name    = "listed"
  egress  = []
  ingress = [for i, n in %s : {
    from_port        = %s
    to_port          = 65535
    protocol         = i == 0 ? "tcp" : "udp"
    cidr_blocks      = %s ? ["10.${i}.0.0/16"] : ["10.0.0.0/8", "192.168.${i}.0/24"]
    description      = "r${i}"
    ipv6_cidr_blocks = []
    prefix_list_ids  = null
    security_groups  = []
    self             = false
  }]
}
`, g.safe(texts, 2), g.whole(443, 2), g.safe(boolean, 2))
}

// volumes returns a task definition with dynamic blocks in dynamic blocks.
func (g *generator) volumes() string {
	return g.f(`resource "aws_ecs_task_definition" "volumes" {
  family                = "v"
  container_definitions = jsonencode([{ name = "a", image = "b" }])
  dynamic "volume" {
    for_each = { for i, n in distinct(%s) : "v${i}" => { root = n, auth = i %% 2 == 0, on = %s } }
    iterator = vol
    content {
      name = vol.key
      dynamic "efs_volume_configuration" {
        for_each = vol.value.on ? [vol.value] : []
        content {
          file_system_id     = "fs-${vol.key}"
          root_directory     = "/${efs_volume_configuration.value.root}"
          transit_encryption = efs_volume_configuration.value.auth ? "ENABLED" : null
          dynamic "authorization_config" {
            for_each = efs_volume_configuration.value.auth ? { iam = "ENABLED" } : {}
            content {
              iam = authorization_config.value
            }
          }
        }
      }
    }
  }
}
`, g.safe(texts, 2), g.safe(boolean, 2))
}

// heredocs returns parameters with templates over several lines.
func (g *generator) heredocs() string {
	body := "\n      first $${x} %%{y} \"q\" \\n ${" + g.safe(text, 1) + "}\n    %{ for k, v in " + g.safe(table, 1) + " ~}\n    ${k}=${v}\n    %{ endfor ~}\n" +
		"    %{ if " + g.safe(boolean, 1) + " }yes%{ else }no%{ endif }\n\n        ${\"end\"}\n  EOT\n"
	return g.parameter("indented", "", "<<-EOT"+body) + g.parameter("flat", "", "<<EOT"+body) +
		"locals {\n  tpl = \"<$${x}>%%{ for i, v in xs ~}\\n $${i}=$${v};%%{ endfor ~}\"\n}\n" +
		g.parameter("tpl", "", g.f("templatestring(local.tpl, { x = %s, xs = %s })", g.safe(text, 2), g.safe(table, 2)))
}

// providerFunctions returns a parameter that shows what functions of the
// provider return.
func (g *generator) providerFunctions() string {
	return "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n    }\n  }\n}\n" +
		g.parameter("functions", "", g.f(`jsonencode([
    provider::aws::arn_parse("arn:aws:ecs:us-east-1:123456789012:cluster/${sha1(%s)}"),
    provider::aws::arn_build("aws", "iam", "", "123456789012", "role/${sha1(%s)}"),
    provider::aws::trim_iam_role_path("arn:aws:iam::123456789012:role/a/b/${sha1(%s)}"),
    try(provider::aws::arn_parse(%s).service, "no ARN"),
  ])`, g.safe(text, 2), g.safe(text, 1), g.safe(text, 1), g.safe(text, 2)))
}

// harmless returns blocks that change nothing of a plan that creates all.
func (g *generator) harmless() string {
	return g.f(`moved {
  from = aws_ssm_parameter.old
  to   = aws_ssm_parameter.p1
}
removed {
  from = aws_ssm_parameter.gone
  lifecycle {
    destroy = false
  }
}
check "any" {
  assert {
    condition     = aws_ssm_parameter.p1.type != "" || %s
    error_message = "no"
  }
}
`, g.safe(boolean, 2))
}

// twin returns a file of JSON syntax.
func (g *generator) twin() string {
	shown := func(s sort) string { return "${jsonencode(try(" + g.expr(s, 3) + ", \"ERR\"))}" }
	object := func(fields ...any) map[string]any {
		out := map[string]any{}
		for i := 0; i < len(fields); i += 2 {
			out[fields[i].(string)] = fields[i+1]
		}
		return out
	}
	each := object("for_each", "${toset("+g.safe(texts, 2)+")}", "name", "j-${each.key}", "type", "String", "insecure_value", shown(g.any()))
	rule := object("from_port", "${"+g.whole(443, 1)+"}", "to_port", 65535, "protocol", "tcp", "cidr_blocks", []string{"10.${ingress.key}.0.0/16"}, "description", "$${x}")
	group := object("name", "json", "egress", []any{},
		"dynamic", object("ingress", object("for_each", "${"+g.safe(texts, 1)+"}", "content", rule)))
	text, err := json.MarshalIndent(object("resource", object(
		"aws_ssm_parameter", object("j", each, "plain", object("name", "plain", "type", "String", "insecure_value", "x-"+shown(g.any()))),
		"aws_security_group", object("json", group),
	)), "", " ")
	if err != nil {
		return "{}"
	}
	return string(text) + "\n"
}

// override returns a file that changes what the others declare.
func (g *generator) override() string {
	return g.f("resource \"aws_ssm_parameter\" \"p0\" {\n  insecure_value = jsonencode(try(%s, \"ERR\"))\n}\n", g.expr(g.any(), 3)) +
		"variable \"va\" {\n  default  = \"over\"\n  nullable = " + g.pick("true", "false") + "\n}\n"
}

// deep is a module whose variable has optional attributes at several levels.
const deep = `variable "services" {
  type = map(object({
    port   = optional(number, 80)
    health = optional(object({ path = optional(string, "/"), codes = optional(list(number), [200]) }), {})
    env    = optional(map(string), { base = "1" })
    size   = optional(string)
    hosts  = optional(set(string), ["b", "a"])
  }))
  nullable = false
  default  = {}
}
variable "prefix" {
  type     = string
  nullable = false
  default  = "d"
}
variable "pair" {
  type    = tuple([string, number])
  default = ["x", 1]
}
resource "aws_ssm_parameter" "service" {
  for_each       = var.services
  name           = "${var.prefix}-${each.key}"
  type           = "String"
  insecure_value = jsonencode([each.value, var.pair])
}
output "ports" { value = { for k, s in var.services : k => tostring(s.port) } }
output "names" { value = [for k, p in aws_ssm_parameter.service : p.name] }
output "paths" { value = distinct([for s in var.services : s.health.path]) }
`

// deepCall writes a call of that module. With a provider of its own, the
// module tells its region too.
func (g *generator) deepCall(files map[string]string) string {
	files["deep/main.tf"] = deep
	service := g.pick(`{}`, `{ port = 8 }`, `{ health = { path = v } }`, `{ health = null, env = null }`, `{ hosts = [k, v, k], size = v }`,
		`{ port = null, health = { codes = null } }`, `{ port = "7", unused = v }`)
	out := "module \"deep\" {\n  source   = \"./deep\"\n  for_each = toset(" + g.safe(texts, 2) + ")\n" +
		"  prefix   = " + g.pick("each.key", "null", `"p"`) + "\n" +
		"  services = merge({ for k, v in " + g.safe(table, 2) + " : k => " + service + " }, " + g.pick(`{}`, `{ fixed = { health = { codes = [1] } } }`) + ")\n" +
		"  pair     = [" + g.safe(text, 1) + ", " + g.pick(`"2"`, "3") + "]\n"
	if g.chance(10) {
		out += "  providers = {\n    aws = aws.west\n  }\n"
		files["deep/region.tf"] = "data \"aws_region\" \"here\" {}\n" + g.parameter("region", "", "data.aws_region.here.name")
		files["providers.tf"] = strings.Replace(`provider "aws" {
  alias                       = "west"
  region                      = REGION
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`, "REGION", g.safe(boolean, 1)+` ? "us-west-2" : "eu-west-1"`, 1)
	}
	for _, x := range []string{"flatten([for m in module.deep : m.names])", "distinct(flatten(values(module.deep)[*].paths))", "keys(module.deep)"} {
		g.declare(texts, x)
	}
	g.declare(table, "merge(values(module.deep)[*].ports...)")
	return out + "}\n"
}
