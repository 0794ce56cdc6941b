package alignment

import (
	"math"
	"strings"
	"time"

	"dixit/quote/lang/fr/lemma"
)

// A Quotation is what the aligner needs to know of one. ID and Text must be
// there; every other field may be empty, which means unknown.
type Quotation struct {
	ID      string
	Text    string
	Speaker string // a name; different spellings of one name are recognised
	Outlet  string
	Doc     string // the article
	// Date is "2024", "2024-06", "2024-06-19" or anything that starts so.
	Date string
}

// An item is a quotation as the aligner keeps it. Quotations of one speaker and
// day that are equal after normalisation share an item; short ones only within
// an article.
type item struct {
	hash uint64 // identity, the same in every run
	norm string
	// content has the lexemes of the words that matter, in order; where there
	// are none, of all words. The top bit marks names.
	content []uint32
	weight  uint32 // sum over content
	negated bool
	grams   float32 // length of the vector of character 4-grams

	speaker int32 // index into the aligner's speakers, 0 is unknown
	from    int32 // the date as days since 1970, both ends included; unknown
	to      int32 // is unknownDate in both
	outlet  uint32
	doc     uint32
}

const (
	nameBit     = 1 << 31
	unknownDate = math.MinInt32
)

// shortest is the number of content words from which a quotation is not short:
// words enough to be recognised by them alone.
const shortest = 4

func (it *item) short() bool { return len(it.content) < shortest }

// maxContent bounds the words of a quotation that are compared: a whole speech
// between one pair of marks is compared by its first words.
const maxContent = 400

func (v *vocabulary) item(words []word) item {
	it := item{content: make([]uint32, 0, (len(words)+1)/2+2)}
	pick := func(all bool) {
		for _, w := range words {
			if len(it.content) == maxContent {
				return
			}
			id := v.lexeme(w)
			l := &v.lexemes[id]
			it.negated = it.negated || l.negation
			if l.stop && !all {
				continue
			}
			if w.name {
				id |= nameBit
			}
			it.content = append(it.content, id)
			it.weight += v.stems[l.stem].weight
		}
	}
	if pick(false); len(it.content) == 0 {
		pick(true)
	}
	it.norm = normal(words)
	it.grams = gramLength(it.norm)
	return it
}

func (v *vocabulary) of(c uint32) *lexeme { return &v.lexemes[c&^nameBit] }
func (v *vocabulary) stem(c uint32) *stem { return &v.stems[v.of(c).stem] }

// A speaker is a name as its words.
type speaker struct {
	words []string
	last  uint32 // hash of the last word, the surname of most
}

// civil are words before a name that are no part of it.
var civil = map[string]bool{
	"m": true, "mm": true, "mme": true, "mmes": true, "mlle": true, "monsieur": true, "madame": true,
	"dr": true, "docteur": true, "me": true, "maitre": true, "pr": true, "professeur": true,
	"le": true, "la": true, "les": true, "l": true,
}

func newSpeaker(name string) speaker {
	var s speaker
	for _, w := range split(name) {
		if f := lemma.Fold(w.form); !civil[f] {
			s.words = append(s.words, f)
		}
	}
	if len(s.words) > 0 {
		s.last = uint32(hash64(s.words[len(s.words)-1]))
	}
	return s
}

// agree reports whether two names can be one speaker's: the words of the one are
// among the words of the other ("Poutine", "Vladimir Poutine").
func (s speaker) agree(o speaker) bool {
	if len(s.words) > len(o.words) {
		s, o = o, s
	}
	i := 0
	for _, w := range o.words {
		if i < len(s.words) && s.words[i] == w {
			i++
		}
	}
	return i == len(s.words)
}

// SameSpeaker reports whether two names or identifiers can be one speaker's, as
// Aligner takes them: the words of the one are among those of the other.
func SameSpeaker(a, b string) bool {
	x, y := newSpeaker(a), newSpeaker(b)
	return len(x.words) > 0 && len(y.words) > 0 && x.agree(y)
}

// parseDate reads a date as the first and last day that it may mean, in days
// since 1970.
func parseDate(s string) (from, to int32) {
	day := func(t time.Time) int32 { return int32(t.Unix() / 86400) }
	if len(s) >= 10 {
		if t, err := time.Parse(time.DateOnly, s[:10]); err == nil {
			return day(t), day(t)
		}
	}
	s = strings.TrimSpace(s)
	if t, err := time.Parse("2006-01", s); err == nil {
		return day(t), day(t.AddDate(0, 1, -1))
	}
	if t, err := time.Parse("2006", s); err == nil {
		return day(t), day(t.AddDate(1, 0, -1))
	}
	return unknownDate, unknownDate
}

// daysBetween is the gap between two dates, 0 where they may be the same day,
// -1 where one is unknown.
func daysBetween(a, b *item) int32 {
	if a.from == unknownDate || b.from == unknownDate {
		return -1
	}
	return max(0, a.from-b.to, b.from-a.to)
}
