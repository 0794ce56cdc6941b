package syntax

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// A Word is all that the lexicon knows about one spelling. Words are shared
// between the tokens that are spelt alike; do not modify them. What the parser
// asks of every word it passes stands in the Word itself, which so takes one line
// of the processor's cache; the rest, which most words lack, in its entry.
type Word struct {
	Lower   string // lower case, apostrophes as ASCII '
	Tags    lexicon.Tag
	Closed  lexicon.ClosedClass
	traits  trait
	opens   opening
	Given   lexicon.Gender
	IsGiven bool // a given name
	IsNoun  bool // Noun is set

	// first and second are the numbers of the word among those that are the first
	// and the second of some phrase, 0 for others.
	first, second int32

	// midSentence is the number of the last document in which the word stood
	// capitalised inside a sentence, so that it is a name at a sentence's start.
	midSentence uint64

	det *determiner // the word is one, or nil

	*entry
}

// Unknown reports whether the lexicon has nothing on the word.
func (w *Word) Unknown() bool {
	return w.Tags == 0 && w.Closed == 0 && !w.IsGiven && !w.IsNoun && w.Verbs == nil && w.Honorific == nil && w.Place == nil && w.Demonym == nil
}

// An entry is the part of a Word that few words have.
type entry struct {
	Verbs     []lexicon.VerbForm
	openers   letters // of the first words of the expressions of Verbs
	Noun      lexicon.NounForm
	Honorific *lexicon.Honorific
	Place     *lexicon.Place
	Demonym   *lexicon.Place
	Lists     lexicon.List
	Pronoun   lexicon.ClosedWord // gender, number and person where Closed is set
}

// letters is a set of words by their lengths, first and last letters: a cheap test
// that leaves out nearly all other words, and none of the set.
type letters uint64

const anyLetters = ^letters(0)

func lettersOf(word string) letters {
	if word == "" {
		return 0
	}
	return 1 << ((uint(len(word)) + 3*uint(word[0]) + 5*uint(word[len(word)-1])) % 64)
}

// openersOf returns the first words of the verbs' expressions.
func openersOf(verbs []lexicon.VerbForm) letters {
	var set letters
	for _, f := range verbs {
		for i := range f.Verb.Expressions {
			if words := f.Verb.Expressions[i].Words; len(words) == 0 || words[0] == "_" {
				return anyLetters
			} else {
				set |= lettersOf(words[0])
			}
		}
	}
	return set
}

// noEntry is the entry of the words that have none of it.
var noEntry entry

// Is reports whether the word belongs to one of the closed classes c.
func (w *Word) Is(c lexicon.ClosedClass) bool { return w.Closed&c != 0 }

// A phrase is a fixed sequence of words that acts as one: "aux yeux de", "Corée
// du Nord", "premier ministre".
type phrase struct {
	words []string // lower case, the first two words included
	word  *Word    // what the whole phrase is
	name  bool     // a proper name: its first word must be a capital
}

// maxCachedWords bounds the memory of a vocabulary: news text has some 200,000
// spellings, nearly all of its words among the first few ten thousand, and a
// stream of rubbish must not grow it without end. Above it the vocabulary begins
// anew with the next article; within an article it grows to maxArticleWords.
const (
	maxCachedWords  = 1 << 16
	maxArticleWords = 1 << 18
)

// A vocabulary finds the Word of a spelling, from a cache in all but the first
// case. It is not safe for concurrent use.
type vocabulary struct {
	lex   *lexicon.Lexicon
	cache wordTable
	punct Word
	words []Word  // room for new ones: the words of an article lie together
	rests []entry // and for their entries
	toks  []text.Token

	// The fixed phrases: by the numbers of their first two words, longest first.
	// Most pairs of such words begin none, and the bits tell, a row for each first
	// word and a bit for each second.
	firsts, seconds map[string]int32
	entered         []enteredPhrase // by the number of their first word in chains, the latest first
	chains          []int32
	phrases         map[uint64][]phrase // by pairKey, as far as a text has asked for them
	pairs           []uint64
	row             int // words of 64 bits in a row
}

