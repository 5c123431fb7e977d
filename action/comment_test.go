//go:build runner

// The tests of the scripts of the action need what a runner of GitHub Actions
// has: bash, git, curl and jq. `.ci/action` runs them.
package action_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bot is who comments with the token of a run.
const bot = "github-actions[bot]"

type comment struct {
	ID   int    `json:"id"`
	Body string `json:"body"`
	User struct {
		Login string `json:"login"`
	} `json:"user"`
}

// An api stands in for GitHub's REST API: the comments of pull request 7 of
// acme/app.
type api struct {
	mu       sync.Mutex
	comments []comment
	next     int
	calls    []string

	// refuse answers a request itself, if it returns true.
	refuse func(w http.ResponseWriter, r *http.Request, n int) bool
}

func (a *api) add(login, body string) {
	a.next++
	c := comment{ID: a.next, Body: body}
	c.User.Login = login
	a.comments = append(a.comments, c)
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls = append(a.calls, r.Method)
	if a.refuse != nil && a.refuse(w, r, len(a.calls)) {
		return
	}
	if r.Header.Get("Authorization") != "Bearer secret" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	id, one := strings.CutPrefix(r.URL.Path, "/repos/acme/app/issues/comments/")
	at := slices.IndexFunc(a.comments, func(c comment) bool { return strconv.Itoa(c.ID) == id })
	switch {
	case one && at < 0, !one && r.URL.Path != "/repos/acme/app/issues/7/comments":
		w.WriteHeader(http.StatusNotFound)
	case r.Method == http.MethodGet:
		a.list(w, r)
	case r.Method == http.MethodDelete && one:
		a.comments = slices.Delete(a.comments, at, at+1)
		w.WriteHeader(http.StatusNoContent)
	case r.Method == http.MethodPatch && one, r.Method == http.MethodPost && !one:
		a.write(w, r, at)
	default:
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

func (a *api) list(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	page, _ := strconv.Atoi(r.URL.Query().Get("page"))
	from := min(len(a.comments), size*(page-1))
	_ = json.NewEncoder(w).Encode(append([]comment{}, a.comments[from:min(len(a.comments), from+size)]...))
}

// write makes a comment, or changes that at a place that is not negative.
func (a *api) write(w http.ResponseWriter, r *http.Request, at int) {
	var body struct {
		Body string `json:"body"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || len([]rune(body.Body)) > 65536 {
		w.WriteHeader(http.StatusUnprocessableEntity)
		return
	}
	if at >= 0 {
		a.comments[at].Body = body.Body
		return
	}
	a.add(bot, body.Body)
	w.WriteHeader(http.StatusCreated)
}

// run runs the script on a report, with a token, and returns what it prints.
func (a *api) run(t *testing.T, report, findings, code string, env ...string) string {
	t.Helper()
	server := httptest.NewServer(a)
	defer server.Close()
	file := ""
	if report != "" {
		file = filepath.Join(t.TempDir(), "report.md")
		if err := os.WriteFile(file, []byte(report), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("bash", "comment")
	cmd.Env = append(os.Environ(),
		"GITHUB_TOKEN=secret", "GITHUB_API_URL="+server.URL, "GITHUB_SERVER_URL=https://github.com",
		"GITHUB_REPOSITORY=acme/app", "GITHUB_RUN_ID=42", "GITHUB_WORKFLOW=ci", "GITHUB_JOB=taskreach",
		"PULL_REQUEST=7", "COMMIT=0123456789abcdef", "INPUT_PATH=infra",
		"REPORT="+file, "FINDINGS="+findings, "EXIT_CODE="+code)
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the script fails: %v\n%s", err, out)
	}
	if strings.Contains(string(out), "secret") {
		t.Errorf("the token is printed: %s", out)
	}
	return string(out)
}

func TestCommentIsKept(t *testing.T) {
	var a api
	a.add("ann", "looks good")
	a.run(t, "", "0", "0")
	if len(a.comments) != 1 {
		t.Fatalf("a clean run comments: %v", a.comments)
	}
	a.run(t, "### first\n", "2", "1")
	a.run(t, "### second\n", "1", "1")
	if len(a.comments) != 2 || !strings.Contains(a.comments[1].Body, "### second") {
		t.Fatalf("the comment is not edited: %v", a.comments)
	}
	if want := "<sub>0123456 · [run](https://github.com/acme/app/actions/runs/42)</sub>"; !strings.Contains(a.comments[1].Body, want) {
		t.Errorf("%q has no %q", a.comments[1].Body, want)
	}
	a.run(t, "### of other paths\n", "1", "1", "INPUT_PATH=live")
	if len(a.comments) != 3 {
		t.Fatalf("a job for other paths has no comment of its own: %v", a.comments)
	}
	a.run(t, "### still shown\n", "1", "0")
	if !strings.Contains(a.comments[1].Body, "### still shown") {
		t.Errorf("findings that do not fail are not shown: %v", a.comments)
	}
	if out := a.run(t, "", "", "2"); len(a.comments) != 3 || !strings.Contains(out, "there is no report") {
		t.Errorf("without a report: %s, %v", out, a.comments)
	}
	a.run(t, "### 2 tasks can start\n", "0", "0")
	if len(a.comments) != 2 || !strings.Contains(a.comments[1].Body, "of other paths") {
		t.Errorf("the comment is not removed: %v", a.comments)
	}
}

// The comment may be behind two pages of others, and be there twice where two
// runs raced. What someone else wrote stays, whatever it begins with.
func TestCommentIsFound(t *testing.T) {
	var a api
	a.run(t, "### old\n", "1", "1")
	old := a.comments[0].Body
	a.comments = nil
	a.add("mallory", old)
	for range 230 {
		a.add("ann", "looks good")
	}
	a.add(bot, "another tool")
	a.add(bot, old)
	a.add(bot, old)
	a.calls = nil
	a.run(t, "### new\n", "1", "1")
	if want := []string{"GET", "GET", "GET", "PATCH", "DELETE"}; !cmp.Equal(want, a.calls) {
		t.Errorf("the calls are %v, want %v", a.calls, want)
	}
	last := a.comments[len(a.comments)-1]
	if len(a.comments) != 233 || !strings.Contains(last.Body, "### new") || a.comments[0].Body != old {
		t.Errorf("%d comments, the first %q, the last %q", len(a.comments), a.comments[0].Body, last.Body)
	}
}

// answer refuses the requests from the nth of one method on, as often as said.
func answer(method string, times, status int, headers ...string) func(http.ResponseWriter, *http.Request, int) bool {
	return func(w http.ResponseWriter, r *http.Request, _ int) bool {
		if r.Method != method || times == 0 {
			return false
		}
		times--
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		return true
	}
}

func TestCommentIsRefused(t *testing.T) {
	tests := []struct {
		name   string
		refuse func(http.ResponseWriter, *http.Request, int) bool
		calls  []string
		says   string
	}{
		{"may not read", answer("GET", 9, 403), []string{"GET"}, "pull-requests: write"},
		{"may not write, as for a fork", answer("POST", 9, 403), []string{"GET", "POST"}, "pull-requests: write"},
		{"is not there", answer("GET", 9, 404), []string{"GET"}, "HTTP 404"},
		{"too many, once", answer("POST", 1, 429, "Retry-After", "0"), []string{"GET", "POST", "POST"}, ""},
		{"secondary limit, thrice", answer("POST", 3, 403, "Retry-After", "1"), []string{"GET", "POST", "POST", "POST", "POST"}, ""},
		{"secondary limit, for ever", answer("POST", 9, 403, "Retry-After", "0"), []string{"GET", "POST", "POST", "POST", "POST"}, "HTTP 403"},
		{"limit that ended", answer("GET", 1, 403, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1"), []string{"GET", "GET", "POST"}, ""},
		{"limit that lasts", answer("GET", 1, 403, "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "99999999999"), []string{"GET"}, "HTTP 403"},
		{"limit of an hour", answer("GET", 1, 429, "Retry-After", "3600"), []string{"GET"}, "HTTP 429"},
		{"headers that are code", answer("GET", 1, 403, "Retry-After", "a[$(touch pwned)]", "X-RateLimit-Remaining", "0"), []string{"GET"}, "HTTP 403"},
		{"fails once", answer("POST", 1, 502), []string{"GET", "POST", "POST"}, ""},
		{"is not taken", answer("POST", 9, 422), []string{"GET", "POST"}, "HTTP 422"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := api{refuse: tt.refuse}
			out := a.run(t, "### report\n", "1", "1")
			if !cmp.Equal(tt.calls, a.calls) {
				t.Errorf("the calls are %v, want %v", a.calls, tt.calls)
			}
			if tt.says == "" && (out != "" || len(a.comments) != 1) || !strings.Contains(out, tt.says) {
				t.Errorf("%d comments, and it says %q, want %q", len(a.comments), out, tt.says)
			}
		})
	}
	if _, err := os.Stat("pwned"); err == nil {
		t.Error("a header is run")
	}
}

func TestCommentShowsAnyReport(t *testing.T) {
	finding := "**✗** " + strings.Repeat("é", 3000) + "\n\n<details><summary>path</summary>\n\n```mermaid\nflowchart\n```\n\n</details>\n\n"
	many := "### title\n\n" + strings.Repeat(finding, 30)
	tests := []struct {
		name, report string
		has          []string
		whole        bool
	}{
		{"hostile", "### \"$(touch pwned)\" `id` \\u0000 \x00\x1b[2J @acme ${{ secrets.X }} ' \xff\n", []string{`"$(touch pwned)" ` + "`id`", "${{ secrets.X }} '"}, true},
		{"empty", "", nil, true},
		{"one character less than there is room for", "### " + strings.Repeat("é", 65000), []string{"### é"}, true},
		{"many findings", many, []string{"### title\n\n**✗** é", "\n</details>\n\nThe rest is left out", "https://github.com/acme/app/actions/runs/42"}, false},
		{"one long finding", "### title\n\n```" + strings.Repeat("x", 70000), []string{"### title\n\nThe rest is left out"}, false},
		{"one long line", strings.Repeat("x", 70000), []string{"xxx", "The rest is left out"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var a api
			report := tt.report
			if report == "" {
				report = "\n"
			}
			if out := a.run(t, report, "1", "1"); out != "" || len(a.comments) != 1 {
				t.Fatalf("%d comments, and it says %q", len(a.comments), out)
			}
			body := a.comments[0].Body
			for _, want := range tt.has {
				if !strings.Contains(body, want) {
					t.Errorf("%q is not in %.200q…", want, body)
				}
			}
			if whole := !strings.Contains(body, "left out"); whole != tt.whole {
				t.Errorf("all is shown: %t, want %t", whole, tt.whole)
			}
			if opened, closed := strings.Count(body, "<details>"), strings.Count(body, "</details>"); opened != closed {
				t.Errorf("%d details are opened, %d closed", opened, closed)
			}
			if !strings.HasSuffix(body, "</sub>\n") {
				t.Errorf("the end is cut: %q", body[max(0, len(body)-100):])
			}
		})
	}
	if _, err := os.Stat("pwned"); err == nil {
		t.Error("a report is run")
	}
}

// Where nothing listens, findings decide all the same.
func TestCommentWithoutAPI(t *testing.T) {
	var a api
	if out := a.run(t, "### report\n", "1", "1", "GITHUB_API_URL=http://127.0.0.1:1"); !strings.Contains(out, "does not answer") {
		t.Errorf("it says %q", out)
	}
}
