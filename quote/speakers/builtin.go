package speakers

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"dixit/quote"
)

//go:embed fr/registry.txt
var builtinText string

// Builtin returns the compiled-in registry, parsed when first asked for (under a
// millisecond).
func Builtin() *Registry { return builtin() }

var builtin = sync.OnceValue(func() *Registry {
	entries, err := parseEntries(builtinText)
	if err != nil {
		// The data is part of the program and its tests read all of it.
		panic("speakers: fr/registry.txt: " + err.Error())
	}
	return newRegistry(entries)
})

// parseEntries reads the built-in data's line format, which fr/registry.txt
// describes in its first lines. Errors begin with the line number.
func parseEntries(text string) ([]*Entry, error) {
	entries := make([]*Entry, 0, strings.Count(text, "\n")/2)
	seen := make(map[string]bool, cap(entries))
	var e *Entry
	for n := 1; text != ""; n++ {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == ' ' {
			if e == nil {
				return nil, fmt.Errorf("line %d: a role before the first speaker", n)
			}
			roles, err := parseRoles(e.Roles, line)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			e.Roles = roles
			continue
		}
		name, rest, _ := strings.Cut(line, "|")
		kind, aliases, _ := strings.Cut(rest, "|")
		e = &Entry{Name: strings.TrimSpace(name)}
		e.ID = Slug(e.Name)
		if e.ID == "" {
			return nil, fmt.Errorf("line %d: no name", n)
		}
		if seen[e.ID] {
			return nil, fmt.Errorf("line %d: %s stands here a second time", n, e.Name)
		}
		seen[e.ID] = true
		typ, gender, _ := strings.Cut(strings.TrimSpace(kind), " ")
		switch typ {
		case "m", "f":
			e.Type, gender = quote.Person, typ
		case "org":
			e.Type = quote.Organisation
		case "state":
			e.Type = quote.State
		default:
			return nil, fmt.Errorf("line %d: %q is neither m, f, org nor state", n, typ)
		}
		switch gender {
		case "m":
			e.Gender = quote.Masculine
		case "f":
			e.Gender = quote.Feminine
		case "":
		default:
			return nil, fmt.Errorf("line %d: gender %q is neither m nor f", n, gender)
		}
		if strings.TrimSpace(aliases) != "" {
			e.Aliases = make([]string, 0, strings.Count(aliases, ",")+1)
			for a := range strings.SplitSeq(aliases, ",") {
				if a = strings.TrimSpace(a); a == "" {
					return nil, fmt.Errorf("line %d: empty alias", n)
				}
				e.Aliases = append(e.Aliases, a)
			}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// parseRoles appends the roles of one line, "title / title | of | from..to".
func parseRoles(roles []Role, line string) ([]Role, error) {
	titles, rest, ok1 := strings.Cut(line, "|")
	of, when, ok2 := strings.Cut(rest, "|")
	from, to, ok3 := strings.Cut(strings.TrimSpace(when), "..")
	if !ok1 || !ok2 || !ok3 {
		return nil, fmt.Errorf("role is not of the form title | of | from..to")
	}
	role := Role{Of: strings.TrimSpace(of)}
	var err error
	if role.From, err = ParseDate(from); err != nil {
		return nil, err
	}
	if role.To, err = ParseDate(to); err != nil {
		return nil, err
	}
	if err := role.check(); err != nil {
		return nil, err
	}
	for t := range strings.SplitSeq(titles, " / ") {
		if role.Title = strings.TrimSpace(t); role.Title == "" {
			return nil, fmt.Errorf("role without a title")
		}
		roles = append(roles, role)
	}
	return roles, nil
}

// check reports a role that ends before it begins.
func (r Role) check() error {
	if r.From == "" || r.To == "" {
		return nil
	}
	from, _, _ := days(string(r.From))
	if _, to, _ := days(string(r.To)); to < from {
		return fmt.Errorf("role ends (%s) before it begins (%s)", r.To, r.From)
	}
	return nil
}
