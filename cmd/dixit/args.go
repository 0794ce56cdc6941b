package main

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/urfave/cli/v2"
)

// reorder moves a command's flags before its other arguments, because the flag
// parser stops at the first of these. What stands behind "--" is no flag, and "-"
// (standard input) is none anywhere.
func reorder(app *cli.App, args []string) []string {
	if len(args) < 2 {
		return args
	}
	cmd := app.Command(args[1])
	if cmd == nil {
		return args
	}
	flags, others := []string{args[0], args[1]}, []string{}
	for rest := args[2:]; len(rest) > 0; {
		arg := rest[0]
		rest = rest[1:]
		if arg == "--" {
			others = append(others, rest...)
			break
		}
		if arg == "-" || !strings.HasPrefix(arg, "-") {
			others = append(others, arg)
			continue
		}
		if name := strings.TrimLeft(arg, "-"); name == "h" || name == "help" {
			// The library takes what follows for a topic.
			return []string{args[0], args[1], "--help"}
		}
		flags = append(flags, arg)
		if takesValue(cmd, arg) {
			if len(rest) == 0 {
				// Nothing must follow: the parser says that the value is missing.
				return flags
			}
			flags = append(flags, rest[0])
			rest = rest[1:]
		}
	}
	return append(append(flags, "--"), others...)
}

// takesValue reports whether the argument after arg, a flag of cmd, is its value.
func takesValue(cmd *cli.Command, arg string) bool {
	name := strings.TrimLeft(arg, "-")
	for _, f := range cmd.Flags {
		if slices.Contains(f.Names(), name) {
			d, ok := f.(cli.DocGenerationFlag)
			return ok && d.TakesValue()
		}
	}
	// "--format=csv" carries its value, and for an unknown flag the parser has a
	// message.
	return false
}

// closest returns the one of names that was probably meant, or "".
func closest(name string, names []string) string {
	best, bestDistance := "", 1+len(name)/3
	for _, n := range names {
		if d := levenshtein.ComputeDistance(name, n); len(n) > 1 && d <= bestDistance && (best == "" || d < bestDistance) {
			best, bestDistance = n, d
		}
	}
	return best
}
