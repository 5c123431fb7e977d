package main

import (
	"bytes"
	"testing"
	"testing/synctest"
	"time"
)

// A scan is silent for a second, and for good where there is no terminal. Then
// one line says what it is at, and is gone at the end.
func TestClock(t *testing.T) {
	const (
		finding = "\r\x1b[Ktaskreach: finding stacks ..."
		loading = "\r\x1b[Ktaskreach: loading stacks ..."
		gone    = "\r\x1b[K"
	)
	tests := []struct {
		name         string
		terminal     bool
		finds, loads time.Duration // how long a stage takes
		want         string
	}{
		{"just short enough", true, 400 * time.Millisecond, 599 * time.Millisecond, ""},
		{"long in the first stage", true, time.Second, time.Second, finding + loading + gone},
		{"long in the second stage", true, 500 * time.Millisecond, 501 * time.Millisecond, loading + gone},
		{"no terminal", false, time.Minute, time.Minute, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				c := startClock(&out, tt.terminal)
				c.begin("finding stacks")
				time.Sleep(tt.finds)
				synctest.Wait()
				c.begin("loading stacks")
				time.Sleep(tt.loads)
				synctest.Wait()
				c.stop()
				time.Sleep(time.Minute)
				synctest.Wait()
				if got := out.String(); got != tt.want {
					t.Errorf("written %q, want %q", got, tt.want)
				}
			})
		})
	}
}
