package syntax

import "dixit/quote/lexicon"

// A trait is what the parser asks of a word by its spelling, or by all that the
// lexicon knows of it. The answers are found once for each Word, not for each place in a text where it stands.
type trait uint16

const (
	traitComp        trait = 1 << iota // que
	traitCoord                         // et, ou, mais
	traitIndefinite                    // may be an indefinite pronoun: see parser.indefinite
	traitContraction                   // a preposition joined to an article, or "de", "à"
	traitParticle                      // can stand inside a person's name
	traitSubject                       // a personal pronoun that is a subject
	traitNe                            // ne
	traitUnreal                        // ends as a future or conditional does
	traitEtre                          // a form of être
	traitCopula                        // joins as être does: semble, reste
	traitMoves                         // a participle whose perfect takes être
	traitInfinitive                    // may stand before a dependent infinitive
	traitDegree                        // may stand before an adjective: see parser.adverbOfAdjective
	traitTitle                         // an honorific
	traitDemonym                       // Demonym is set
	traitMention                       // a phrase that it heads, or stands in, may stand for somebody
)

// spellings are the traits that grammar gives to a few words of its own.
var spellings = [...]struct {
	trait trait
	holds func(lower string) bool
}{
	{traitComp, func(s string) bool { return s == "que" || s == "qu'" }},
	{traitNe, func(s string) bool { return s == "ne" || s == "n'" }},
	{traitCoord, isCoord},
	{traitIndefinite, IndefinitePronoun},
	{traitContraction, isContraction},
	{traitSubject, isSubjectPronoun},
	{traitUnreal, unreal},
	{traitInfinitive, func(s string) bool { return s == "à" || s == "de" || s == "d'" || s == "par" }},
}

// listed are the traits of the words of a list of the lexicon.
var listed = [...]struct {
	trait trait
	in    lexicon.List
}{
	{traitParticle, lexicon.ListParticle},
	{traitEtre, lexicon.ListBe},
	{traitCopula, lexicon.ListCopula},
	{traitMoves, lexicon.ListMoves},
	{traitDegree, lexicon.ListDegree},
}

// An opening is what a chunk that begins with a word can be, as far as the word
// alone tells: it spares the parser most of its questions.
type opening uint8

const (
	opensItself opening = 1 << iota // a chunk of its own, whatever else the word is
	opensVerb                       // a verb group
	opensPhrase                     // a noun phrase, also without a capital
)

// settle sets what follows from the word's spelling and entry.
func (w *Word) settle() {
	w.traits = 0
	for _, s := range spellings {
		if s.holds(w.Lower) {
			w.traits |= s.trait
		}
	}
	for _, l := range listed {
		if w.Lists&l.in != 0 {
			w.traits |= l.trait
		}
	}
	if w.Honorific != nil {
		w.traits |= traitTitle
	}
	if w.Demonym != nil {
		w.traits |= traitDemonym
	}
	if w.Is(lexicon.ClosedPersonal|lexicon.ClosedAnaphor) || w.Demonym != nil || w.Noun.Classes&(Speakable|lexicon.NounSpeech) != 0 {
		w.traits |= traitMention
	}
	w.opens = 0
	if w.Is(lexicon.ClosedAnaphor|lexicon.ClosedSource|lexicon.ClosedRelative) || w.has(traitComp|traitCoord|traitIndefinite) || w.Lower == "a" {
		w.opens |= opensItself
	}
	if w.Tags&(lexicon.Finite|lexicon.Inf|lexicon.PastPart|lexicon.PresPart|lexicon.Aux) != 0 || len(w.Verbs) > 0 || w.has(traitNe) || w.Is(lexicon.ClosedReflexive|lexicon.ClosedClitic) {
		w.opens |= opensVerb
	}
	if w.Tags&(lexicon.Noun|lexicon.Adj) != 0 || w.IsNoun || w.det != nil || w.Is(lexicon.ClosedDeterminer) || w.Honorific != nil {
		w.opens |= opensPhrase
	}
}

// Speakable are the classes of nouns that can head a phrase that speaks.
const Speakable = lexicon.NounRole | lexicon.NounPerson | lexicon.NounGroup | lexicon.NounOrg | lexicon.NounMedia | lexicon.NounDocument

func (w *Word) has(t trait) bool { return w.traits&t != 0 }

func isCoord(lower string) bool {
	switch lower {
	case "et", "ou", "mais", "ni", "puis", "car", "voire":
		return true
	}
	return false
}

// IndefinitePronoun reports whether a word can stand for nobody in particular: rien,
// chacun.
func IndefinitePronoun(lower string) bool {
	switch lower {
	case "rien", "personne", "tout", "tous", "toutes", "chacun", "chacune", "aucun", "aucune", "certains", "certaines", "beaucoup", "plusieurs", "quelqu'un", "quiconque", "autrui", "d'autres":
		return true
	}
	return false
}

// isContraction reports whether a word is a preposition joined to an article.
func isContraction(lower string) bool {
	switch lower {
	case "du", "des", "au", "aux", "de", "d'", "à":
		return true
	}
	return false
}

func isSubjectPronoun(lower string) bool {
	switch lower {
	case "il", "elle", "ils", "elles", "on", "je", "j'", "tu", "nous", "vous", "ce", "c'", "cela", "ça":
		return true
	}
	return false
}
