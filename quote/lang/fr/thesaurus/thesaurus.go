// Package thesaurus knows which French words can stand for each other, and how
// far to trust that. The data is derived from the Dicollecte thesaurus (LGPL
// 2.1 or later), see NOTICE; gen makes it anew.
package thesaurus

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"

	"github.com/blevesearch/vellum"
)

var (
	//go:embed words.fst
	wordsData []byte
	//go:embed links.bin
	linksData []byte
	//go:embed opposites.txt
	oppositesData string
)

var words = sync.OnceValue(func() *vellum.FST {
	fst, err := vellum.Load(wordsData)
	if err != nil {
		panic("thesaurus: embedded words.fst: " + err.Error())
	}
	return fst
})

// A Word is a word of the thesaurus; equal words have equal Words. The zero Word
// is none.
type Word struct {
	number uint32 // from 1
	offset uint32
}

// Find returns the Word of a lower-case lemma in NFC, or the zero Word.
func Find(lemma string) Word {
	v, ok, err := words().Get([]byte(lemma))
	if err != nil || !ok {
		return Word{}
	}
	return Word{number: uint32(v>>32) + 1, offset: uint32(v)}
}

// Weight says how reliably a and b are synonyms: the share of their neighbours
// that they have in common, in (0,1], where the thesaurus links them, otherwise
// 0. Above .1 most links are true, below .06 few are, and those are left out.
func Weight(a, b Word) float64 {
	if a.number == 0 || b.number == 0 {
		return 0
	}
	if a.number == b.number {
		return 1
	}
	// The data is our own and well formed: reads stay inside it.
	p := linksData[a.offset:]
	count, n := binary.Uvarint(p)
	p = p[n:]
	number := uint64(1)
	for range count {
		delta, n := binary.Uvarint(p)
		number += delta
		if number >= uint64(b.number) {
			if number == uint64(b.number) {
				return float64(p[n]) / 255
			}
			return 0
		}
		p = p[n+1:]
	}
	return 0
}

// A side is a word's place in the list of opposites: the line and which of its
// sides.
type side struct{ line, side int }

var opposites = sync.OnceValue(func() map[string][]side {
	sides := map[string][]side{}
	n := 0
	for line := range strings.Lines(oppositesData) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		n++
		for i, words := range strings.Split(line, "|") {
			for w := range strings.FieldsSeq(words) {
				sides[w] = append(sides[w], side{n, i})
			}
		}
	}
	return sides
})

// Opposed reports whether one lemma excludes the other where both could stand in
// one place: "nord" and "sud", "lundi" and "mardi", "suicide" and "accident".
func Opposed(a, b string) bool {
	all := opposites()
	for _, x := range all[a] {
		for _, y := range all[b] {
			if x.line == y.line && x.side != y.side {
				return true
			}
		}
	}
	return false
}

// Opposable reports whether any word is opposed to the lemma.
func Opposable(lemma string) bool { return len(opposites()[lemma]) > 0 }
