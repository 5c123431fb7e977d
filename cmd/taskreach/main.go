// Command taskreach proves from Terraform and CloudFormation files whether
// every Amazon ECS task can reach what it needs to start.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
)

// The exit codes, apart from 0 for all is well.
const (
	exitFindings   = 1 // findings at or above --fail-on
	exitIncomplete = 2 // something could not be analysed, read or written
)

// What check returns when it has reported all there is to say.
var (
	errFindings   = errors.New("there are findings")
	errIncomplete = errors.New("not everything was analysed")
)

func main() {
	spareCollector()
	// A reader that goes away is an error of one output, not the end of all.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := exitCode(rootCommand().ExecuteContext(ctx))
	stop()
	os.Exit(status)
}

// spareCollector has the garbage collector run seldom: at its default it takes a
// third of the time. Up to some gigabytes memory is cheaper, and near the limit
// the collector runs as often as it has to. What the user says in GOGC and
// GOMEMLIMIT counts.
func spareCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(3 << 30)
	}
}

// exitCode returns the status to exit with after err, and prints what has not
// been reported yet.
func exitCode(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errIncomplete):
		return exitIncomplete
	case errors.Is(err, errFindings):
		return exitFindings
	}
	for line := range strings.SplitSeq(err.Error(), "\n") { // there may be several errors
		fmt.Fprintln(os.Stderr, "taskreach:", line)
	}
	return exitIncomplete
}
