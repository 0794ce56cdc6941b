package lexicon

import "strings"

// A List is a set of the short lists of words that single rules ask for.
type List uint64

const (
	ListPeriod     List = 1 << iota // stretches and points of time: jour, semaine
	ListPerceive                    // reading, hearing, seeing: lit, entend; and the "pouvoir" before them
	ListRuler                       // takes up whoever leads a state or speaks for it: dirigeant
	ListReigns                      // offices that make somebody a ruler: président, roi
	ListInhabitant                  // ends as the names of inhabitants do: sochalien
	ListCount                       // determiners that stand behind another too: les deux
	ListCharge                      // what is said to be for some offence: enquête, condamné
	ListMean                        // verbs that tell what a word means: signifier
	ListRead                        // what is done with articles and works: à lire, à revoir
	ListHearsay                     // auxiliaries that begin a verb of hearsay: aurait
	ListCalled                      // dit, before what a thing is called
	ListSoCalled                    // holds the words behind it at a distance: soi-disant, fameux
	ListWord                        // nouns for words, which follow: mot, terme
	ListNotion                      // what a term stands for: notion, concept
	ListSame                        // takes up who spoke: le même
	ListImpersonal                  // verbs whose "il" is nobody: faut, suffit
	ListSeems                       // verbs whose "il" is nobody before "que": semble
	ListClock                       // times of day: midi, heures
	ListCircle                      // those around somebody, who speak for themselves: entourage
	ListRelative                    // calls somebody by whose relative they are: mère, mari
	ListCites                       // verbs whose object is the author of the words: invoquer
	ListPrenominal                  // adjectives that stand before their noun: ancien ministre
	ListCopula                      // joins as être does: semble, reste
	ListMoves                       // participles whose perfect takes être, so that it is no passive: est venu
	ListParticle                    // can stand inside a person's name: Dominique de Villepin
	ListHappens                     // verbs that say, reflexive, what happens: se poursuivre
	ListVoice                       // what one speaks with: répète d'une voix sourde
	ListTenure                      // what "en" adds to an office: rédacteur en chef
	ListDomain                      // leads, with a preposition, to an office's domain: chargé de, auprès de
	ListDeputy                      // offices whose domain comes with "à": adjoint aux sports
	ListDelegated                   // gives an office a domain that comes with "à": ministre déléguée à la ville
	ListFinds                       // verbs for coming upon what another wrote: retrouver
	ListWitness                     // verbs for seeing or hearing what happens: constater
	ListReporter                    // who writes for a paper: journaliste, correspondant
	ListHeading                     // nouns for what something is called: titre, intitulé
	ListSite                        // a place that a name follows: le quartier Vaubry
	ListDerived                     // ends as words coined in French do: surtransposition
	ListBound                       // what a number is a bound of: plus de 65 ans
	ListBelongs                     // verbs that tell with a preposition what something is or does: relever du hasard
	ListAge                         // counts the years that somebody has lived: 34 ans
	ListFormer                      // says that an office is somebody's no more: l'ancien maire
	ListLocality                    // tells, before "de", that a place's name follows: la gare de Vaubry
	ListSaint                       // begins the names of towns: Saint-Vaubry
	ListRecast                      // takes up whom the text has just named, whatever it is of: locataire de l'Élysée, chef de file des centristes
	ListNickname                    // introduces, with a colon, what somebody is called: Son surnom : « Mister Digital »
	ListRegard                      // verbs for a view that a body cannot be heard to hold: voir, considérer
	ListReply                       // begins an answer: non, oui
	ListUnnamed                     // nouns for those whose name nobody may know: de source policière
	ListDub                         // verbs that, besides speaking, tell what a thing is called: le modèle dit « … »
	ListTheme                       // nouns whose own name follows them, not words: le thème « … »
	ListWording                     // somebody's words, as words: selon les mots du maire
	ListPassOn                      // verbs, as participles, that pass on another's words: l'agence, citant le préfet
	ListBe                          // the forms of the verb that joins subject and complement: être
	ListDegree                      // may stand before an adjective of its noun: le plus ancien
	ListConcerned                   // takes up whom the text is about: l'intéressé
	ListPoints                      // begins a sentence that points back at the words before it: voilà, telle
	ListLabel                       // begins a line that tells what a picture shows or whose it is: légende
	ListSends                       // verbs for what is done with a message: envoyer, laisser
	ListOutcome                     // announces, with a colon, what came of something: verdict, objectif
)

