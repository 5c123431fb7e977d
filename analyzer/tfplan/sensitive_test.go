package tfplan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// show returns all that is said of a value, with what it holds.
func show(v iac.Value) string {
	switch {
	case v.Unknown() != nil:
		return "unknown: " + v.Unknown().Why
	case v.IsList():
		items, partial := v.Items()
		parts := make([]string, len(items))
		for i, item := range items {
			parts[i] = show(item)
		}
		if partial != nil {
			parts = append(parts, "…")
		}
		return "[" + strings.Join(parts, " ") + "]"
	case v.IsObject():
		fields, _ := v.Fields()
		parts := make([]string, len(fields))
		for i, f := range fields {
			parts[i] = f.Name + "=" + show(f.Value)
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return v.String()
}

// What the document marks as sensitive leaves it nowhere; what stands beside
// it in one document does.
func TestSensitive(t *testing.T) {
	containers := `[{\"name\":\"app\",\"image\":\"hunter22.example/app\",\"environment\":[{\"name\":\"A\",\"value\":\"c2hhcg==\"}],\"command\":[\"--token\",\"hunter22\"]}]`
	text := fmt.Sprintf(`{
 "format_version": "1.2",
 "variables": {"token": {"value": "hunter22"}, "plain": {"value": "visible"}},
 "configuration": {"root_module": {"variables": {"token": {"sensitive": true}, "plain": {}}}},
 "planned_values": {"root_module": {"resources": [
  {"address": "aws_ecs_task_definition.a", "mode": "managed", "type": "aws_ecs_task_definition", "name": "a",
   "values": {"family": "visible", "container_definitions": "%s"}, "sensitive_values": {"container_definitions": true}},
  {"address": "aws_ecs_task_definition.plain", "mode": "managed", "type": "aws_ecs_task_definition", "name": "plain",
   "values": {"container_definitions": "[{\"image\":\"nginx\",\"command\":[\"a\"]}]"}, "sensitive_values": {}},
  {"address": "aws_ecs_task_definition.other", "mode": "managed", "type": "aws_ecs_task_definition", "name": "other",
   "values": {"container_definitions": "[{\"image\":\"nginx\",\"command\":[\"a\"]}]"}, "sensitive_values": {"container_definitions": true}},
  {"address": "aws_ssm_parameter.b", "mode": "managed", "type": "aws_ssm_parameter", "name": "b",
   "values": {"value": "swordfish", "name": "p", "list": ["open", "sesame1"]}, "sensitive_values": {"value": true, "list": [false, true]}}
 ]}}
}`, containers)
	s := stackOf(t, text)
	tests := []struct{ address, attr, want string }{
		{"aws_ecs_task_definition.a", "container_definitions", "[{command=[unknown: `command` is marked as sensitive unknown: `command` is marked as sensitive] image=unknown: `image` is marked as sensitive name=app}]"},
		{"aws_ecs_task_definition.plain", "container_definitions", "[{command=[a] image=nginx}]"},
		{"aws_ecs_task_definition.other", "container_definitions", "[{command=[unknown: `command` is marked as sensitive] image=nginx}]"},
		{"aws_ecs_task_definition.a", "family", "visible"},
		{"aws_ssm_parameter.b", "value", "unknown: `value` is marked as sensitive"},
		{"aws_ssm_parameter.b", "list", "[open unknown: `list` is marked as sensitive]"},
		{"aws_ssm_parameter.b", "name", "p"},
	}
	for _, tt := range tests {
		if got := show(find(t, s, tt.address).Body.Get(tt.attr)); got != tt.want {
			t.Errorf("%s.%s = %s, want %s", tt.address, tt.attr, got, tt.want)
		}
	}
	d := documentOf(t, text)
	shown := string(d.Shown().Bytes)
	for _, secret := range []string{"hunter22", "swordfish", "sesame1"} {
		if strings.Contains(shown, secret) {
			t.Errorf("%s is shown", secret)
		}
	}
	if len(shown) != len(text) || !strings.Contains(shown, `"visible"`) || !strings.Contains(shown, `"open"`) {
		t.Error("what is not sensitive is gone, or has moved")
	}
	facts := d.Facts()
	if _, ok := facts.Variables["token"]; ok || facts.Variables["plain"] != "visible" {
		t.Errorf("variables %v, want the plain one alone", facts.Variables)
	}
	if values := facts.Values["aws_ssm_parameter.b"]; values["value"] != nil || values["list"] != nil || values["name"] != "p" {
		t.Errorf("values %v, want the name alone", values)
	}
}
