package speakers

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"dixit/quote"
)

//go:embed fr/registry.txt
var builtinText string

// KnownUntil is the month to which the built-in registry was kept: an office that
// is open there may have changed hands in a later one.
const KnownUntil Date = "2025-12"

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
// describes in its first lines. Errors begin with the line number. Entries, aliases
// and roles are cut from one slab each.
func parseEntries(text string) ([]*Entry, error) {
	lines := strings.Count(text, "\n") + 1
	indented := strings.Count(text, "\n ")
	var (
		slab    = make([]Entry, 0, lines-indented)
		aliases = make([]string, 0, lines-indented)
		roles   = make([]Role, 0, indented+indented/2)
		first   int // of the last entry's roles
	)
	endRoles := func() {
		if len(slab) > 0 {
			slab[len(slab)-1].Roles = roles[first:len(roles):len(roles)]
		}
		first = len(roles)
	}
	for n := 1; text != ""; n++ {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		var err error
		if line[0] == ' ' {
			if len(slab) == 0 {
				return nil, fmt.Errorf("line %d: a role before the first speaker", n)
			}
			roles, err = parseRoles(roles, line)
		} else {
			endRoles()
			var e Entry
			e, aliases, err = parseEntry(aliases, line)
			slab = append(slab, e)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	endRoles()
	entries := make([]*Entry, len(slab))
	for i := range slab {
		entries[i] = &slab[i]
	}
	return entries, nil
}

// parseEntry reads "name | gender or type | alias, alias" and appends to aliases.
func parseEntry(aliases []string, line string) (Entry, []string, error) {
	name, rest, _ := strings.Cut(line, "|")
	kind, list, _ := strings.Cut(rest, "|")
	e := Entry{Name: strings.TrimSpace(name)}
	e.folded = Fold(e.Name)
	if e.ID = slugOf(e.folded); e.ID == "" {
		return e, aliases, errors.New("no name")
	}
	typ, gender, _ := strings.Cut(strings.TrimSpace(kind), " ")
	switch typ {
	case "m", "f":
		e.Type, gender = quote.Person, typ
	case "org":
		e.Type = quote.Organisation
	case "state":
		e.Type = quote.State
	default:
		return e, aliases, fmt.Errorf("%q is neither m, f, org nor state", typ)
	}
	switch gender {
	case "m":
		e.Gender = quote.Masculine
	case "f":
		e.Gender = quote.Feminine
	case "":
	default:
		return e, aliases, fmt.Errorf("gender %q is neither m nor f", gender)
	}
	first := len(aliases)
	for more := strings.TrimSpace(list) != ""; more; {
		var a string
		a, list, more = strings.Cut(list, ",")
		if a = strings.TrimSpace(a); a == "" {
			return e, aliases, errors.New("empty alias")
		}
		aliases = append(aliases, a)
	}
	e.Aliases = aliases[first:len(aliases):len(aliases)]
	return e, aliases, nil
}

// parseRoles appends the roles of one line, "title / title | of | from..to".
func parseRoles(roles []Role, line string) ([]Role, error) {
	titles, rest, ok1 := strings.Cut(line, "|")
	of, when, ok2 := strings.Cut(rest, "|")
	from, to, ok3 := strings.Cut(strings.TrimSpace(when), "..")
	if !ok1 || !ok2 || !ok3 {
		return roles, errors.New("role is not of the form title | of | from..to")
	}
	role := Role{Of: strings.TrimSpace(of)}
	var err error
	if role.From, err = ParseDate(from); err != nil {
		return roles, err
	}
	if role.To, err = ParseDate(to); err != nil {
		return roles, err
	}
	if err := role.check(); err != nil {
		return roles, err
	}
	for more := true; more; {
		var t string
		t, titles, more = strings.Cut(titles, " / ")
		if role.Title = strings.TrimSpace(t); role.Title == "" {
			return roles, errors.New("role without a title")
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
