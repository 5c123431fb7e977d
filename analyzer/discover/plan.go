package discover

import "bytes"

// isPlan reports whether text is a plan or state as `terraform show -json`
// prints it, or a state as Terraform stores it.
// https://developer.hashicorp.com/terraform/internals/json-format
func isPlan(text []byte) bool {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	if !bytes.HasPrefix(text, []byte("{")) || lookAt(text) == template {
		return false
	}
	for _, key := range []string{`"format_version"`, `"planned_values"`, `"lineage"`, `"terraform_version"`} {
		if bytes.Contains(text, []byte(key)) {
			return true
		}
	}
	return false
}

// isBinaryPlan reports whether text is a plan as Terraform saves it, which is a
// ZIP archive.
func isBinaryPlan(text []byte) bool { return bytes.HasPrefix(text, []byte("PK\x03\x04")) }
