package lexicon

import (
	"fmt"
	"strings"
)

// A Source is one data file: its name, for messages, and its text.
type Source struct {
	Name string
	Text string
}

// Sources are the data files of a language. An empty text leaves that part of
// the lexicon empty. README.md of the language's folder describes the formats.
type Sources struct {
	Tags        Source // see BuildTagTable
	Forms       Source // see BuildFormTable
	Expressions Source
	Places      Source
	Honorifics  Source
	Closed      Source
	Families    Source
	Lists       Source
}

// Load builds a Lexicon. The strings in it are parts of the sources' texts. An
// error names file and line.
func Load(src Sources) (*Lexicon, error) {
	l := &Lexicon{}
	var err error
	if l.tags, err = parseTagTable(src.Tags.Text); err != nil {
		return nil, fmt.Errorf("%s: %w", src.Tags.Name, err)
	}
	if l.forms, err = parseFormTable(src.Forms.Text); err == nil {
		l.verbs, l.verbForms, err = l.forms.verbs()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", src.Forms.Name, err)
	}
	err = loadAll(
		step{src.Expressions, l.loadExpressions},
		step{src.Places, l.loadPlaces},
		step{src.Honorifics, l.loadHonorifics},
		step{src.Closed, l.loadClosed},
		step{src.Families, l.loadFamilies},
		step{src.Lists, l.loadLists},
	)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// A step loads one source.
type step struct {
	src  Source
	load func(*reader)
}

// loadAll takes the steps in order, up to the first that fails.
func loadAll(steps ...step) error {
	for _, s := range steps {
		r := &reader{name: s.src.Name, rest: s.src.Text}
		if s.load(r); r.err != nil {
			return r.err
		}
	}
	return nil
}

// A reader steps through the lines of a data file, comments (#) and empty lines
// left out, and through the tab-separated fields of a line. The first error
// sticks and ends the reading.
type reader struct {
	name string
	rest string
	line int
	cur  string // fields of the line not yet taken
	more bool   // cur holds a field, be it an empty one
	err  error
}

// next moves to the next line of data.
func (r *reader) next() bool {
	if r.err == nil && r.more {
		r.fail("a field too many: %q", r.cur)
	}
	for r.err == nil && r.rest != "" {
		line := r.rest
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line, r.rest = line[:i], line[i+1:]
		} else {
			r.rest = ""
		}
		r.line++
		if line == "" || line[0] == '#' {
			continue
		}
		r.cur, r.more = line, true
		return true
	}
	return false
}

// field takes the next field of the line; a missing one is an error.
func (r *reader) field() string {
	if !r.more {
		r.fail("a field is missing")
		return ""
	}
	field := r.cur
	if i := strings.IndexByte(field, '\t'); i >= 0 {
		r.cur = field[i+1:]
		return field[:i]
	}
	r.cur, r.more = "", false
	return field
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%s:%d: %s", r.name, r.line, fmt.Sprintf(format, args...))
		r.more = false
	}
}

// count returns how often sep occurs in what is left of the file: an upper bound
// for what is about to be read.
func (r *reader) count(sep string) int { return strings.Count(r.rest, sep) + 1 }

// word takes a field that must not be empty.
func (r *reader) word() string {
	w := r.field()
	if w == "" {
		r.fail("an empty word")
	}
	return w
}

// list yields the parts of a field that sep separates; an empty field has none.
func list(field, sep string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for more := field != ""; more; {
			var part string
			part, field, more = strings.Cut(field, sep)
			if !yield(part) {
				return
			}
		}
	}
}

// code is a name that data files give to a bit.
type code[T any] struct {
	name string
	bits T
}

// codes takes the union of the codes in a field; an unknown code or none at all
// is an error.
func codes[T ~uint8 | ~uint16 | ~uint32 | ~uint64](r *reader, field, sep string, known []code[T]) T {
	var set T
next:
	for name := range list(field, sep) {
		for _, c := range known {
			if c.name == name {
				set |= c.bits
				continue next
			}
		}
		r.fail("unknown code %q", name)
	}
	if set == 0 {
		r.fail("no code in %q", field)
	}
	return set
}

