// Package speakers knows people, organisations and states that speak in the news:
// their names in every usual spelling, their gender, and which office each held
// when. It answers who bears a name, who held an office at an article's date, and
// whether two spellings are one name.
//
// The built-in registry (fr/registry.txt, French usage) is compiled in. Users add
// to it in YAML:
//
//	speakers:
//	  - name: Jeanne Ravel
//	    gender: f                # f, m, or left out
//	    type: person             # person (default), organisation, state
//	    aliases: [Jeanne Ravel-Mercier]
//	    roles:
//	      - title: maire
//	        of: Brévannes
//	        from: 2020-07-04     # a day, a month (2020-07) or a year; left out: not known
//	        to: 2026-03          # left out: still in office
//	  - id: vladimir-poutine     # a built-in speaker: adds to what is known of them
//	    aliases: [Wladimir Poutine]
//
// A name's surname need not be listed: it is the last word, particles included
// ("von der Leyen"). Where the family name comes first, list it as an alias
// (name: Kim Jong Un, aliases: [Kim]).
//
// Nothing may depend on a name being registered: most speakers of most articles
// are not. SameName, Fold and Slug work for any name.
package speakers

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dixit/quote"
)

// A Role is an office and the time in which it was held. From is the first day
// in office, To the first day out of it: on the day of a handover the office is
// the successor's. An empty From is not known (the role counts as held at any
// time before To), an empty To is open (held until the end of what the registry
// knows). "2022" and "2022-10" mean some day in that year or month.
type Role struct {
	Title    string // in French, in the holder's gender: "secrétaire général"
	Of       string // the organisation or country: "OTAN", "Russie"; may be empty
	From, To Date
}

// An Entry is what is known of one speaker. Entries are shared: do not change
// them.
type Entry struct {
	ID      string // the slug of the name, unless a user file says otherwise
	Name    string // in French usage: "Vladimir Poutine"
	Gender  quote.Gender
	Type    quote.SpeakerType // quote.Person, quote.Organisation or quote.State
	Aliases []string
	Roles   []Role

	folded string // Name, if it has been folded already
}

// A Registry finds speakers by name and by office. It is safe for concurrent use.
type Registry struct {
	entries []*Entry
	// names maps every folded name, alias and surname to who bears it: the index
	// of an entry, or where several bear it, ^index of a list in shared.
	names  map[string]int32
	shared [][]*Entry

	byID     func() map[string]*Entry // these two are built when first asked for
	holdings func() *holdings
}

// newRegistry indexes entries, whose IDs must differ.
func newRegistry(entries []*Entry) *Registry {
	r := &Registry{entries: entries, names: make(map[string]int32, 3*len(entries))}
	for i, e := range entries {
		full := e.folded
		if full == "" {
			full = Fold(e.Name)
		}
		r.add(full, i)
		person := e.Type == quote.Person
		familyFirst := false
		for _, a := range e.Aliases {
			f := Fold(a)
			r.add(f, i)
			familyFirst = familyFirst || len(f) < len(full) && full[:len(f)] == f && full[len(f)] == ' ' && !strings.Contains(f, " ")
			if person && !familyFirst && strings.Contains(a, " ") {
				r.addSurnames(a, f, i)
			}
		}
		if person && !familyFirst {
			r.addSurnames(e.Name, full, i)
		}
	}
	r.byID = sync.OnceValue(func() map[string]*Entry {
		m := make(map[string]*Entry, len(entries))
		for _, e := range entries {
			m[e.ID] = e
		}
		return m
	})
	r.holdings = sync.OnceValue(func() *holdings { return newHoldings(r) })
	return r
}

// add puts entry i under a folded name, once.
func (r *Registry) add(key string, i int) {
	at, known := r.names[key]
	switch {
	case key == "" || known && int(at) == i:
	case !known:
		r.names[key] = int32(i)
	case at >= 0:
		r.names[key] = ^int32(len(r.shared))
		r.shared = append(r.shared, []*Entry{r.entries[at], r.entries[i]})
	case r.shared[^at][len(r.shared[^at])-1] != r.entries[i]:
		r.shared[^at] = append(r.shared[^at], r.entries[i])
	}
}

// addSurnames puts entry i under the surnames derived from name, which is folded
// in full.
func (r *Registry) addSurnames(name, full string, i int) {
	long, short := surnames(name)
	for _, s := range [...]string{long, short} {
		switch {
		case s == "":
		case plain(s) && strings.HasSuffix(name, s): // folding keeps the length: cut it from the folded name
			r.add(full[len(full)-len(s):], i)
		default:
			r.add(Fold(s), i)
		}
	}
}

// plain reports whether s is of ASCII letters with single spaces and hyphens
// between them, so that folding changes no length.
func plain(s string) bool {
	gap := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			gap = false
		case (c == ' ' || c == '-') && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap
}

