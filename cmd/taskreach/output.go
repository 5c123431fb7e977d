package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/term"

	"github.com/taskreach/taskreach/analyzer/report"
)

// An output is one report to write.
type output struct {
	name   string // of the format
	format report.Format
	file   string // empty means stdout
}

// parseOutputs reads the values of --format. The error is about those that are
// not among the outputs.
func parseOutputs(values []string) ([]output, error) {
	var outputs []output
	var errs []error
	for _, v := range values {
		o, err := parseOutput(v)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		same := func(other output) bool { return other.file == o.file }
		if i := slices.IndexFunc(outputs, same); i >= 0 {
			return nil, fmt.Errorf("formats %s and %s both go to %s: name a file, as in --format %s=FILE", outputs[i].name, o.name, destination(o.file), o.name)
		}
		outputs = append(outputs, o)
	}
	return outputs, errors.Join(errs...)
}

func parseOutput(v string) (output, error) {
	name, file, named := strings.Cut(v, "=")
	format, ok := report.Named(name)
	switch {
	case !ok:
		return output{}, fmt.Errorf("unknown format %q: use %s", name, strings.Join(report.Names(), ", "))
	case named && file == "":
		return output{}, fmt.Errorf("--format %s: no file is named after =", v)
	}
	return output{name, format, file}, nil
}

func destination(file string) string {
	if file == "" {
		return "stdout"
	}
	return file
}

func textOnStdout(outputs []output) bool {
	return slices.ContainsFunc(outputs, func(o output) bool { return o.file == "" && o.name == "text" })
}

// writeAll writes every output; one that fails does not keep the others from
// being written.
func writeAll(outputs []output, run report.Run, style report.Style) error {
	var errs []error
	for _, o := range outputs {
		if err := o.write(run, style); err != nil {
			errs = append(errs, fmt.Errorf("writing %s report: %w", o.name, err))
		}
	}
	return errors.Join(errs...)
}

// write writes one output. A file gets the style of a file; what is at stake
// at a terminal, colour and width, is for stdout.
func (o output) write(run report.Run, style report.Style) error {
	if o.file != "" {
		style = report.Style{Quiet: style.Quiet, Verbose: style.Verbose}
	}
	var b bytes.Buffer
	if err := o.format(&b, run, style); err != nil {
		return err
	}
	if o.file != "" {
		return os.WriteFile(o.file, b.Bytes(), 0o644)
	}
	_, err := os.Stdout.Write(b.Bytes())
	return err
}

// terminalStyle returns the style for w: colour as --color and the environment
// have it (https://no-color.org, https://bixense.com/clicolors), the width of
// the terminal, ASCII where its locale has nothing else.
func terminalStyle(color string, w *os.File) (report.Style, error) {
	terminal := term.IsTerminal(int(w.Fd()))
	var style report.Style
	switch color {
	case "always":
		style.Color = true
	case "never":
	case "auto":
		style.Color = autoColor(terminal)
	default:
		return style, fmt.Errorf("unknown value %q for --color: use auto, always or never", color)
	}
	if terminal {
		style.ASCII = !unicodeLocale() || os.Getenv("TERM") == "dumb"
		style.Links = hyperlinks()
		if width, _, err := term.GetSize(int(w.Fd())); err == nil {
			style.Width = width
		}
	}
	return style, nil
}

func autoColor(terminal bool) bool {
	if os.Getenv("NO_COLOR") != "" {
		return false
	}
	if force := os.Getenv("CLICOLOR_FORCE"); force != "" && force != "0" {
		return true
	}
	return terminal && os.Getenv("TERM") != "dumb" && os.Getenv("CLICOLOR") != "0"
}

// hyperlinks reports whether the terminal is one that is known to show links;
// others print them as they are. FORCE_HYPERLINK decides where it is set. A
// multiplexer hides which terminal it is shown in.
func hyperlinks() bool {
	if force := os.Getenv("FORCE_HYPERLINK"); force != "" {
		return force != "0"
	}
	kind := os.Getenv("TERM")
	if kind == "dumb" || os.Getenv("TMUX") != "" || os.Getenv("STY") != "" || os.Getenv("CI") != "" {
		return false
	}
	if slices.Contains([]string{"iTerm.app", "WezTerm", "vscode", "ghostty"}, os.Getenv("TERM_PROGRAM")) || os.Getenv("WT_SESSION") != "" {
		return true
	}
	vte, err := strconv.Atoi(os.Getenv("VTE_VERSION"))
	return err == nil && vte >= 5000 || slices.Contains([]string{"xterm-kitty", "xterm-ghostty", "foot", "alacritty"}, kind)
}

// unicodeLocale reports whether the locale may have more than ASCII. Without a
// locale, as in most containers, terminals do.
func unicodeLocale() bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if l := strings.ToLower(os.Getenv(name)); l != "" {
			return strings.Contains(l, "utf-8") || strings.Contains(l, "utf8")
		}
	}
	return true
}