var classCodes = []code[Class]{
	{"say", Say}, {"think", Think}, {"manner", Manner}, {"judge", Judge},
	{"target", Target}, {"directive", Directive}, {"relay", Relay},
	{"write", Write}, {"naming", Naming}, {"show", Show}, {"answer", Answer},
	{"ask", Ask}, {"addr", Addr}, {"more", More}, {"pron", Pronom}, {"passive", Passive},
	{"light", Light},
}

var featCodes = []code[Tag]{
	{"3s", Fin3S}, {"3p", Fin3P}, {"12", Fin12}, {"inf", Inf}, {"ger", PresPart},
	{"pms", PastPart | Masc | Sing}, {"pfs", PastPart | Fem | Sing},
	{"pmp", PastPart | Masc | Plur}, {"pfp", PastPart | Fem | Plur},
}

var complementCodes = []code[Complement]{
	{"inf", InfComplement}, {"adj", AdjComplement},
}

// pronouns that an expression's verb is listed with.
var pronouns = []struct {
	prefix    string
	reflexive bool
	clitic    string
}{
	{"s'en ", true, "en"}, {"se ", true, ""}, {"s'", true, ""}, {"en ", false, "en"}, {"y ", false, "y"},
}

// loadExpressions reads a verb ("dire", "se dire", "s'en prendre"), the words
// that follow it, what must come then ("-" for nothing), and classes.
func (l *Lexicon) loadExpressions(r *reader) {
	verbs := make(map[string]*Verb, len(l.verbs))
	for i := range l.verbs {
		verbs[l.verbs[i].Lemma] = &l.verbs[i]
	}
	for r.next() {
		lemma, words, comp := r.word(), r.field(), r.word()
		e := Expression{Classes: codes(r, r.field(), ",", classCodes)}
		for _, p := range pronouns {
			if bare, ok := strings.CutPrefix(lemma, p.prefix); ok {
				lemma, e.Reflexive, e.Clitic = bare, p.reflexive, p.clitic
				break
			}
		}
		if words != "" {
			e.Words = strings.Split(words, " ")
		}
		if comp != "-" {
			e.Complement = codes(r, comp, ",", complementCodes)
		}
		if len(e.Words) == 0 && e.Complement == NoComplement && !e.Reflexive && e.Clitic == "" {
			r.fail("%q alone is no expression", lemma)
		}
		v := verbs[lemma]
		if v == nil {
			r.fail("no forms of %q among the verbs", lemma)
			return
		}
		v.Expressions = append(v.Expressions, e)
	}
}

var nounCodes = []code[NounClass]{
	{"person", NounPerson}, {"role", NounRole}, {"group", NounGroup},
	{"org", NounOrg}, {"media", NounMedia}, {"document", NounDocument},
	{"speech", NounSpeech}, {"work", NounWork}, {"term", NounTerm},
}

type agreement struct {
	gender Gender
	number Number
}

// agree reads gender and number: "ms", "fp", "xs" (either gender), "mx" (either
// number), "-" for neither known.
func agree(r *reader, s string) agreement {
	var a agreement
	if s == "-" {
		return a
	}
	if len(s) != 2 {
		r.fail("%q is no gender and number", s)
		return a
	}
	switch s[0] {
	case 'm':
		a.gender = Masculine
	case 'f':
		a.gender = Feminine
	case 'x':
		a.gender = Epicene
	default:
		r.fail("%q is no gender and number", s)
	}
	switch s[1] {
	case 's':
		a.number = Singular
	case 'p':
		a.number = Plural
	case 'x':
		a.number = Invariable
	default:
		r.fail("%q is no gender and number", s)
	}
	return a
}

var placeCodes = []code[PlaceType]{
	{"state", StatePlace}, {"region", RegionPlace}, {"org", OrgPlace}, {"media", MediaPlace},
}

