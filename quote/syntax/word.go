package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// A Word is all that the lexicon knows about one spelling. Words are shared
// between the tokens that are spelt alike; do not modify them.
type Word struct {
	Lower     string // lower case, apostrophes as ASCII '
	Tags      lexicon.Tag
	Closed    lexicon.ClosedClass
	Pronoun   lexicon.ClosedWord // gender, number and person where Closed is set
	Verbs     []lexicon.VerbForm
	Noun      lexicon.NounForm
	IsNoun    bool // Noun is set
	Given     lexicon.Gender
	IsGiven   bool // a given name
	Honorific *lexicon.Honorific
	Place     *lexicon.Place
	Demonym   *lexicon.Place

	phrases []phrase // the fixed phrases that begin with this word, longest first

	// midSentence is the number of the last document in which the word stood
	// capitalised inside a sentence, so that it is a name at a sentence's start.
	midSentence uint64
}

// Is reports whether the word belongs to one of the closed classes c.
func (w *Word) Is(c lexicon.ClosedClass) bool { return w.Closed&c != 0 }

// A phrase is a fixed sequence of words that acts as one: "aux yeux de", "Corée
// du Nord", "premier ministre".
type phrase struct {
	words []string // lower case, the first word included
	word  *Word    // what the whole phrase is
	name  bool     // a proper name: its first word must be a capital
}

// maxCachedWords bounds the memory of a vocabulary: news text has some 200,000
// spellings, and a stream of rubbish must not grow it without end.
const maxCachedWords = 1 << 18

// A vocabulary finds the Word of a spelling, from a cache in all but the first
// case. It is not safe for concurrent use.
type vocabulary struct {
	lex   *lexicon.Lexicon
	cache map[string]*Word
	first map[string][]phrase // by first word
	punct Word
}

func newVocabulary(lex *lexicon.Lexicon) *vocabulary {
	v := &vocabulary{lex: lex, cache: make(map[string]*Word, 4096), first: map[string][]phrase{}}
	for _, c := range lex.ClosedWords() {
		if strings.ContainsAny(c.Form, " '") {
			v.addPhrase(c.Form, &Word{Closed: c.Classes, Pronoun: c}, false)
		}
	}
	places := lex.Places()
	for i := range places {
		p := &places[i]
		for _, list := range [...][]string{{p.Name}, p.Aliases, p.Capitals} {
			for _, name := range list {
				if strings.ContainsAny(name, " '’") {
					v.addPhrase(strings.ToLower(name), &Word{Place: p, Tags: lexicon.ProperName}, true)
				}
			}
		}
	}
	for _, n := range lex.NounPhrases() {
		if noun, ok := lex.Noun(n); ok {
			v.addPhrase(n, &Word{Noun: noun, IsNoun: true, Tags: lexicon.Noun}, false)
		}
	}
	for _, list := range v.first {
		sortLongestFirst(list)
	}
	return v
}

func sortLongestFirst(list []phrase) {
	for i := 1; i < len(list); i++ { // short lists, nearly sorted
		for j := i; j > 0 && len(list[j].words) > len(list[j-1].words); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}

func (v *vocabulary) addPhrase(form string, w *Word, name bool) {
	form = normalise(form)
	// An elision is one before a letter only: "au milieu d'" is read with one.
	spelt := form
	if strings.HasSuffix(form, "'") {
		spelt += "a"
	}
	toks := text.Tokenize(nil, spelt, text.Span{Start: 0, End: len(spelt)})
	if spelt != form && len(toks) > 0 {
		toks = toks[:len(toks)-1]
	}
	if len(toks) < 2 {
		return
	}
	words := make([]string, len(toks))
	for i, t := range toks {
		words[i] = t.Span().Of(spelt)
	}
	w.Lower = form
	v.first[words[0]] = append(v.first[words[0]], phrase{words: words, word: w, name: name})
}

// word returns the Word of a spelling.
func (v *vocabulary) word(spelling string) *Word {
	if w, ok := v.cache[spelling]; ok {
		return w
	}
	w := v.look(normalise(spelling))
	if len(v.cache) < maxCachedWords {
		v.cache[strings.Clone(spelling)] = w
	}
	return w
}

func (v *vocabulary) look(lower string) *Word {
	if w, ok := v.cache[lower]; ok {
		return w
	}
	l := v.lex
	w := &Word{Lower: strings.Clone(lower)}
	lower = w.Lower
	w.Tags = l.Tags(lower)
	if c, ok := l.Closed(lower); ok {
		w.Closed, w.Pronoun = c.Classes, c
	}
	w.Verbs, _ = l.VerbForms(lower)
	w.Noun, w.IsNoun = l.Noun(lower)
	w.Given, w.IsGiven = l.GivenName(lower)
	if !w.IsGiven && strings.Contains(lower, "-") {
		if first, _, _ := strings.Cut(lower, "-"); len(first) > 2 {
			w.Given, w.IsGiven = l.GivenName(first)
		}
	}
	if h, ok := l.Honorific(lower); ok {
		w.Honorific = &h
	}
	w.Place, _ = l.Place(lower)
	w.Demonym, _ = l.Demonym(lower)
	w.phrases = v.first[lower]
	if len(v.cache) < maxCachedWords {
		v.cache[lower] = w
	}
	return w
}

// normalise lower-cases a spelling and makes its apostrophes and hyphens ASCII.
func normalise(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', 'ʼ':
			return '\''
		case '‐', '‑':
			return '-'
		}
		return unicode.ToLower(r)
	}, s)
}
