package iac

import (
	"strconv"
	"strings"
)

// InstanceKey returns the key of an instance as Terraform has it in addresses,
// with the brackets: a sequence that would begin a template is escaped.
// https://developer.hashicorp.com/terraform/cli/state/resource-addressing
func InstanceKey(key string) string {
	return "[" + templates.Replace(strconv.Quote(key)) + "]"
}

// ParseInstanceKey returns the key of an instance whose text begins with a
// bracket and a quotation mark, and what comes after it.
func ParseInstanceKey(text string) (key, rest string, ok bool) {
	quoted, err := strconv.QuotedPrefix(strings.TrimPrefix(text, "["))
	if err != nil || !strings.HasPrefix(text, "[") {
		return "", "", false
	}
	rest, ok = strings.CutPrefix(text[1+len(quoted):], "]")
	key, err = strconv.Unquote(quoted)
	return plain.Replace(key), rest, ok && err == nil
}

var (
	templates = strings.NewReplacer("${", "$${", "%{", "%%{")
	plain     = strings.NewReplacer("$${", "${", "%%{", "%{")
)