var listCodes = []code[List]{
	{"age", ListAge},
	{"belongs", ListBelongs},
	{"bound", ListBound},
	{"be", ListBe},
	{"called", ListCalled},
	{"charge", ListCharge},
	{"circle", ListCircle},
	{"cites", ListCites},
	{"clock", ListClock},
	{"concerned", ListConcerned},
	{"copula", ListCopula},
	{"count", ListCount},
	{"degree", ListDegree},
	{"delegated", ListDelegated},
	{"deputy", ListDeputy},
	{"derived", ListDerived},
	{"domain", ListDomain},
	{"dub", ListDub},
	{"finds", ListFinds},
	{"former", ListFormer},
	{"happens", ListHappens},
	{"heading", ListHeading},
	{"hearsay", ListHearsay},
	{"impersonal", ListImpersonal},
	{"inhabitant", ListInhabitant},
	{"label", ListLabel},
	{"locality", ListLocality},
	{"mean", ListMean},
	{"moves", ListMoves},
	{"nickname", ListNickname},
	{"notion", ListNotion},
	{"outcome", ListOutcome},
	{"particle", ListParticle},
	{"passon", ListPassOn},
	{"perceive", ListPerceive},
	{"period", ListPeriod},
	{"points", ListPoints},
	{"prenominal", ListPrenominal},
	{"read", ListRead},
	{"recast", ListRecast},
	{"regard", ListRegard},
	{"reigns", ListReigns},
	{"relative", ListRelative},
	{"reply", ListReply},
	{"reporter", ListReporter},
	{"ruler", ListRuler},
	{"saint", ListSaint},
	{"same", ListSame},
	{"seems", ListSeems},
	{"sends", ListSends},
	{"site", ListSite},
	{"socalled", ListSoCalled},
	{"tenure", ListTenure},
	{"theme", ListTheme},
	{"unnamed", ListUnnamed},
	{"voice", ListVoice},
	{"witness", ListWitness},
	{"word", ListWord},
	{"wording", ListWording},
}

// An affix is how the words of a list begin or end.
type affix struct {
	letters string
	list    List
}

// minStem is the number of bytes that a word must have before an ending of a list.
const minStem = 4

// loadLists reads the name of a list and its words, separated by commas. A word
// that ends with * stands for all that begin so, one that begins with * for all
// that end so.
func (l *Lexicon) loadLists(r *reader) {
	l.lists = make(map[string]List, r.count(","))
	for r.next() {
		list := codes(r, r.field(), ",", listCodes)
		for word := range strings.SplitSeq(r.word(), ",") {
			begins, beginning := strings.CutSuffix(word, "*")
			ends, ending := strings.CutPrefix(word, "*")
			switch {
			case word == "" || begins == "" || ends == "":
				r.fail("an empty word")
			case beginning:
				l.beginnings[begins[0]] = append(l.beginnings[begins[0]], affix{begins, list})
			case ending:
				last := ends[len(ends)-1]
				l.endings[last] = append(l.endings[last], affix{ends, list})
			default:
				l.lists[word] |= list
			}
		}
	}
}

// Listed returns the lists that a word or phrase is in.
func (l *Lexicon) Listed(lower string) List {
	in := l.lists[lower]
	if lower == "" {
		return in
	}
	for _, a := range l.beginnings[lower[0]] {
		if strings.HasPrefix(lower, a.letters) {
			in |= a.list
		}
	}
	for _, a := range l.endings[lower[len(lower)-1]] {
		if len(lower) >= len(a.letters)+minStem && strings.HasSuffix(lower, a.letters) {
			in |= a.list
		}
	}
	return in
}
