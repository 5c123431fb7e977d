package terraform_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// testdata/functions.txt holds the names that `terraform metadata functions
// -json` of Terraform 1.11.4 lists, each of which is there under core:: too.
func TestEveryFunctionIsKnown(t *testing.T) {
	b, err := os.ReadFile("testdata/functions.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Fields(string(b))
	if len(names) != 118 {
		t.Fatalf("%d names", len(names))
	}
	for _, name := range names {
		for _, call := range []string{name, "core::" + name} {
			s := stackOf(t, map[string]string{"main.tf": "resource \"aws_test\" \"x\" {\n  x = " + call + "()\n}\n"}, terraform.Options{})
			for _, p := range problems(s) {
				if strings.Contains(p, "no function") {
					t.Errorf("%s(): %s", call, p)
				}
			}
		}
	}
}

func TestProviderFunctions(t *testing.T) {
	const role = `arn:aws:iam::123456789012:role`
	wantExpressions(t, world, []expressionTest{
		{"parsed", `provider::aws::arn_parse("` + role + `/p/app").resource`, `role/p/app`},
		{"colons in the resource", `provider::aws::arn_parse("arn:aws:logs:us-east-1:1:log-group:a:*").resource`, `log-group:a:*`},
		{"empty parts", `provider::aws::arn_parse("arn:aws:iam:::")`, `{account_id= partition=aws region= resource= service=iam}`},
		{"a part is missing", `try(provider::aws::arn_parse("arn:aws:iam::1"), "no")`, `no`},
		{"no ARN", `try(provider::aws::arn_parse("urn:aws:iam::1:x"), "no")`, `no`},
		{"of a cluster", `provider::aws::arn_parse(aws_ecr_repository.app.arn).region`, `eu-west-1`},
		{"of a cluster, the rest", `provider::aws::arn_parse(aws_ecr_repository.app.arn).resource`, `repository/aws_ecr_repository.app.name`},
		{"of what may hold colons", `provider::aws::arn_parse(var.name).region`, `?var.name`},
		{"of an attribute without a form", `provider::aws::arn_parse(aws_vpc.main.arn).region`, `?provider::aws::arn_parse(aws_vpc.main.arn)`},
		{"built", `provider::aws::arn_build("aws", "iam", "", "123456789012", "role/app")`, role + `/app`},
		{"built of a reference", `provider::aws::arn_build("aws", "ec2", "eu-west-1", "1", "vpc/${aws_vpc.main.id}")`, `arn:aws:ec2:eu-west-1:1:vpc/aws_vpc.main.id`},
		{"path trimmed", `provider::aws::trim_iam_role_path("` + role + `/p/q/app")`, role + `/app`},
		{"no path", `provider::aws::trim_iam_role_path("` + role + `/app")`, role + `/app`},
		{"a region in the ARN", `try(provider::aws::trim_iam_role_path("arn:aws:iam:us-east-1:1:role/app"), "no")`, `no`},
		{"a user", `try(provider::aws::trim_iam_role_path("arn:aws:iam::1:user/app"), "no")`, `no`},
		{
			"trimmed, of a resource", `provider::aws::trim_iam_role_path(aws_iam_role.exec.arn)`,
			`arn:aws:iam::${AWS account id}:role/aws_iam_role.exec.name`,
		},
		{"trimmed, may hold a path", `provider::aws::trim_iam_role_path("` + role + `/${var.name}")`, `?var.name`},
		{"user agent", `provider::aws::user_agent("a", "1.0", "x")`, `a/1.0 (x)`},
		{"user agent, name only", `provider::aws::user_agent("a", "", "")`, `a`},
		{"of another provider", `provider::time::rfc3339_parse("2026-01-01T00:00:00Z").year`, `?provider::time::rfc3339_parse("2026-01-01T00:00:00Z")`},
	})
}

func TestEncodings(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"UTF-16", `textencodebase64("aäb", "UTF-16LE")`, `YQDkAGIA`},
		{"with a byte order mark", `textencodebase64("aäb", "UTF-16")`, `/v8AYQDkAGI=`},
		{"Latin 1", `textencodebase64("aäb", "ISO-8859-1")`, `YeRi`},
		{"in any case", `textencodebase64("aäb", "windows-1252")`, `YeRi`},
		{"Japanese", `textencodebase64("a日b", "Shift_JIS")`, `YZP6Yg==`},
		{"a character it has not", `try(textencodebase64("a日b", "ISO-8859-1"), "no")`, `no`},
		{"no encoding", `try(textencodebase64("a", "nope"), "no")`, `no`},
		{"decoded", `textdecodebase64("YeRi", "ISO-8859-1")`, `aäb`},
		{"not of the encoding", `try(textdecodebase64("YeRi", "UTF-8"), "no")`, `no`},
		{"gzip there and back", `base64gunzip(base64gzip("abc"))`, `abc`},
		{"not compressed", `try(base64gunzip("YeRi"), "no")`, `no`},
		{"of a reference", `textencodebase64(aws_vpc.main.id, "UTF-16LE")`, `?textencodebase64(aws_vpc.main.id, "UTF-16LE")`},
	})
}

