// Package syntax gives an article a shallow syntax: sentences, and in them noun
// phrases, verb groups, prepositions and clause boundaries, with each quotation
// standing as one unit in the journalist's sentence around it.
//
// It is a chunker in the manner of Abney ("Parsing by Chunks", 1991): one pass
// from left to right, a dictionary of readings per word, and the choice between
// readings made by the words next to it. It never fails: what it does not
// understand becomes a chunk of kind Other.
package syntax

import (
	"dixit/corpus/text"
	"dixit/quote/lexicon"
)

// A Token is a token of the article with what the lexicon knows about it.
type Token struct {
	text.Token
	*Word
}

// A ChunkKind says what a chunk is.
type ChunkKind uint8

const (
	Other     ChunkKind = iota
	NP                  // noun phrase, name or pronoun; Index is its number in NPs
	Verb                // verb group; Index is its number in Verbs
	Prep                // preposition
	Source              // introduces a source: selon, d'après
	Comp                // que
	Rel                 // qui, dont, où
	Coord               // et, ou, mais
	Sub                 // subordinating conjunction
	Adverb              // adverb or time phrase
	Adjective           // an adjective outside a noun phrase
	Comma               // ,
	Semicolon           // ;
	Colon               // :
	Dash                // – or — or a spaced -
	Open                // (
	Close               // )
	Stop                // . ! ? … and the like
	Quotation           // a quotation; Index is its number
)

// A Chunk is a unit of a sentence.
type Chunk struct {
	Kind     ChunkKind
	From, To int32 // tokens [From, To) of the document
	Index    int32 // see Kind
}

// An NPKind says what a noun phrase is headed by.
type NPKind uint8

const (
	Pronoun NPKind = iota + 1 // il, celle-ci, ce dernier
	Name                      // Jeanne Martin, Mme Martin, l'Otan
	Nominal                   // le ministre, un proche du dossier
)

// A DetKind says what determiner a noun phrase has.
type DetKind uint8

const (
	NoDet      DetKind = iota
	Definite           // le
	Indefinite         // un, des, trois
	Demonstrative
	Possessive
)

// A NounPhrase is a noun phrase, as far as attribution needs it.
type NounPhrase struct {
	From, To int32 // tokens, determiner, complements and apposition included
	Head     int32 // token of the head noun, or of a name's first word
	Kind     NPKind
	Det      DetKind

	// NameFrom and NameTo delimit the proper name in it, title and honorific
	// left out; equal where there is none.
	NameFrom, NameTo int32
	// NomFrom and NomTo delimit its description by a common noun, determiner
	// left out ("ministre ukrainien des Affaires étrangères"); equal where
	// there is none.
	NomFrom, NomTo int32
	NounHead       int32 // token of the description's noun, -1 without one

	Noun      lexicon.NounForm // of the description; zero where unknown
	Gender    lexicon.Gender
	Number    lexicon.Number
	Person    uint8  // of a pronoun
	Form      string // of a pronoun: "il", "ce dernier"
	Honorific bool
	Place     *lexicon.Place // it is the name of a place or institution
	Demonym   *lexicon.Place // an adjective in it: "le dirigeant nord-coréen"
	Given     bool           // its name begins with a given name
	Strong    bool           // a stressed pronoun: lui, elle after a preposition
	Partitive bool           // one of several: "un des ouvriers"
	Inner     bool           // part of another phrase: a complement, an apposition
}

// HasName reports whether the phrase holds a proper name.
func (n *NounPhrase) HasName() bool { return n.NameTo > n.NameFrom }

// HasNominal reports whether the phrase holds a description.
func (n *NounPhrase) HasNominal() bool { return n.NomTo > n.NomFrom }

// A Mood of a verb group.
type Mood uint8

const (
	Finite Mood = iota
	Infinitive
	PresentParticiple
	PastParticiple // without an auxiliary
)

// A VerbGroup is a verb with its auxiliaries, clitics and inserted adverbs.
type VerbGroup struct {
	From, To  int32
	Head      int32 // token of the verb that carries the meaning
	Cue       *lexicon.Verb
	Classes   lexicon.Class // in this use; 0 for a verb that reports nothing
	Mood      Mood
	Person    lexicon.Tag // Fin3S, Fin3P, Fin12 as far as known
	Passive   bool
	Reflexive bool
	Negative  bool
	Unreal    bool   // future or conditional: nothing has been said
	Modal     bool   // a dependent infinitive carries the meaning: "veut dénoncer"
	Copula    bool   // a form of être, sembler without participle
	Clitic    int32  // token of the inverted subject pronoun, or -1
	Object    bool   // has an object clitic: le, la, l', les
	Lemma     string // of the cue, or the head word
}

// A Sentence is a run of chunks. Level 0 is the journalist's own text; a
// sentence inside a quotation is analysed only where quotations are nested in it.
// A sentence of the journalist's that is not next to a quotation's paragraph, and
// in which nobody is mentioned whom a quotation could be of, is passed over: it has
// no chunks.
type Sentence struct {
	Span   text.Span
	Chunks []Chunk
	Para   int // number of the paragraph
	Within int // number of the quotation that it stands in, or -1
	// NPs are the numbers [from, to) of its noun phrases, those within others
	// included.
	NPs [2]int
	// Opens and Ends say that the sentence is its paragraph's first or last.
	Opens, Ends bool
}

// A Paragraph is a line of the article; lines that one quotation spans are one.
type Paragraph struct {
	Span      text.Span
	Sentences [2]int // numbers [from, to) of its sentences
}

// A Doc is an article with its shallow syntax. It belongs to the Analyzer that
// made it and is overwritten by the next one.
type Doc struct {
	Body       string
	Tokens     []Token
	Paragraphs []Paragraph
	Sentences  []Sentence
	NPs        []NounPhrase
	Verbs      []VerbGroup

	// Level0 is the number of sentences of the journalist's own text; those
	// within quotations follow, quotation q's at [InQuotation[q],
	// InQuotation[q+1]).
	Level0      int
	InQuotation []int
	// Inside holds, by quotation, its tokens [from, to).
	Inside [][2]int32

	chunks []Chunk
}

// Of returns the words of the tokens [from, to).
func (d *Doc) Of(from, to int32) string { return d.SpanOf(from, to).Of(d.Body) }

// SpanOf returns the place of the tokens [from, to).
func (d *Doc) SpanOf(from, to int32) text.Span {
	if to <= from {
		return text.Span{}
	}
	return text.Span{Start: int(d.Tokens[from].Start), End: int(d.Tokens[to-1].End)}
}
