package authz

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A spelling is how the names of resources are written in documents and
// requests. References to names that the files give are written as those names,
// so that a policy that spells a name out speaks of the same thing.
//
// The random end of a secret's ARN is any text without a colon. A spelling that
// is created writes letters there that no file contains, which only wildcards
// match: what is allowed in this spelling is allowed whatever the end turns out
// to be.
type spelling struct {
	created bool
	ends    map[*iac.Resource]*iac.Unknown // by secret
}

// suffix stands for the six random characters that Secrets Manager ends an ARN
// with (AWS Secrets Manager user guide, "Secrets Manager permissions").
const suffix = "\uE000\uE000\uE000\uE000\uE000\uE000"

// named are the attributes that return the name of a resource, with the
// attribute that gives it.
var named = map[string]map[string]string{
	"aws_cloudwatch_log_group":  {"name": "name", "id": "name"},
	"aws_ecr_repository":        {"name": "name", "id": "name"},
	"aws_ssm_parameter":         {"name": "name", "id": "name"},
	"aws_secretsmanager_secret": {"name": "name"},
	"aws_s3_bucket":             {"id": "bucket", "bucket": "bucket"},
	"AWS::Logs::LogGroup":       {"Ref": "LogGroupName"},
	"AWS::ECR::Repository":      {"Ref": "RepositoryName"},
	"AWS::SSM::Parameter":       {"Ref": "Name"},
	"AWS::S3::Bucket":           {"Ref": "BucketName"},
}

// value returns v with every name in it spelled.
func (s spelling) value(v iac.Value) iac.Value {
	switch {
	case v.IsObject():
		fields, partial := v.Fields()
		spelled := make([]iac.Field, len(fields))
		for i, f := range fields {
			spelled[i] = iac.Field{Name: f.Name, Value: s.value(f.Value), Range: f.Range}
		}
		return iac.Object(spelled, partial, v.Range)
	case v.IsList():
		items, partial := v.Items()
		spelled := make([]iac.Value, len(items))
		for i, item := range items {
			spelled[i] = s.value(item)
		}
		return iac.List(spelled, partial, v.Range)
	case v.IsString():
		t, _ := v.Text()
		return iac.TextValue(s.text(t), v.Range)
	}
	return v
}

// text returns t with every name in it spelled.
func (s spelling) text(t iac.Text) iac.Text {
	var pieces []any
	for _, p := range t {
		pieces = append(pieces, s.part(p))
	}
	return withoutDoubleSlash(iac.Concat(pieces...))
}

func (s spelling) part(p iac.Part) iac.Text {
	r := p.Resource
	if r == nil {
		return iac.Text{p}
	}
	if name, ok := r.Body.Get(named[r.Type][p.Attr]).Text(); ok && named[r.Type][p.Attr] != "" && !refersTo(name, r) {
		return name
	}
	switch {
	case r.Type == "aws_secretsmanager_secret" && p.Attr == "suffix of arn":
		return s.end(r)
	case r.Type == "AWS::SecretsManager::Secret" && p.Attr == "Name":
		// The end of the ARN: the name and the random characters.
		if name, ok := r.Body.Get("Name").Text(); ok {
			return iac.Concat(name, "-", s.end(r))
		}
	}
	return iac.Text{p}
}

// end returns the random characters that the ARN of the secret r ends in; nil
// stands for a secret that the files do not declare.
func (s spelling) end(r *iac.Resource) iac.Text {
	if s.created {
		return iac.Text{{Literal: suffix}}
	}
	if s.ends[r] == nil {
		s.ends[r] = &iac.Unknown{
			Name: "end of the ARN", InName: true,
			Why: "the last characters of a secret's ARN are not in the files",
		}
	}
	return iac.Text{{Unknown: s.ends[r]}}
}

func refersTo(t iac.Text, r *iac.Resource) bool {
	for _, p := range t {
		if p.Resource == r {
			return true
		}
	}
	return false
}

// withoutDoubleSlash corrects the ARN of a parameter whose name begins with a
// slash, which is not written twice (AWS Systems Manager user guide, "Restricting
// access to Parameter Store parameters using IAM policies").
func withoutDoubleSlash(t iac.Text) iac.Text {
	for i := range t {
		t[i].Literal = strings.ReplaceAll(t[i].Literal, ":parameter//", ":parameter/")
	}
	return t
}

// resource returns the resource of a request as far as the files tell it: the ARN of
// a secret that is written without its random end has one all the same.
func (s spelling) resource(t iac.Text) iac.Text {
	if len(t) == 1 && t[0].Resource != nil {
		return parameterARN(t)
	}
	t = s.text(t)
	fields := t.Split(":")
	if len(fields) != 7 || !isService(fields, "secretsmanager") || hasSuffix(fields[6]) {
		return t
	}
	return iac.Concat(t, "-", s.end(nil))
}

func isService(fields []iac.Text, service string) bool {
	s, _ := fields[2].Literal()
	return s == service
}
