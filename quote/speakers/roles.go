package speakers

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"dixit/quote"
)

//go:embed fr/titles.txt
var titlesText string

//go:embed fr/masculines.txt
var masculinesText string

// holdings indexes every role of a registry.
type holdings struct {
	of map[string]string // folded name of an organisation or state → one key for all its names
	by map[roleKey][]holding
	// first are the words that a title, or a paraphrase of one, may begin with.
	first map[string]bool
}

type roleKey struct{ title, of string }

// A holding says who held a role. He held it at some time in [maybe, maybeEnd)
// and for certain in [sure, sureEnd), which are the same where both dates are
// days.
type holding struct {
	e                              *Entry
	maybe, sure, sureEnd, maybeEnd int32
}

func newHoldings(r *Registry) *holdings {
	h := &holdings{of: make(map[string]string), by: make(map[roleKey][]holding), first: make(map[string]bool)}
	for _, e := range r.entries {
		if e.Type == quote.Person {
			continue
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			k := ofWords(n)
			if _, taken := h.of[k]; !taken {
				h.of[k] = e.ID
			}
		}
	}
	for _, e := range r.entries {
		for _, role := range e.Roles {
			x := holding{e: e, maybe: math.MinInt32, sure: math.MinInt32, sureEnd: math.MaxInt32, maybeEnd: math.MaxInt32}
			if first, last, ok := days(string(role.From)); ok {
				x.maybe, x.sure = first, last
			}
			if first, last, ok := days(string(role.To)); ok {
				x.sureEnd, x.maybeEnd = first, last
			}
			k := roleKey{titleKey(role.Title), h.ofKey(role.Of)}
			h.by[k] = append(h.by[k], x)
			h.first[firstWord(k.title)] = true
		}
	}
	for paraphrase := range titles() {
		h.first[firstWord(paraphrase)] = true
	}
	return h
}

func firstWord(key string) string {
	w, _, _ := strings.Cut(key, " ")
	return w
}

// ofKey makes one key of every name of an organisation or country.
func (h *holdings) ofKey(of string) string { return h.keyOf(ofWords(of)) }

// keyOf is ofKey of a name as ofWords makes it.
func (h *holdings) keyOf(k string) string {
	if id, ok := h.of[k]; ok {
		return id
	}
	return k
}

// at returns who held the role at some time in the days first to last. Those
// who held it during all of them hide those who may only have held it.
func (h *holdings) at(k roleKey, first, last int32) []*Entry {
	var sure, maybe []*Entry
	for _, x := range h.by[k] {
		if x.maybe > last || x.maybeEnd <= first {
			continue
		}
		add := func(l []*Entry) []*Entry {
			for _, e := range l {
				if e == x.e {
					return l
				}
			}
			return append(l, x.e)
		}
		maybe = add(maybe)
		if x.sure <= first && last < x.sureEnd {
			sure = add(sure)
		}
	}
	if len(sure) > 0 {
		return sure
	}
	return maybe
}

// Holder returns who held an office at a date, if there is exactly one person who
// may be meant. See Holders.
func (r *Registry) Holder(title, of, at string) (*Entry, bool) {
	l := r.Holders(title, of, at)
	if len(l) != 1 {
		return nil, false
	}
	return l[0], true
}

// Holders returns everyone who may be meant by an office at a date: more than one
// where several hold it side by side ("le porte-parole de la Maison-Blanche") or
// the date is not precise enough to tell successor from predecessor.
//
// The title is compared in either gender ("la présidente"), without articles and
// prepositions, and through the usual paraphrases (fr/titles.txt: "le chef de la
// diplomatie", "le patron", "le dirigeant"). of is the organisation or country
// under any of its registered names, with or without article ("l'Otan"); for an
// adjective ("russe") give the country. Where of is empty, title may hold both
// ("secrétaire général de l'OTAN").
//
// at is a Date, also with a time behind it: "2024-06-19", "2024-06", "2024". At a
// month or year, those who held the office in all of it are preferred to those who
// held it in some part. Where at is empty or no date, everyone who ever held the
// office may be meant.
func (r *Registry) Holders(title, of, at string) []*Entry {
	h := r.holdings()
	first, last := int32(math.MinInt32), int32(math.MaxInt32)
	if d, err := ParseDate(at); err == nil && d != "" {
		first, last, _ = days(string(d))
	}
	key := titleKey(title)
	if !h.first[firstWord(key)] {
		return nil // no title: nearly all descriptions
	}
	if l := h.titled(key, h.ofKey(of), first, last); len(l) > 0 || of != "" {
		return l
	}
	for _, c := range cuts(title) {
		o := h.keyOf(c.of)
		if o == "" {
			break
		}
		if l := h.titled(c.title, o, first, last); len(l) > 0 {
			return l
		}
	}
	return nil
}

