// Package thesaurus knows which French words can stand for each other, and how
// far to trust that. The data is derived from the Dicollecte thesaurus (LGPL
// 2.1 or later), see NOTICE; gen makes it anew.
package thesaurus

import (
	"cmp"
	_ "embed"
	"encoding/binary"
	"slices"
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

// A Link leads to a synonym.
type Link struct {
	number uint32 // of the Word
	weight float32
}

// Links lists the synonyms of a word, for Weight. The zero Word has none.
func Links(w Word) []Link {
	if w.number == 0 {
		return nil
	}
	// The data is our own and well formed: reads stay inside it.
	p := linksData[w.offset:]
	count, n := binary.Uvarint(p)
	p = p[n:]
	links := make([]Link, count)
	number := uint32(1)
	for i := range links {
		delta, n := binary.Uvarint(p)
		number += uint32(delta)
		links[i] = Link{number, float32(p[n]) / 255}
		p = p[n+1:]
	}
	return links
}

// Weight says how reliably w is a synonym of the word whose links are given: the
// share of their neighbours that both have in common, in (0,1], where the
// thesaurus links them, otherwise 0. Above .1 most links are true, below .06 few
// are, and those are left out.
func Weight(links []Link, w Word) float64 {
	i, ok := slices.BinarySearchFunc(links, w.number, func(l Link, n uint32) int { return cmp.Compare(l.number, n) })
	if !ok {
		return 0
	}
	return float64(links[i].weight)
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