// An enteredPhrase waits for a text that has its first two words: of thousands, an
// article has some tens.
type enteredPhrase struct {
	form   string
	first  int32
	second int32
	next   int32 // with the same first word, or 0
	at     int32 // among the lexicon's closed words or places
	kind   phraseKind
}

type phraseKind uint8

const (
	closedPhrase phraseKind = iota
	placePhrase
	nounPhrase
)

// begin makes room for an article's words.
func (v *vocabulary) begin() {
	if v.cache.used > maxCachedWords {
		v.cache.reset()
	}
}

// slab is how many words are given room at a time.
const slab = 256

// A wordTable maps spellings to Words. It is a hash table that keeps no
// spellings, only 64 bits of each one's hash, so that a look-up reads one place in
// memory where a map reads three; the hash has a random seed, and that two of
// all the spellings of a language share one happens in no lifetime.
type wordTable struct {
	seed  [2]uint64
	slots []wordSlot // a power of two, at most 3/4 in use
	used  int
}

type wordSlot struct {
	hash uint64
	word *Word // nil: free
}

const minTable = 1 << 13

func newWordTable() wordTable {
	return wordTable{seed: [2]uint64{rand.Uint64(), rand.Uint64()}, slots: make([]wordSlot, minTable)}
}

func (t *wordTable) reset() { t.slots, t.used = make([]wordSlot, minTable), 0 }

// hash is the hash of the spelling body[start:end], which is not empty. It takes
// eight bytes at a time, multiplies and folds the high half of the product onto the
// low one (after wyhash, Wang Yi 2020, public domain); to take the last eight of a
// long spelling, or the eight in which a short one stands, spares the bytes their loop.
func (t *wordTable) hash(body string, start, end int) uint64 {
	n := end - start
	h, by := t.seed[0], t.seed[1]+uint64(n) // the length tells "a" from "a" and a zero byte
	if n > 8 {
		for ; start+8 < end; start += 8 {
			h = fold(h^eight(body, start), by)
		}
		return fold(h^eight(body, end-8), by)
	}
	var x uint64
	if start+8 <= len(body) {
		x = eight(body, start) << (64 - 8*n) >> (64 - 8*n)
	} else {
		for i := end - 1; i >= start; i-- {
			x = x<<8 | uint64(body[i])
		}
	}
	return fold(h^x, by)
}

// eight is the number that the eight bytes from i on make.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func fold(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}

// get returns the Word of a spelling with the given hash, or nil.
func (t *wordTable) get(hash uint64) *Word {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.hash == hash || s.word == nil {
			return s.word
		}
	}
}

// put enters a Word under a hash that the table does not have.
func (t *wordTable) put(hash uint64, w *Word) {
	if t.used++; 4*t.used > 3*len(t.slots) {
		old := t.slots
		t.slots = make([]wordSlot, 2*len(old))
		for _, s := range old {
			if s.word != nil {
				t.place(s)
			}
		}
	}
	t.place(wordSlot{hash, w})
}