// cuts are the ways to read a title as one with its organisation behind it: the
// titleKey of its first words with the ofWords of the others, for each place
// between two words.
func cuts(title string) []roleKey {
	words := strings.Fields(Fold(title))
	if len(words) < 2 {
		return nil
	}
	// Every key is part of that of all words, each here with a space before it.
	var titles, ofs strings.Builder
	ends, starts := make([]int, len(words)), make([]int, len(words))
	for i, w := range words {
		ends[i], starts[i] = titles.Len(), ofs.Len()
		if w = bare(w); w != "" {
			titles.WriteByte(' ')
			titles.WriteString(masculine(w))
			ofs.WriteByte(' ')
			ofs.WriteString(w)
		}
	}
	list := make([]roleKey, 0, len(words)-1)
	for i := 1; i < len(words); i++ {
		list = append(list, roleKey{strings.TrimPrefix(titles.String()[:ends[i]], " "), strings.TrimPrefix(ofs.String()[starts[i]:], " ")})
	}
	return list
}

// titled tries the title itself, then its paraphrases in their order.
func (h *holdings) titled(title, of string, first, last int32) []*Entry {
	if l := h.at(roleKey{title, of}, first, last); len(l) > 0 {
		return l
	}
	for _, t := range titles()[title] {
		if l := h.at(roleKey{t, of}, first, last); len(l) > 0 {
			return l
		}
	}
	return nil
}

// titles maps the key of a paraphrase to the keys of the titles it stands for.
var titles = sync.OnceValue(func() map[string][]string {
	m, err := parseTitles(titlesText)
	if err != nil {
		panic("speakers: fr/titles.txt: " + err.Error())
	}
	return m
})

// parseTitles reads lines of the form "paraphrase / paraphrase = title, title".
func parseTitles(text string) (map[string][]string, error) {
	m := map[string][]string{}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if line == "" || line[0] == '#' {
			continue
		}
		left, right, ok := strings.Cut(line, "=")
		if !ok {
			return nil, fmt.Errorf("line %d: no =", n)
		}
		for p := range strings.SplitSeq(left, " / ") {
			k := titleKey(p)
			if k == "" {
				return nil, fmt.Errorf("line %d: empty title", n)
			}
			for t := range strings.SplitSeq(right, ",") {
				tk := titleKey(t)
				if tk == "" {
					return nil, fmt.Errorf("line %d: empty title", n)
				}
				m[k] = append(m[k], tk)
			}
		}
	}
	return m, nil
}

// titleKey folds a title, puts it in the masculine and drops articles and
// prepositions: "la secrétaire générale" and "secrétaire général" are equal.
func titleKey(title string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(Fold(title)) {
		w = bare(w)
		if w == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(masculine(w))
	}
	return b.String()
}

// ofWords folds the name of an organisation or country and drops articles and
// prepositions.
func ofWords(of string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(Fold(of)) {
		if w = bare(w); w == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// bare drops a folded word that is an article, a preposition or "et" (and returns
// ""), and what is elided before one.
func bare(w string) string {
	if i := strings.IndexByte(w, '\''); i > 0 && i <= 2 {
		switch w[:i] {
		case "d", "l", "qu":
			w = w[i+1:]
		}
	}
	switch w {
	case "le", "la", "les", "l", "de", "du", "des", "d", "a", "au", "aux", "en", "et", "pour":
		return ""
	}
	return w
}

// masculine gives the folded masculine of a word of a title: those that have a
// line of their own, otherwise by its ending. Other feminine-looking words come out
// odd ("national"), but the same on both sides of a comparison.
func masculine(w string) string {
	g := genders()
	if m, ok := g.words[w]; ok {
		return m
	}
	for _, e := range g.endings {
		if stem, ok := strings.CutSuffix(w, e.feminine); ok && len(stem) > 1 {
			return stem + e.masculine
		}
	}
	return w
}

// masculines are how the words of titles are put in the masculine.
type masculines struct {
	words   map[string]string // by the feminine
	endings []struct{ feminine, masculine string }
}

var genders = sync.OnceValue(func() masculines {
	m, err := parseMasculines(masculinesText)
	if err != nil {
		panic("speakers: fr/masculines.txt: " + err.Error())
	}
	return m
})

// parseMasculines reads lines of the form "feminine masculine", of words or, with a
// star before each, of endings.
func parseMasculines(text string) (masculines, error) {
	m := masculines{words: map[string]string{}}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if line == "" || line[0] == '#' {
			continue
		}
		feminine, masculine, ok := strings.Cut(line, " ")
		from, ending := strings.CutPrefix(feminine, "*")
		to, both := strings.CutPrefix(masculine, "*")
		switch {
		case !ok || ending != both || from == "" || Fold(from) != from || Fold(to) != to:
			return m, fmt.Errorf("line %d: not a feminine and its masculine, folded", n)
		case ending:
			m.endings = append(m.endings, struct{ feminine, masculine string }{from, to})
		default:
			m.words[from] = to
		}
	}
	return m, nil
}
