// Package analysis turns French text into the terms of the index: words without
// elided articles, case and accents, reduced by a light stemmer, and beside each
// the exact form, lower-cased with its accents. The store indexes these terms,
// the query language is translated into them, and hits are marked by them, so
// that all three agree by construction.
//
// The chain is the usual French one (lower case, elision, stop words, light
// stemmer, folding) with one change: accents are dropped before the stemmer
// rather than behind it, so that a query typed without accents always has the
// stem of the accented word. The three rules of the stemmer that need an accent
// (-ième, -ère, -ète) get it back from the ending.
package analysis

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"golang.org/x/text/unicode/norm"

	"dixit/quote/memo"
)

// A Term is what one spelling stands for in the index.
type Term struct {
	// Exact is the word in lower case, composed (NFC), without elided article.
	Exact string
	// Stem is the folded and stemmed word.
	Stem string
	// Stop reports a function word that the index leaves out. It still takes a
	// position, so that phrases keep their distances.
	Stop bool
}

// A Token is a word of a text.
type Token struct {
	Start, End int // byte offsets, elided article left out
	Term
}

// maxWord bounds the length of a term in bytes: longer runs of letters are not
// words (encoded data, missing spaces) and are cut to it on a rune boundary.
const maxWord = 64

// maxMemo bounds the number of spellings that an Analyzer remembers.
const maxMemo = 1 << 16

// An Analyzer splits texts into tokens. It remembers the spellings that it has
// met, since most words of a text are frequent ones, and is not safe for
// concurrent use.
type Analyzer struct {
	memo    *memo.Table[Term]
	stemmer *fr.FrenchLightStemmerFilter
}

// New returns an Analyzer.
func New() *Analyzer {
	a := &Analyzer{stemmer: fr.NewFrenchLightStemmerFilter()}
	a.memo = memo.New(maxMemo, a.term)
	return a
}

// Tokens appends to dst the tokens of s in order. Any bytes are accepted.
func (a *Analyzer) Tokens(dst []Token, s string) []Token {
	for i := 0; i < len(s); {
		start, end, next := nextWord(s, i)
		if start < 0 {
			break
		}
		dst = append(dst, Token{start, end, a.Term(s[start:end])})
		i = next
	}
	return dst
}

// Term analyses a single word, without elided article, as Tokens cuts it.
func (a *Analyzer) Term(word string) Term { return a.memo.Get(word) }

func (a *Analyzer) term(word string) Term {
	if len(word) > maxWord {
		cut := maxWord
		for cut > 0 && !utf8.RuneStart(word[cut]) {
			cut--
		}
		word = word[:cut]
	}
	exact := norm.NFC.String(strings.ToLower(word))
	exact = strings.ReplaceAll(exact, "’", "'")
	folded := Fold(exact)
	if stops()[exact] {
		return Term{Exact: exact, Stem: folded, Stop: true}
	}
	return Term{Exact: exact, Stem: a.stem(folded)}
}

func (a *Analyzer) stem(folded string) string {
	bare := strings.TrimSuffix(folded, "s")
	for _, e := range [...]struct{ plain, accented string }{{"ieme", "ième"}, {"ere", "ère"}, {"ete", "ète"}} {
		if strings.HasSuffix(bare, e.plain) {
			folded = bare[:len(bare)-len(e.plain)] + e.accented + folded[len(bare):]
			break
		}
	}
	ts := a.stemmer.Filter(bleve.TokenStream{{Term: []byte(folded)}})
	return Fold(string(ts[0].Term))
}

// Fold drops the accents of a word and writes its ligatures out: "œuvrée"
// becomes "oeuvree". It does not change case.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'Œ':
			b.WriteString("OE")
		case r == 'æ':
			b.WriteString("ae")
		case r == 'Æ':
			b.WriteString("AE")
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ı':
			b.WriteByte('i')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// stops holds the function words of the index, with and without accents.
var stops = sync.OnceValue(func() map[string]bool {
	m := bleve.NewTokenMap()
	if err := m.LoadBytes(fr.FrenchStopWords); err != nil {
		panic(err) // a constant of the library
	}
	out := make(map[string]bool, 2*len(m))
	for w := range m {
		out[w] = true
		out[Fold(w)] = true
	}
	return out
})

// nextWord finds the next word of s at or behind i: letters, marks and digits,
// with apostrophes between letters and separators between digits; an elided
// article before it is skipped. start is -1 where there is none.
func nextWord(s string, i int) (start, end, next int) {
	for i < len(s) {
		size, class := classAt(s, i)
		if class == none {
			i += size
			continue
		}
		start = i
		if class == ideograph {
			return start, i + size, i + size
		}
		for {
			i += size
			prev := class
			size, class = classAt(s, i)
			if class == letter || class == digit {
				continue
			}
			n := apostropheAt(s, i)
			if n > 0 && prev == letter {
				nsize, nclass := classAt(s, i+n)
				if nclass == letter || nclass == digit {
					if elided(s[start:i]) {
						i += n
						start, size, class = i, nsize, nclass
						continue
					}
					if nclass == letter {
						i += n
						size, class = nsize, nclass
						continue
					}
				}
			}
			if prev == digit && i < len(s) && (s[i] == '.' || s[i] == ',') {
				if nsize, nclass := classAt(s, i+1); nclass == digit {
					i++
					size, class = nsize, nclass
					continue
				}
			}
			return start, i, i
		}
	}
	return -1, -1, len(s)
}

type class uint8

const (
	none class = iota
	letter
	digit
	ideograph // a word of its own: Han and kana are written without spaces
)

func classAt(s string, i int) (int, class) {
	if i >= len(s) {
		return 0, none
	}
	c := s[i]
	if c < utf8.RuneSelf {
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == '_':
			return 1, letter
		case c >= '0' && c <= '9':
			return 1, digit
		}
		return 1, none
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case r >= 0xC0 && r <= 0x24F && r != 0xD7 && r != 0xF7:
		return size, letter
	case r == utf8.RuneError && size <= 1, r >= 0x2000 && r < 0x2070:
		return size, none
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return size, ideograph
	case unicode.IsLetter(r), unicode.IsMark(r):
		return size, letter
	case unicode.IsDigit(r):
		return size, digit
	}
	return size, none
}

func apostropheAt(s string, i int) int {
	if i < len(s) && s[i] == '\'' {
		return 1
	}
	if strings.HasPrefix(s[min(i, len(s)):], "’") {
		return len("’")
	}
	return 0
}

// elided reports whether a word part before an apostrophe is an elided article,
// pronoun or conjunction, which is no part of the word behind it.
func elided(part string) bool {
	switch len(part) {
	case 1:
		switch part[0] | 0x20 {
		case 'l', 'm', 't', 'n', 's', 'j', 'd', 'c':
			return true
		}
	case 2:
		return strings.EqualFold(part, "qu")
	case 5, 6:
		switch strings.ToLower(part) {
		case "jusqu", "quoiqu", "lorsqu", "puisqu":
			return true
		}
	}
	return false
}