func TestDecryption(t *testing.T) {
	pair, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := rsa.EncryptPKCS1v15(rand.Reader, &pair.PublicKey, []byte("hello")) //nolint:staticcheck // it is what rsadecrypt() takes
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(pair)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"one":    string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(pair)})),
		"eight":  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})),
		"secret": base64.StdEncoding.EncodeToString(secret),
	}
	tests := []expressionTest{
		{"PKCS #1", `rsadecrypt(file("secret"), file("one"))`, `hello`},
		{"PKCS #8", `rsadecrypt(file("secret"), file("eight"))`, `hello`},
		{"another text", `try(rsadecrypt("YeRi", file("one")), "no")`, `no`},
		{"no key", `try(rsadecrypt(file("secret"), "key"), "no")`, `no`},
	}
	for _, tt := range tests {
		files["main.tf"] = "resource \"aws_test\" \"x\" {\n  x = " + tt.expr + "\n}\n"
		s := stackOf(t, files, terraform.Options{})
		if got := show(find(t, s, "aws_test.x").Body.Get("x")); got != tt.want {
			t.Errorf("%s = %s, want %s; problems: %v", tt.expr, got, tt.want, problems(s))
		}
	}
}

func TestFunctionsThatRunOnly(t *testing.T) {
	const anew = " is made anew by each run of Terraform"
	tests := []struct{ expr, why string }{
		{`timestamp()`, "`timestamp()`" + anew},
		{`"x-${uuid()}"`, "`uuid()`" + anew},
		{`formatdate("YYYY", plantimestamp())`, "`plantimestamp()`" + anew},
		{`core::bcrypt("a")`, "`core::bcrypt(\"a\")`" + anew},
		{`issensitive(sensitive("a")) ? "b" : "c"`, "`issensitive(sensitive(\"a\"))` asks for a mark that is not followed"},
		{`provider::time::now()`, "`provider::time::now` is a function of the provider `time`, which only `terraform plan` can call"},
	}
	for _, tt := range tests {
		s := stackOf(t, map[string]string{"main.tf": "resource \"aws_test\" \"x\" {\n  x = " + tt.expr + "\n}\n"}, terraform.Options{})
		v := find(t, s, "aws_test.x").Body.Get("x")
		u := v.Unknown()
		if text, ok := v.Text(); u == nil && ok {
			u = text[len(text)-1].Unknown
		}
		if u == nil || u.Why != tt.why {
			t.Errorf("%s is %s: %+v, want %s", tt.expr, show(v), u, tt.why)
		}
		wantNoProblems(t, s)
	}
}

