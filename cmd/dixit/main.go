// Command dixit reads news articles, finds every quotation and says whose words
// it holds.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	_ "dixit/cmd/heap" // no garbage collection before there is garbage
)

// Exit codes.
const (
	exitDone        = 0
	exitSomeFailed  = 1   // done, but some inputs failed
	exitUsage       = 2   // wrong usage
	exitCannotWork  = 3   // an archive, a registry or the output is missing, locked, damaged, full
	exitInterrupted = 130 // stopped by the user, as shells count it
)

// An exitError ends the program with a code of its own. An empty message prints
// nothing: what there was to say has been said.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usageError says what is wrong with the command line.
func usageError(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// cannotWork says why a command cannot do its work at all.
func cannotWork(err error) error { return &exitError{exitCannotWork, err} }

// someFailed ends a command that has done its work but for some inputs, each of
// which was named already.
func someFailed() error { return &exitError{exitSomeFailed, errSilent} }

var errSilent = errors.New("")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal ends the work in good order, a second one at once.
	context.AfterFunc(ctx, stop)
	// Writing to a closed pipe is an error like others, and ends a command in good
	// order as well.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program; it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp()
	app.Reader, app.Writer, app.ErrWriter = stdin, stdout, stderr
	err := app.RunContext(ctx, reorder(app, args))
	var exit *exitError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		// Whoever reads the output has seen enough.
		return exitDone
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &exit):
		if message := exit.Error(); message != "" {
			fmt.Fprintf(stderr, "dixit: %s\n", message)
		}
		return exit.code
	}
	fmt.Fprintf(stderr, "dixit: %s\n", err)
	return exitCannotWork
}

func newApp() *cli.App {
	app := &cli.App{
		Name:      "dixit",
		Usage:     "who said what, where, and in which words",
		UsageText: "dixit COMMAND [flags] ARGUMENT…   (dixit COMMAND --help says more)",
		Description: "dixit reads news articles, finds every quotation and says whose words it holds.\n\n" +
			"Examples:\n" +
			"  dixit extract articles/                      the quotations of a folder of articles\n" +
			"  dixit extract --format html -o q.html a.txt  one article as a page to check\n" +
			"  dixit align quotations.jsonl                 which quotations render one remark\n" +
			"  dixit ingest articles/                       store them in an archive\n" +
			"  dixit search accord --speaker putin          search it\n" +
			"  dixit variants accord                        one remark in all its wordings\n" +
			"  dixit eval gold.jsonl articles/              accuracy on one's own annotated articles",
		Version:         version(),
		HideHelpCommand: true,
		Commands: []*cli.Command{
			extractCommand(),
			alignCommand(),
			ingestCommand(),
			searchCommand(),
			showCommand(),
			variantsCommand(),
			remarksCommand(),
			speakersCommand(),
			outletsCommand(),
			statsCommand(),
			exportCommand(),
			serveCommand(),
			checkCommand(),
			reindexCommand(),
			evalCommand(),
		},
		Action:                    noCommand,
		ExitErrHandler:            func(*cli.Context, error) {},
		DisableSliceFlagSeparator: true,
	}
	app.OnUsageError = func(c *cli.Context, err error, _ bool) error { return flagError(c, err) }
	for _, cmd := range app.Commands {
		cmd.HideHelpCommand = true
		cmd.OnUsageError = app.OnUsageError
	}
	return app
}

// version is the module's version, as far as the build knows it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// noCommand runs when the first argument names no command.
func noCommand(c *cli.Context) error {
	name := c.Args().First()
	if name == "" {
		c.App.Writer = c.App.ErrWriter
		_ = cli.ShowAppHelp(c)
		return &exitError{exitUsage, errSilent}
	}
	if name == "help" {
		if cmd := c.App.Command(c.Args().Get(1)); cmd != nil {
			return cli.ShowCommandHelp(c, cmd.Name)
		}
		return cli.ShowAppHelp(c)
	}
	var names []string
	for _, cmd := range c.App.VisibleCommands() {
		names = append(names, cmd.Name)
	}
	if s := closest(name, names); s != "" {
		return usageError("there is no command %q; did you mean %q?", name, s)
	}
	return usageError("there is no command %q; the commands are %s", name, strings.Join(names, ", "))
}

// flagError words an error of the flag parser.
func flagError(c *cli.Context, err error) error {
	command := strings.TrimSpace("dixit " + strings.TrimPrefix(c.Command.FullName(), "dixit"))
	message := err.Error()
	if name, ok := strings.CutPrefix(message, "flag provided but not defined: -"); ok {
		var names []string
		for _, f := range c.Command.VisibleFlags() {
			names = append(names, f.Names()...)
		}
		if s := closest(strings.TrimLeft(name, "-"), names); s != "" {
			return usageError("%s has no flag %s; did you mean %s?", command, dashed(name), dashed(s))
		}
		hint := ""
		if takesQuery(c) {
			hint = fmt.Sprintf(" (to leave out a word, write NOT %s)", strings.TrimLeft(name, "-"))
		}
		return usageError("%s has no flag %s%s; see %s --help", command, dashed(name), hint, command)
	}
	if name, ok := strings.CutPrefix(message, "flag needs an argument: -"); ok {
		return usageError("the flag %s needs a value", dashed(name))
	}
	return usageError("%s; see %s --help", message, command)
}

// takesQuery reports whether the arguments of a command are a query.
func takesQuery(c *cli.Context) bool { return strings.Contains(c.Command.UsageText, "QUERY") }

// dashed writes a flag's name as people type it.
func dashed(name string) string {
	name = strings.TrimLeft(name, "-")
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
