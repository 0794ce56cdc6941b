// Package quote holds the words of the domain: quotation, kind, form, mention,
// cue, speaker, attribution. The packages below it find them (spans), resolve
// them (mentions, speakers), decide whose words they are (attribution), compare
// them (alignment), measure the result (evaluation) and write it down (export);
// quote/extract runs the stages in order.
package quote

import "dixit/corpus/text"

// Kind says what a quotation's words are.
type Kind string

const (
	// Direct words form at least a full clause of their own.
	Direct Kind = "direct"
	// Mixed words are a fragment inside the journalist's own sentence.
	Mixed Kind = "mixed"
	// Other marks set off a title, a name, a term or scare quotes: nobody's
	// reported words. A quotation of this kind has no speaker.
	Other Kind = "other"
)

// Kinds lists every kind, in the order in which they are shown.
var Kinds = []Kind{Direct, Mixed, Other}

// Form says how the text sets a quotation off.
type Form uint8

const (
	// Marked quotations stand between quotation marks.
	Marked Form = iota
	// Block quotations stand on lines of their own without marks: set off by the
	// markup, or followed by their author's name.
	Block
	// Dialogue is what follows a dialogue dash or a speaker label ("Jeanne
	// Martin : …") in an interview or transcript.
	Dialogue
)

// Evidence is a stretch of the article that supports an attribution: the words
// of a mention or a cue and where they stand. The zero Evidence means none.
type Evidence struct {
	Text string    `json:"text"`
	Span text.Span `json:"span"`
}

// A Quotation is a delimited span of reported words.
type Quotation struct {
	// ID is stable: it depends on the article's ID, the span and the text only.
	ID string
	// Span covers the words between the marks, marks and inner padding left out.
	Span text.Span
	// Outer covers the marks too; where a mark is missing it ends with the words.
	Outer text.Span
	Text  string // exactly the bytes of Span
	Form  Form
	// Parent is the index, in the article's list of quotations, of the
	// quotation that this one is nested in, or -1.
	Parent int

	Kind Kind
	Attribution
}

// An Attribution says whose words a quotation holds and how that was decided.
// Speaker is nil where the article does not tell, and for kind Other.
type Attribution struct {
	Speaker *Speaker
	Mention Evidence // the words that point to the source
	Cue     Evidence // the reporting expression; empty where there is none
	Rule    string   // the name of the rule that decided, see quote/attribution
	// Confidence, in [0,1], is the probability that speaker and kind are right.
	Confidence float64
}

// Gender of a speaker, as far as it is known.
type Gender uint8

const (
	UnknownGender Gender = iota
	Masculine
	Feminine
)

// A SpeakerType says what a speaker is.
type SpeakerType string

const (
	Person       SpeakerType = "person"
	Organisation SpeakerType = "organisation" // company, party, agency, court, ministry
	State        SpeakerType = "state"
	Document     SpeakerType = "document" // report, statement, letter, banner
	Group        SpeakerType = "group"    // "les syndicats", "des habitants"
)

// A Speaker is the person or organisation whose words a quotation holds.
type Speaker struct {
	// ID is a slug: the registry's for a speaker it knows ("vladimir-poutine"),
	// made of the name otherwise.
	ID string `json:"id"`
	// Name is the most complete form that the article itself gives.
	Name string `json:"name"`

	Type   SpeakerType `json:"-"`
	Gender Gender      `json:"-"`
}
