// Package extract is the facade of the quotation pipeline: it runs the stages in
// order on one article.
package extract

import (
	"math"
	"strconv"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/attribution"
	"dixit/quote/lang/fr"
	"dixit/quote/spans"
	"dixit/quote/speakers"
)

// Version names the rules and data by which quotations are found. An archive
// keeps the versions whose quotations it holds, and is brought up to date by
// extracting them anew where they are not this one.
//
// It grows with every change after which the same article, read with the built-in
// registry, may give other quotations: other spans, kinds, speakers, mentions,
// cues, rules, confidences or identifiers. Such are changes of the stages (spans,
// syntax, mentions, attribution), of the data of a language, of the lexicon and of
// the built-in speakers. It stays as it is where only speed, memory or wording of
// messages change, and it says nothing of speakers that a user adds.
const Version = "10"

// An Extractor finds and attributes the quotations of articles. It keeps its
// buffers from one article to the next and is not safe for concurrent use: give
// each goroutine its own.
type Extractor struct {
	attributor *attribution.Attributor
	labels     []text.Span
}

// New returns an Extractor that knows the speakers of a registry; nil stands for
// the built-in one.
func New(reg *speakers.Registry) *Extractor {
	if reg == nil {
		reg = speakers.Builtin()
	}
	return &Extractor{attributor: attribution.New(fr.Lexicon(), reg)}
}

// Article returns the article's quotations in order of their place, an outer one
// before those nested in it.
func (e *Extractor) Article(a *corpus.Article) []quote.Quotation {
	found := spans.Find(a.Body, a.TextStart, a.Blocks...)
	if len(found) == 0 {
		return nil
	}
	list := make([]quote.Quotation, len(found))
	e.labels = e.labels[:0]
	article := fnv1a(fnv1a(fnvOffset, a.ID), "\x00")
	for i, f := range found {
		words := f.Inner.Of(a.Body)
		list[i] = quote.Quotation{ID: id(article, f.Inner, words), Span: f.Inner, Outer: f.Outer, Text: words, Form: f.Form, Parent: f.Parent}
		e.labels = append(e.labels, f.Label)
	}
	e.attributor.Attribute(attribution.Source{Body: a.Body, From: a.TextStart, Date: a.Published, Quotations: list, Labels: e.labels})
	for i := range list {
		if found[i].Guessed { // a mark is missing or doubled: where the words end is a guess
			list[i].Confidence = math.Round(85*list[i].Confidence) / 100
		}
	}
	return list
}

// id makes a quotation's identifier of the article's, hashed so far, the place and
// the words: the FNV-1a hash of all three, in hexadecimal.
func id(article uint64, s text.Span, words string) string {
	var digits [20]byte
	h := fnv1a(article, string(strconv.AppendInt(digits[:0], int64(s.Start), 10)))
	h = fnv1a(h, "\x00")
	h = fnv1a(h, words)
	var out [16]byte
	for i := range out {
		out[i] = "0123456789abcdef"[h>>(60-4*i)&15]
	}
	return string(out[:])
}

const fnvOffset, fnvPrime uint64 = 14695981039346656037, 1099511628211

// fnv1a goes on hashing as hash/fnv does, without its copies.
func fnv1a(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}