// Marks are not followed: that nothing is marked is known.
func TestIsSensitive(t *testing.T) {
	for more, want := range map[string]string{
		"":                                     "[false,false,false]",
		`locals { other = sensitive("b") }`:    `[?,false,false]`,
		"variable \"x\" { sensitive = true }":  `[?,false,false]`,
		"variable \"x\" { sensitive = false }": "[false,false,false]",
	} {
		s := stackOf(t, map[string]string{"main.tf": "locals { l = \"a\" }\n" + more + `
resource "aws_test" "x" {
  x = [for s in [issensitive(local.l), issensitive("a"), issensitive(upper("a"))] : s]
}
`}, terraform.Options{})
		wantNoProblems(t, s)
		var got []string
		items, _ := find(t, s, "aws_test.x").Body.Get("x").Items()
		for _, item := range items {
			text := "?"
			if b, known := item.Bool(); known {
				text = strconv.FormatBool(b)
			}
			got = append(got, text)
		}
		if text := "[" + strings.Join(got, ",") + "]"; text != want {
			t.Errorf("beside %s: %s, want %s", more, text, want)
		}
	}
}

func TestArgumentsAtTheEdge(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"a negative network", `cidrsubnet("10.0.0.0/16", 8, -1)`, `0.0.1.0/24`},
		{"too many bits of it", `try(cidrsubnet("10.0.0.0/16", 8, -300), "no")`, `no`},
		{"the last network", `cidrsubnet("10.0.0.0/16", 8, 255)`, `10.0.255.0/24`},
		{"one past it", `try(cidrsubnet("10.0.0.0/16", 8, 256), "no")`, `no`},
		{"zeros before a number", `cidrsubnet("010.0.00.5/16", 0, 0)`, `10.0.0.0/16`},
		{"32 more bits", `cidrsubnets("fd00::/56", 32)`, `[fd00::/88]`},
		{"33 more bits", `try(cidrsubnets("fd00::/56", 33), "no")`, `no`},
		{"matchkeys makes a list", `[for x in [[]] : matchkeys(["a"], ["b"], ["c"]) == x]`, `[false]`},
		{"matchkeys", `matchkeys(["a", 1], ["b", "c"], ["c"])`, `[1]`},
		{"matchkeys of references", `matchkeys(aws_subnet.many[*].id, ["b", "c"], ["c"])`, `[aws_subnet.many[1].id]`},
		{"index in a list", `index(["a", "b"], "b")`, `1`},
		{"index in a set", `try(index(toset(["a", "b"]), "b"), "no")`, `no`},
	})
}

// The wanted texts are those that Terraform 1.11 prints.
func TestJSONEncode(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"an object, by its keys", `jsonencode({ b = [1, "x", true], a = { c = null } })`, `{"a":{"c":null},"b":[1,"x",true]}`},
		{"empty", `jsonencode({ a = [], b = {}, c = "" })`, `{"a":[],"b":{},"c":""}`},
		{"a set", `jsonencode(toset(["b", "a"]))`, `["a","b"]`},
		{"a map of numbers", `jsonencode(tomap({ "b c" = 1, a = 2 }))`, `{"a":2,"b c":1}`},
		{"null", `jsonencode(null)`, `null`},
		{"numbers", `jsonencode([0, -0, -7, 1.50, 0.1 + 0.2, 12345678901234567890, 1e21])`, `[0,-0,-7,1.5,0.3,12345678901234567890,1000000000000000000000]`},
		{"escapes", `jsonencode("a\"b\\c\n\t<d>&e")`, `"a\"b\\c\n\t\u003cd\u003e\u0026e"`},
		{"beyond ASCII", `jsonencode({ "é" = "ü\u2028\u007f" })`, "{\"é\":\"ü\\u2028\u007f\"}"},
		{"an attribute", `jsonencode({ vpc = aws_vpc.main.id })`, `{"vpc":"aws_vpc.main.id"}`},
		{"unknown within", `jsonencode({ name = var.name })`, `{"name":"${var.name}"}`},
		{"infinite", `try(jsonencode(1 / 0), "no")`, `no`},
	})
}
