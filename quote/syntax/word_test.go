package syntax

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dixit/corpus/text"
	"dixit/quote/lang/fr"
)

func TestWordTable(t *testing.T) {
	table := newWordTable()
	words := make([]Word, 3*minTable)
	spelling := func(i int) string { return fmt.Sprintf("mot-%d", i) }
	for i := range words {
		h := hashOf(table, spelling(i))
		if table.get(h) != nil {
			t.Fatalf("%q is there before it was put", spelling(i))
		}
		table.put(h, &words[i])
	}
	for i := range words {
		if got := table.get(hashOf(table, spelling(i))); got != &words[i] {
			t.Fatalf("%q gives %p, want %p", spelling(i), got, &words[i])
		}
	}
	if table.get(hashOf(table, "autre")) != nil {
		t.Error("a spelling that was never put is there")
	}
	if table.used != len(words) || 4*table.used > 3*len(table.slots) {
		t.Errorf("%d words in %d slots, %d used", len(words), len(table.slots), table.used)
	}
	table.reset()
	if table.get(hashOf(table, spelling(0))) != nil || table.used != 0 {
		t.Error("reset leaves words")
	}
}

func hashOf(t wordTable, spelling string) uint64 { return t.hash(spelling, 0, len(spelling)) }

func lookUp(v *vocabulary, spelling string) *Word { return v.word(spelling, 0, len(spelling)) }

// A spelling has one hash wherever it stands, and no other spelling has it.
func TestHash(t *testing.T) {
	table := newWordTable()
	seen := map[uint64]string{}
	body := strings.Repeat("aab\x00bé", 6)
	for from := range len(body) {
		for to := from + 1; to <= len(body); to++ {
			spelling := body[from:to]
			h := table.hash(body, from, to)
			if alone := hashOf(table, spelling); h != alone {
				t.Fatalf("%q has the hash %x, alone %x", spelling, h, alone)
			}
			if other, ok := seen[h]; ok && other != spelling {
				t.Fatalf("%q and %q have one hash", spelling, other)
			}
			seen[h] = spelling
		}
	}
}

func TestVocabularySharesWords(t *testing.T) {
	v := newVocabulary(fr.Lexicon())
	for _, c := range []struct{ name, a, b string }{
		{"case", "Ministre", "ministre"},
		{"capitals", "ÉTAT", "état"},
		{"apostrophes", "aujourd’hui", "aujourd'hui"},
		{"hyphens", "Jong‑un", "jong-un"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := lookUp(v, c.a), lookUp(v, c.b)
			if a != b || a.Lower != c.b {
				t.Errorf("%q and %q are %q and %q, want one word", c.a, c.b, a.Lower, b.Lower)
			}
		})
	}
}

// The words of an article lie all over the memory: one fills a line of the
// processor's cache and no more.
func TestWordFillsOneCacheLine(t *testing.T) {
	if n := reflect.TypeFor[Word]().Size(); n > 64 {
		t.Errorf("a Word takes %d bytes, want at most 64", n)
	}
}

// Whatever an article holds, the next begins with a bounded cache, and no word
// changes what is known of it.
func TestVocabularyIsBounded(t *testing.T) {
	v := newVocabulary(fr.Lexicon())
	before := *lookUp(v, "ministre").entry
	for i := range maxArticleWords + 100 {
		lookUp(v, fmt.Sprintf("x%dy", i))
	}
	if v.cache.used > maxArticleWords {
		t.Errorf("%d words cached, want at most %d", v.cache.used, maxArticleWords)
	}
	v.begin()
	if v.cache.used != 0 {
		t.Errorf("%d words cached at the next article", v.cache.used)
	}
	if w := lookUp(v, "ministre"); !w.IsNoun || w.Noun != before.Noun {
		t.Errorf("ministre is %+v, was %+v", *w.entry, before)
	}
}

func TestPhrases(t *testing.T) {
	a := NewAnalyzer(fr.Lexicon())
	for _, c := range []struct{ name, in, want string }{
		{"noun", "Le premier ministre parle", "premier ministre"},
		{"place", "La Corée du Nord parle", "Corée du Nord"},
		{"a place has a capital", "la corée du nord", ""},
		{"source", "aux yeux de Marc", "aux yeux de"},
		{"elided", "au nom d'Anne", "au nom d'"},
		{"first word alone", "le premier roi", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a.Analyze(c.in, 0, nil)
			got := ""
			for _, it := range a.items {
				if it.to-it.from > 1 {
					got = a.doc.Of(it.from, it.to)
				}
			}
			if got != c.want {
				t.Errorf("phrase of %q: %q, want %q", c.in, got, c.want)
			}
		})
	}
}

// The traits of a word are those of its spelling and entry, also where the word was made
// from another.
func TestTraits(t *testing.T) {
	v := newVocabulary(fr.Lexicon())
	for _, c := range []struct {
		word string
		want trait
	}{
		{"QUE", traitComp}, {"n’", traitNe}, {"Et", traitCoord}, {"du", traitContraction | traitParticle},
		{"serait", traitEtre}, {"prendrait", traitUnreal}, {"semble", traitCopula}, {"venues", traitMoves}, {"Elle", traitSubject | traitMention}, {"maire", traitMention}, {"Mme", traitTitle}, {"mur", 0},
	} {
		if got := lookUp(v, c.word).traits; got != c.want {
			t.Errorf("traits of %q: %b, want %b", c.word, got, c.want)
		}
	}
}

func BenchmarkNewVocabulary(b *testing.B) {
	lex := fr.Lexicon()
	b.ReportAllocs()
	for b.Loop() {
		newVocabulary(lex)
	}
}

func BenchmarkWord(b *testing.B) {
	v := newVocabulary(fr.Lexicon())
	body := strings.Repeat("Le maire a-t-il vraiment déclaré, mardi, que l'accord signé à Brest serait « caduc » ? ", 200)
	toks := text.Tokenize(nil, body, text.Span{Start: 0, End: len(body)})
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		for _, t := range toks {
			v.word(body, int(t.Start), int(t.End))
		}
	}
}