// surnames derives the surname from a name whose given name comes first: its last
// word with the particles before it (long), and where these may be left out
// ("al-Assad", "de Villepin", but not "Le Pen") without them (short). A regnal name
// ("Charles III") has none.
func surnames(name string) (long, short string) {
	name = strings.TrimSuffix(name, " Jr.")
	i := strings.LastIndexByte(name, ' ') + 1
	last := name[i:]
	if strings.Trim(last, "IVX") == "" {
		return "", ""
	}
	if len(last) > 3 && last[2] == '-' && (last[:2] == "al" || last[:2] == "Al" || last[:2] == "el" || last[:2] == "El") {
		short = last[3:]
	}
	optional := false
	for i > 0 {
		j := strings.LastIndexByte(name[:i-1], ' ') + 1
		if j == 0 || !isParticle(name[j:i-1]) {
			break
		}
		c, _ := utf8.DecodeRuneInString(name[j:])
		optional = unicode.IsLower(c)
		i = j
	}
	if optional {
		short = last
	}
	return name[i:], short
}

// isParticle reports whether word belongs to the surname behind it.
func isParticle(word string) bool {
	switch word {
	case "Le", "La", "Du", "De", "Des", "El", "Al", "Ben", "Bin", "Van", "Von", "Dos", "Da", "Di", "Del", "San", "Ould", "Ag",
		"le", "la", "du", "de", "des", "el", "al", "ben", "bin", "van", "von", "dos", "da", "di", "del", "der", "den", "ould", "ter", "zu", "bint", "und":
		return true
	}
	return false
}

// Entries lists every entry, the built-in ones first. Do not change the slice.
func (r *Registry) Entries() []*Entry { return r.entries }

// Get returns the entry with that ID.
func (r *Registry) Get(id string) (*Entry, bool) {
	e, ok := r.byID()[id]
	return e, ok
}

// Lookup returns everyone who bears the name: a full name, an alias or a surname
// alone, compared folded. The order is the registry's. Do not change the slice.
func (r *Registry) Lookup(name string) []*Entry { return r.lookup(Fold(name)) }

func (r *Registry) lookup(folded string) []*Entry {
	at, ok := r.names[folded]
	switch {
	case !ok:
		return nil
	case at < 0:
		return r.shared[^at]
	}
	return r.entries[at : at+1 : at+1]
}

// BySurname returns the persons whom that word or words name as their surname (or
// only name: Naruhito, Lula), compared folded. Do not change the slice.
func (r *Registry) BySurname(surname string) []*Entry {
	f := Fold(surname)
	all := r.lookup(f)
	if !slices.ContainsFunc(all, func(e *Entry) bool { return !e.hasSurname(f) }) {
		return all
	}
	var l []*Entry
	for _, e := range all {
		if e.hasSurname(f) {
			l = append(l, e)
		}
	}
	return l
}

// hasSurname reports whether one of e's folded names, known to be f or to end in
// it, has it as its surname.
func (e *Entry) hasSurname(f string) bool {
	if e.Type != quote.Person {
		return false
	}
	if !strings.Contains(f, " ") || strings.HasSuffix(Fold(e.Name), " "+f) {
		return true
	}
	return slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.HasSuffix(Fold(a), " "+f) })
}

// merge returns a registry of r's entries and more. An entry of more that has the
// ID of one in r replaces its name, gender and type where it gives them, and adds
// its aliases and roles; its roles are preferred to the older one's.
func (r *Registry) merge(more []*Entry) *Registry {
	entries := slices.Clone(r.entries)
	at := make(map[string]int, len(entries))
	for i, e := range entries {
		at[e.ID] = i
	}
	for _, m := range more {
		i, known := at[m.ID]
		if !known {
			at[m.ID] = len(entries)
			entries = append(entries, m)
			continue
		}
		e := *entries[i]
		if m.Name != "" && m.Name != e.Name {
			// The old name stays a name of the speaker.
			e.Aliases = append([]string{e.Name}, e.Aliases...)
			e.Name, e.folded = m.Name, ""
		}
		if m.Gender != quote.UnknownGender {
			e.Gender = m.Gender
		}
		if m.Type != "" {
			e.Type = m.Type
		}
		e.Aliases = slices.Concat(e.Aliases, m.Aliases)
		e.Roles = mergeRoles(e.Roles, m.Roles)
		entries[i] = &e
	}
	return newRegistry(entries)
}

// mergeRoles puts more behind roles; a role of more takes the place of the one
// with the same title, organisation and start, so that a user can end it.
func mergeRoles(roles, more []Role) []Role {
	out := slices.Clone(roles)
	for _, m := range more {
		i := slices.IndexFunc(out, func(o Role) bool {
			return o.From == m.From && titleKey(o.Title) == titleKey(m.Title) && Fold(o.Of) == Fold(m.Of)
		})
		if i >= 0 {
			out[i] = m
		} else {
			out = append(out, m)
		}
	}
	return out
}
