package report_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

// What these tests read of a JUnit report.
type (
	junitReport struct {
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		ClassName string        `xml:"classname,attr"`
		Skipped   *junitOutcome `xml:"skipped"`
		Error     *junitOutcome `xml:"error"`
		Failure   *junitOutcome `xml:"failure"`
	}
	junitOutcome struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
	}
)

// The golden files hold for the schema of Jenkins, which the project does not
// ship:
//
//	xmllint --noout --schema junit-10.xsd testdata/junit/*.xml
func TestJUnit(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "junit", w.result(), report.Style{})
			wellFormed(t, got)
			switch w.name {
			case "broken", "unknown", "troubled":
				golden(t, "junit/"+w.name+".xml", got)
			}
		})
	}
}

// A test for each destination of each task, not for each subnet, and sums that
// say what is in the report.
func TestJUnitOutcomes(t *testing.T) {
	tests := []struct {
		name   string
		result *lint.Result
		want   []string
	}{
		{"proven", clean(), []string{"aws_ecs_service.api ecr.api passed"}},
		{"blocked", broken(), []string{
			"aws_ecs_service.api ecr.api passed", "aws_ecs_service.api s3 failed: TR402", "aws_ecs_service.worker s3 failed: TR402",
		}},
		{"suppressed", accepted(lint.ByRemark), []string{
			"aws_ecs_service.api ecr.api passed", "aws_ecs_service.api s3 skipped", "aws_ecs_service.worker s3 skipped",
		}},
		{"one subnet is not known", unknown(), []string{"aws_ecs_service.api ecr.api skipped"}},
		{"a role that is refused", forbidden(), []string{"aws_ecs_service.worker ecr.api failed: TR503"}},
		{"problems", troubled(), []string{
			"aws_ecs_service.api ecr.api passed", "input parse-error error", "input missing-file error",
			"input parse-error error", "input limit-exceeded error",
		}},
		{"nothing", &lint.Result{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got junitReport
			if err := xml.Unmarshal([]byte(written(t, "junit", tt.result, report.Style{})), &got); err != nil {
				t.Fatal(err)
			}
			var outcomes []string
			var sum junitReport
			for _, s := range got.Suites {
				sum.Tests, sum.Failures, sum.Errors = sum.Tests+len(s.Cases), sum.Failures+s.Failures, sum.Errors+s.Errors
				if s.Tests != len(s.Cases) {
					t.Errorf("suite %s says %d tests and has %d", s.Name, s.Tests, len(s.Cases))
				}
				for _, c := range s.Cases {
					outcomes = append(outcomes, c.outcome())
				}
			}
			if diff := cmp.Diff(tt.want, outcomes); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if sum.Tests != got.Tests || sum.Failures != got.Failures || sum.Errors != got.Errors {
				t.Errorf("%d tests, %d failures, %d errors; the suites have %d, %d, %d", got.Tests, got.Failures, got.Errors, sum.Tests, sum.Failures, sum.Errors)
			}
		})
	}
}

func (c junitCase) outcome() string {
	name, _, _ := strings.Cut(c.Name, " ")
	switch {
	case c.Failure != nil:
		return c.ClassName + " " + name + " failed: " + c.Failure.Type
	case c.Error != nil:
		return c.ClassName + " " + name + " error"
	case c.Skipped != nil:
		return c.ClassName + " " + name + " skipped"
	}
	return c.ClassName + " " + name + " passed"
}

// wellFormed reads a document to its end.
func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
}