// loadPlaces reads name, type, article, gender and number, aliases, capitals,
// and demonyms as for nouns: "ms=russe mp=russes".
func (l *Lexicon) loadPlaces(r *reader) {
	lines := r.count("\n")
	l.places = make([]Place, 0, lines)
	l.demonymRefs = make([]demonymRef, 0, 4*lines)
	l.placeIndex = newIndex(2*lines + r.count(";"))
	l.capitals = newIndex(lines + r.count(";"))
	l.demonyms = newIndex(r.count("="))
	for r.next() {
		p := Place{Name: r.word()}
		at := len(l.places)
		kind := r.field()
		for _, c := range placeCodes {
			if c.name == kind {
				p.Type = c.bits
			}
		}
		if p.Type == 0 {
			r.fail("unknown type %q", kind)
		}
		p.Article = r.field()
		a := agree(r, r.word())
		p.Gender, p.Number = a.gender, a.number
		p.Aliases = names(r)
		p.Capitals = names(r)
		l.addPlaceName(r, &l.placeIndex, p.Name, at)
		for _, name := range p.Aliases {
			l.addPlaceName(r, &l.placeIndex, name, at)
		}
		for _, name := range p.Capitals {
			l.addPlaceName(r, &l.capitals, name, at)
		}
		for group := range list(r.field(), " ") {
			code, form, ok := strings.Cut(group, "=")
			if !ok || form == "" {
				r.fail("%q is not gender-number=form", group)
			}
			a := agree(r, code)
			p.Demonyms = append(p.Demonyms, form)
			if !l.demonyms.add(form, len(l.demonymRefs)) {
				r.fail("demonym %q twice", form)
			}
			l.demonymRefs = append(l.demonymRefs, demonymRef{int32(at), a.gender, a.number})
		}
		l.places = append(l.places, p)
	}
}

// addPlaceName enters a name of a place; the place may list it in several cases
// ("Unicef", "UNICEF").
func (l *Lexicon) addPlaceName(r *reader, x *index, name string, at int) {
	lower := strings.ToLower(name)
	if x.add(lower, at) {
		return
	}
	if other, _ := x.get(lower); other != at {
		r.fail("%q is a name of two places", name)
	}
}

func names(r *reader) []string {
	var out []string
	for name := range list(r.field(), ";") {
		if name == "" {
			r.fail("an empty name")
		}
		out = append(out, name)
	}
	return out
}

// loadHonorifics reads form, gender and number, and where there is one the noun.
func (l *Lexicon) loadHonorifics(r *reader) {
	n := r.count("\n")
	l.honorIndex = newIndex(n)
	for r.next() {
		form := r.word()
		a := agree(r, r.word())
		if !l.honorIndex.add(strings.ToLower(form), len(l.honorifics)) {
			r.fail("%q twice", form)
		}
		noun := ""
		if r.more {
			noun = r.word()
		}
		l.honorifics = append(l.honorifics, Honorific{form, a.gender, a.number, noun})
	}
}

var closedCodes = []code[ClosedClass]{
	{"prep", ClosedPrep}, {"source", ClosedSource}, {"personal", ClosedPersonal},
	{"anaphor", ClosedAnaphor}, {"relative", ClosedRelative},
	{"weekday", ClosedWeekday}, {"month", ClosedMonth},
	{"negation", ClosedNegation}, {"between", ClosedBetween},
	{"reflexive", ClosedReflexive}, {"clitic", ClosedClitic}, {"conj", ClosedConj},
	{"possessive", ClosedPossessive}, {"determiner", ClosedDeterminer},
	{"time", ClosedTime},
}

// loadClosed reads form, classes, and person with gender and number: "3fs", "-".
func (l *Lexicon) loadClosed(r *reader) {
	n := r.count("\n")
	l.closed = make([]ClosedWord, 0, n)
	l.closedIndex = newIndex(n)
	for r.next() {
		w := ClosedWord{Form: r.word(), Classes: codes(r, r.field(), ",", closedCodes)}
		feat := r.word()
		if feat != "" && '1' <= feat[0] && feat[0] <= '3' {
			w.Person, feat = feat[0]-'0', feat[1:]
		}
		a := agree(r, feat)
		w.Gender, w.Number = a.gender, a.number
		if !l.closedIndex.add(w.Form, len(l.closed)) {
			r.fail("%q twice", w.Form)
		}
		l.closed = append(l.closed, w)
	}
}
