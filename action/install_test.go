//go:build runner

package action_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// archive returns a release with one program in it.
func archive(t *testing.T, program string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	if err := w.WriteHeader(&tar.Header{Name: "taskreach", Mode: 0o755, Size: int64(len(program))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(program)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestInstall(t *testing.T) {
	const name = "taskreach_1.2.3_linux_amd64.tar.gz"
	whole := archive(t, "#!/bin/sh\necho installed\n")
	sum := fmt.Sprintf("%x", sha256.Sum256(whole))
	tests := []struct {
		name, version, checksums string
		build                    string
		says                     string // where it fails
	}{
		{"release", "v1.2.3", sum + "  " + name + "\n", "false", ""},
		{"checksums of Windows", "v1.2.3", strings.Repeat("0", 64) + " *other.zip\r\n" + sum + " *" + name + "\r\n", "false", ""},
		{"another checksum", "v1.2.3", strings.Repeat("0", 64) + "  " + name + "\n", "false", "is not what checksums.txt says"},
		{"no checksum", "v1.2.3", sum + "  other.tar.gz\n", "false", "does not name " + name},
		{"no such release", "v1.2.4", "", "false", "cannot download checksums.txt of v1.2.4"},
		{"branch", "main", "", "true", ""},
		{"commit", "5d8d5ba0c1f7a1d6d3bb4ab3b4d1b0f1c2d3e4f5", "", "true", ""},
		{"none", "", "", "true", ""},
		{"no version", "v1.2.3/../../x", "", "true", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"/v1.2.3/checksums.txt": tt.checksums, "/v1.2.3/" + name: string(whole)}
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if files[r.URL.Path] == "" {
					w.WriteHeader(http.StatusNotFound)
				}
				_, _ = fmt.Fprint(w, files[r.URL.Path])
			}))
			defer server.Close()
			dir := t.TempDir()
			output := filepath.Join(dir, "output")
			cmd := exec.Command("bash", "install")
			cmd.Env = append(os.Environ(), "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "RUNNER_TEMP="+dir,
				"GITHUB_OUTPUT="+output, "TASKREACH_RELEASES="+server.URL, "TASKREACH_VERSION="+tt.version)
			out, err := cmd.CombinedOutput()
			program := filepath.Join(dir, "taskreach", "taskreach")
			outputs, _ := os.ReadFile(output)
			if want := "taskreach=" + program + "\nbuild=" + tt.build + "\n"; string(outputs) != want {
				t.Errorf("the outputs are %q, want %q", outputs, want)
			}
			if tt.says != "" {
				if err == nil || !strings.Contains(string(out), tt.says) {
					t.Errorf("it ends with %v and says %s, want %s", err, out, tt.says)
				}
				if _, err := os.Stat(program); err == nil {
					t.Error("the program is installed")
				}
				return
			}
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			said, err := exec.Command(program).Output()
			if installed := err == nil && string(said) == "installed\n"; installed != (tt.build == "false") {
				t.Errorf("installed is %t", installed)
			}
		})
	}
}
