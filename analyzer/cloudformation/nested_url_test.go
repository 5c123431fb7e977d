package cloudformation_test

import (
	"crypto/md5" //nolint:gosec // the name that a tool gives an upload
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

// TestTemplateURLs is of nested stacks whose templates lie somewhere in a
// bucket, which the files have to tell which.
func TestTemplateURLs(t *testing.T) {
	var (
		md5Name = fmt.Sprintf("%x.template", md5.Sum([]byte(inner))) //nolint:gosec // as above
		shaName = fmt.Sprintf("%x.yml", sha256.Sum256([]byte(inner)))
		other   = strings.Repeat("0", 32) + ".template"
	)
	tests := []struct {
		name     string
		url      string
		files    files
		value    string
		problems []string
	}{
		{
			"bucket and prefix are parameters", "!Sub '${Url}/${Prefix}network/in.yaml'",
			files{"network/in.yaml": inner, "old/in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"the prefix has a default", "!Sub 'https://${Url}.s3.${AWS::URLSuffix}/${Prefix}in.yaml'",
			files{"v2/in.yaml": inner, "v1/in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"joined", "!Join ['/', ['https://s3.amazonaws.com', !Ref Url, network, in.yaml]]",
			files{"network/in.yaml": inner, "old/in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"joined by nothing", "!Join ['', [!Ref Url, 'in.yaml']]",
			files{"in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"a parameter alone", "!Ref Url",
			files{"in.yaml": inner},
			"?N.Outputs.Out",
			[]string{"main.yaml:5: unknown-input: the template that stack `N` nests is not known: parameter `Url` has no default: pass --parameters FILE"},
		},
		{
			"of a version", "'https://bucket.s3.eu-west-1.amazonaws.com/in.yaml?versionId=a/b.yaml'",
			files{"in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"named by the MD5 of what it holds", "https://s3.amazonaws.com/bucket/" + md5Name,
			files{"in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"named by the SHA-256 of what it holds", "!Sub 'https://${Url}.s3.amazonaws.com/manual/addons/api/" + shaName + "'",
			files{"addons/in.yml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"named by the hash, and beside", "s3://bucket/" + other,
			files{other: inner},
			"main/N/Net.Ref", nil,
		},
		{
			"named by the hash of what has changed since", "https://s3.amazonaws.com/bucket/" + md5Name,
			files{"in.yaml": inner + "# changed\n"},
			"?N.Outputs.Out",
			[]string{"main.yaml:5: unknown-input: stack `N` nests a template that was uploaded under the hash of its content, which is that of no scanned template: " +
				"check the template that was packaged instead, or put `" + md5Name + "` beside this one"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.files["main.yaml"] = strings.Replace(outer(tt.url, "{}", "!GetAtt N.Outputs.Out"), "{Bucket: ", "{Url: {Type: String}, Prefix: {Type: String, Default: v1/}, Bucket: ", 1)
			stacks := tt.files.load(cloudformation.Options{})
			if got := describe(it(t, stacks)); got != tt.value {
				t.Errorf("value is %s, want %s", got, tt.value)
			}
			if diff := cmp.Diff(tt.problems, problems(stacks...)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
