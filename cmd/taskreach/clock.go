package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// patience is how long a scan is silent at a terminal.
const patience = time.Second

// A clock times the stages of a scan, and says at a terminal what a long one is
// at.
type clock struct {
	out    io.Writer
	mu     sync.Mutex
	stages []stage
	shown  bool
	timer  *time.Timer
}

type stage struct {
	name  string
	start time.Time
}

// startClock returns a clock that writes to out, which may be a terminal.
func startClock(out io.Writer, terminal bool) *clock {
	c := &clock{out: out}
	if terminal {
		c.timer = time.AfterFunc(patience, func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.shown = true
			c.show()
		})
	}
	return c
}

// begin ends the stage before and starts the one that is named.
func (c *clock) begin(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stages = append(c.stages, stage{name, time.Now()})
	if c.shown {
		c.show()
	}
}

// show writes the current stage over the line before. The lock is held.
func (c *clock) show() {
	if n := len(c.stages); n > 0 && c.stages[n-1].name != "" {
		c.say("\r\x1b[Ktaskreach: %s ...", c.stages[n-1].name)
	}
}

// stop ends the last stage and takes the line away.
func (c *clock) stop() {
	if c.timer != nil {
		c.timer.Stop()
	}
	c.begin("")
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.shown {
		c.say("\r\x1b[K")
		c.shown = false
	}
}

// print says how long each stage took and how much the stacks are made of.
func (c *clock) print(r *lint.Result, s *scan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, st := range c.stages[:len(c.stages)-1] {
		c.say("%10.1f ms  %s\n", float64(c.stages[i+1].start.Sub(st.start).Microseconds())/1000, st.name)
	}
	sum := r.Summary()
	files, bytes := 0, 0
	seen := map[string]bool{}
	for _, stack := range r.Stacks {
		for _, res := range stack.Resources {
			name := res.Range.File
			if seen[name] {
				continue
			}
			if f, err := s.tree.ReadFile(name); err == nil {
				files, bytes = files+1, bytes+len(f.Bytes)
			}
			seen[name] = true
		}
	}
	c.say("%d stacks, %d tasks, %d flows; resources in %d files of %d bytes\n", sum.Stacks, sum.Tasks, sum.Flows, files, bytes)
}

// say writes what nothing depends on.
func (c *clock) say(format string, args ...any) { _, _ = fmt.Fprintf(c.out, format, args...) }