func (t *wordTable) place(s wordSlot) {
	mask := uint64(len(t.slots) - 1)
	i := s.hash & mask
	for t.slots[i].word != nil {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

func newVocabulary(lex *lexicon.Lexicon) *vocabulary {
	v := &vocabulary{
		lex:     lex,
		cache:   newWordTable(),
		firsts:  make(map[string]int32, 1024),
		seconds: make(map[string]int32, 1024),
		entered: make([]enteredPhrase, 1, 2048), // number 0 stands for none
		chains:  make([]int32, 1, 1024),
		phrases: make(map[uint64][]phrase),
		punct:   Word{entry: &noEntry},
	}
	for i, c := range lex.ClosedWords() {
		if strings.ContainsAny(c.Form, " '") {
			v.enter(c.Form, closedPhrase, i)
		}
	}
	places := lex.Places()
	for i := range places {
		p := &places[i]
		for _, list := range [...][]string{{p.Name}, p.Aliases, p.Capitals} {
			for _, name := range list {
				if strings.ContainsAny(name, " '’") {
					v.enter(strings.ToLower(name), placePhrase, i)
				}
			}
		}
	}
	for n := range lex.NounPhrases() {
		v.enter(n, nounPhrase, 0)
	}
	v.row = (len(v.seconds) + 64) / 64
	v.pairs = make([]uint64, (len(v.firsts)+1)*v.row)
	for i := range v.entered[1:] {
		p := &v.entered[1+i]
		v.pairs[int(p.first)*v.row+int(p.second)/64] |= 1 << (p.second % 64)
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

// enter enters a phrase of the lexicon.
func (v *vocabulary) enter(form string, kind phraseKind, at int) {
	form = normalise(form)
	toks, spelt := v.tokens(form)
	if len(toks) < 2 {
		return
	}
	first := number(v.firsts, toks[0].Span().Of(spelt))
	second := number(v.seconds, toks[1].Span().Of(spelt))
	if int(first) == len(v.chains) {
		v.chains = append(v.chains, 0)
	}
	v.entered = append(v.entered, enteredPhrase{form, first, second, v.chains[first], int32(at), kind})
	v.chains[first] = int32(len(v.entered) - 1)
}

// tokens returns the tokens of a phrase, in spelt, until the next call.
func (v *vocabulary) tokens(form string) (toks []text.Token, spelt string) {
	// An elision is one before a letter only: "au milieu d'" is read with one.
	spelt = form
	if strings.HasSuffix(form, "'") {
		spelt += "a"
	}
	v.toks = text.Tokenize(v.toks[:0], spelt, text.Span{Start: 0, End: len(spelt)})
	if toks = v.toks; spelt != form && len(toks) > 0 {
		toks = toks[:len(toks)-1]
	}
	return toks, spelt
}

// phrasesOf returns the phrases that begin with the two words, longest first.
func (v *vocabulary) phrasesOf(a, b *Word) []phrase {
	key := pairKey(a.first, b.second)
	list, made := v.phrases[key]
	if made {
		return list
	}
	for i := v.chains[a.first]; i != 0; i = v.entered[i].next {
		if p := &v.entered[i]; p.second == b.second {
			list = append(list, v.phrase(p))
		}
	}
	slices.Reverse(list) // to the order of the lexicon
	sortLongestFirst(list)
	v.phrases[key] = list
	return list
}

// phrase makes a phrase that a text may have.
func (v *vocabulary) phrase(p *enteredPhrase) phrase {
	w := v.newWord()
	switch p.kind {
	case closedPhrase:
		c := v.lex.ClosedWords()[p.at]
		w.entry = v.newEntry(entry{Pronoun: c})
		w.Closed = c.Classes
	case placePhrase:
		w.entry = v.newEntry(entry{Place: &v.lex.Places()[p.at]})
		w.Tags = lexicon.ProperName
	case nounPhrase:
		noun, _ := v.lex.Noun(p.form)
		w.entry = v.newEntry(entry{Noun: noun})
		w.IsNoun, w.Tags = true, lexicon.Noun
	}
	w.Lower = p.form
	w.settle()
	toks, spelt := v.tokens(p.form)
	words := make([]string, len(toks))
	for i, t := range toks {
		words[i] = t.Span().Of(spelt)
	}
	return phrase{words: words, word: w, name: p.kind == placePhrase}
}

func pairKey(first, second int32) uint64 { return uint64(first)<<32 | uint64(second) }

// number returns the number of a word, from 1 on, and gives it one if need be.
func number(of map[string]int32, word string) int32 {
	n := of[word]
	if n == 0 {
		n = int32(len(of) + 1)
		of[word] = n
	}
	return n
}

// pair reports whether a phrase begins with the two words.
func (v *vocabulary) pair(a, b *Word) bool {
	return a.first != 0 && b.second != 0 && v.pairs[int(a.first)*v.row+int(b.second)/64]&(1<<(b.second%64)) != 0
}

// word returns the Word of the spelling body[start:end], which is not empty.
func (v *vocabulary) word(body string, start, end int) *Word {
	hash := v.cache.hash(body, start, end)
	if w := v.cache.get(hash); w != nil {
		return w
	}
	spelling := body[start:end]
	lower := normalise(spelling)
	if lower == spelling {
		return v.look(hash, lower)
	}
	lowerHash := v.cache.hash(lower, 0, len(lower))
	w := v.cache.get(lowerHash)
	if w == nil {
		w = v.look(lowerHash, lower)
	}
	if w.Unknown() {
		if accented := v.accented(lower); accented != nil {
			w = accented
		}
	}
	v.keep(hash, w)
	return w
}

// accented returns the Word of a capitalised spelling whose first letter should have an
// accent that capitals are often written without ("Etat", "Elysée", "Ile"), or nil.
func (v *vocabulary) accented(lower string) *Word {
	for _, first := range accents[lower[0]] {
		with := string(first) + lower[1:]
		hash := v.cache.hash(with, 0, len(with))
		w := v.cache.get(hash)
		if w == nil {
			w = v.look(hash, with)
		}
		if !w.Unknown() {
			return w
		}
	}
	return nil
}

// accents are the letters with accents that a word may begin with, by the letter without.
var accents = map[byte]string{'a': "âà", 'e': "éêè", 'i': "î", 'o': "ô"}

func (v *vocabulary) keep(hash uint64, w *Word) {
	if v.cache.used < maxArticleWords {
		v.cache.put(hash, w)
	}
}

// newWord returns a Word without an entry of its own.
func (v *vocabulary) newWord() *Word {
	if len(v.words) == 0 {
		v.words = make([]Word, slab)
	}
	w := &v.words[0]
	v.words = v.words[1:]
	w.entry = &noEntry
	return w
}

func (v *vocabulary) newEntry(e entry) *entry {
	if len(v.rests) == 0 {
		v.rests = make([]entry, slab)
	}
	p := &v.rests[0]
	v.rests = v.rests[1:]
	*p = e
	return p
}

// look makes the Word of a lower-case spelling that is not in the cache.
func (v *vocabulary) look(hash uint64, lower string) *Word {
	l := v.lex
	w := v.newWord()
	w.Lower = strings.Clone(lower)
	lower = w.Lower
	w.Tags = l.Tags(lower)
	var e entry
	rest := false // the word needs an entry of its own
	if c, ok := l.Closed(lower); ok {
		w.Closed, e.Pronoun, rest = c.Classes, c, true
	}
	if e.Verbs, _ = l.VerbForms(lower); len(e.Verbs) > 0 {
		rest = true
		e.openers = openersOf(e.Verbs)
	}
	if e.Noun, w.IsNoun = l.Noun(lower); w.IsNoun {
		rest = true
	}
	w.Given, w.IsGiven = l.GivenName(lower)
	if !w.IsGiven && strings.Contains(lower, "-") {
		if first, _, _ := strings.Cut(lower, "-"); len(first) > 2 {
			w.Given, w.IsGiven = l.GivenName(first)
		}
	}
	if h, ok := l.Honorific(lower); ok {
		e.Honorific, rest = &h, true
	}
	if p, ok := l.Place(lower); ok {
		e.Place, rest = p, true
	}
	if p, ok := l.Demonym(lower); ok {
		e.Demonym, rest = p, true
	}
	w.first, w.second = v.firsts[lower], v.seconds[lower]
	if e.Lists = l.Listed(lower); e.Lists != 0 {
		rest = true
	}
	if rest {
		w.entry = v.newEntry(e)
	}
	if w.det = determiners[lower]; w.det == nil && w.Lists&lexicon.ListCount != 0 {
		w.det = &counting
	}
	w.settle()
	v.keep(hash, w)
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
