package lexicon

// Tag is a set of readings of a word: parts of speech and their inflection.
type Tag uint32

const (
	Noun Tag = 1 << iota
	Adj
	Adv
	Prep
	Det
	Pron
	Conj       // coordinating or subordinating
	ProperName // a place, a given name, a brand
	Fin3S      // verb, 3rd person singular of any finite mood but the imperative
	Fin3P      // verb, 3rd person plural
	Fin12      // verb, 1st or 2nd person, or imperative
	Inf        // infinitive
	PastPart   // past participle
	PresPart   // present participle
	Aux        // a form of the auxiliaries être and avoir
	Masc       // of the noun, adjective and participle readings
	Fem
	Sing
	Plur
	NameMasc // a masculine given name
	NameFem  // a feminine given name
)

// Common holds the readings that make a word a common word: any but a proper
// name.
const Common = Noun | Adj | Adv | Prep | Det | Pron | Conj |
	Fin3S | Fin3P | Fin12 | Inf | PastPart | PresPart | Aux

// Finite holds the readings as a finite verb.
const Finite = Fin3S | Fin3P | Fin12

// CommonWord reports whether the word has any reading other than proper name.
func (t Tag) CommonWord() bool { return t&Common != 0 }

// Gender returns the genders of the noun, adjective and participle readings.
func (t Tag) Gender() Gender {
	var g Gender
	if t&Masc != 0 {
		g |= Masculine
	}
	if t&Fem != 0 {
		g |= Feminine
	}
	return g
}

// Number returns the numbers of the noun, adjective and participle readings.
func (t Tag) Number() Number {
	var n Number
	if t&Sing != 0 {
		n |= Singular
	}
	if t&Plur != 0 {
		n |= Plural
	}
	return n
}

// Class is the set of ways in which a verb or an expression reports words.
type Class uint32

const (
	Say       Class = 1 << iota // introduces words with a colon, "que" or an incise
	Think                       // thought and opinion: estimer, craindre
	Manner                      // an incise's way of speaking, no verb of saying: sourire
	Judge                       // object + de, comme + words: qualifier, accuser
	Target                      // its object or complement may hold the words: saluer, dénoncer
	Directive                   // demander, appeler à, ordonner
	Relay                       // the subject passes on another's words: rapporter, citer
	Write                       // écrire, publier, titrer
	Naming                      // yields a title, a name or a term: baptiser, intituler
	Show                        // a cue only when the subject can speak: montrer, confirmer
	Answer                      // répondre, rétorquer
	Ask                         // demander, interroger
	Addr                        // the direct object is the person addressed: prévenir
	More                        // goes on with what was being said: ajouter, poursuivre
	// Pronom verbs say, think or have a manner only when reflexive (se
	// féliciter); their other classes hold either way (féliciter quelqu'un).
	Pronom
	Passive // common as "est cité par", "rapporté par"
	Light   // a cue only in one of its Expressions: faire (savoir)
)

// A Verb is a verb that reports speech, thought or writing, or that does so in
// the expressions that begin with it.
type Verb struct {
	Lemma       string
	Classes     Class
	Expressions []Expression
}

// A VerbForm is one inflected form of a Verb. Feat uses the verb tags Fin3S,
// Fin3P, Fin12, Inf, PresPart and PastPart, the last with Masc or Fem and Sing or
// Plur.
type VerbForm struct {
	Verb    *Verb
	Feat    Tag
	Classes Class // of Verb
}

// Complement is what must follow an expression.
type Complement uint8

const (
	NoComplement  Complement = iota
	InfComplement            // an infinitive: "tenir à saluer"
	AdjComplement            // an adjective: "se dire prêt"
)

// An Expression is a verb with the words that make it a cue: "tirer" + "la
// sonnette d'alarme".
type Expression struct {
	// Words follow the verb, adverbs and subject clitics aside. The word "_"
	// stands for any determiner: "changer" + "_ ton".
	Words []string
	// Reflexive expressions need a reflexive pronoun before the verb.
	Reflexive bool
	// Clitic is the pronoun "en" or "y" that stands before the verb, empty for
	// none: "s'en prendre" + "à".
	Clitic     string
	Complement Complement
	Classes    Class
}

// NounClass is the set of things a noun can name, as far as reported speech is
// concerned.
type NounClass uint32

const (
	NounPerson   NounClass = 1 << iota // expert, victime
	NounRole                           // stands before a name or takes a complement: ministre
	NounGroup                          // a collective: manifestants, majorité
	NounOrg                            // ministère, parquet
	NounMedia                          // agence, quotidien
	NounDocument                       // communiqué, banderole
	NounSpeech                         // déclaration, propos
	NounWork                           // its title follows in marks: film, roman
	NounTerm                           // its name follows in marks: opération, projet
)

// A NounForm is one form of a noun.
type NounForm struct {
	Lemma   string
	Classes NounClass
	Gender  Gender
	Number  Number
}

// Plural reports whether the form can only be plural.
func (n NounForm) Plural() bool { return n.Number == Plural }

// PlaceType says what a Place is.
type PlaceType uint8

const (
	StatePlace  PlaceType = iota + 1 // a state or territory that speaks as one
	RegionPlace                      // a region, an autonomous part, a continent
	OrgPlace                         // an institution: ONU, Kremlin
	MediaPlace                       // a news agency or a paper: AFP, Tass
)

// A Place is a state, a region, an institution or an agency.
type Place struct {
	Name   string
	Type   PlaceType
	Gender Gender
	Number Number
	// Article is the definite article that the name takes, empty for none:
	// "le", "la", "l'", "les".
	Article  string
	Aliases  []string
	Capitals []string // cities that stand for the place: Moscou, Pyongyang
	Demonyms []string // lower-case forms, see README of the language's data
}

// Plural reports whether the name is plural: "les États-Unis".
func (p *Place) Plural() bool { return p.Number == Plural }

type demonymRef struct {
	place  int32
	gender Gender
	number Number
}

// An Honorific is a title that stands before a name.
type Honorific struct {
	Form   string
	Gender Gender
	Number Number
	Noun   string // what it says of its bearer: "Me" is an avocat; empty for nothing
}

// ClosedClass is the set of closed classes a word or phrase belongs to.
type ClosedClass uint32

const (
	ClosedPrep      ClosedClass = 1 << iota // auprès de, lors de
	ClosedSource                            // introduces a source: selon, d'après
	ClosedPersonal                          // il, elle, lui
	ClosedAnaphor                           // ce dernier, celle-ci, l'intéressé
	ClosedRelative                          // qui, laquelle
	ClosedWeekday                           // mardi
	ClosedMonth                             // juin
	ClosedNegation                          // pas, jamais
	ClosedBetween                           // stands between auxiliary and participle, verb and subject
	ClosedReflexive                         // me, te, se
	ClosedClitic                            // object clitics: le, lui, y, en
	ClosedConj                              // mais, et, tandis que
	ClosedPossessive
	ClosedDeterminer
	ClosedTime // ce lundi, dans la matinée: time phrases that may stand between
)

// A ClosedWord is a word or phrase of one or more closed classes. Gender, Number
// and Person are zero where they do not apply.
type ClosedWord struct {
	Form    string
	Classes ClosedClass
	Gender  Gender
	Number  Number
	Person  uint8 // 1, 2 or 3
}
