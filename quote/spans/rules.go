package spans

import "strings"

// Rules are the facts of one language that finding quotations depends on.
type Rules struct {
	elision      map[string]bool // words before an apostrophe
	abbreviation map[string]bool // words whose full stop ends no sentence
	person       map[string]bool // words of the first and second person
	self         map[string]bool // pronouns of the first person as a subject
	narration    map[string]bool // words that date an event
	insertion    map[string]bool // verbs that begin an inserted attribution
	auxiliary    map[string]bool // verbs that say something there only with a participle behind them
	particle     map[string]bool // lower-case words within a name
	notName      map[string]bool // capitalised words that no name holds
	notFirst     map[string]bool // capitalised words that no name begins with
	judgement    map[string]bool // words that go with a judgement
	press        map[string]bool // nouns for those who write articles and take pictures
	credit       map[string]bool // words of a picture's caption
	asks         map[string]bool // first words of an interviewer's label
}

// ParseRules reads rules from a table: on each line the name of a list, a tab
// and words between spaces. Lines that begin with # and lists of other names
// are passed over.
func ParseRules(table string) *Rules {
	r := &Rules{}
	lists := map[string]*map[string]bool{
		"elision": &r.elision, "abbreviation": &r.abbreviation, "person": &r.person, "self": &r.self, "narration": &r.narration,
		"insertion": &r.insertion, "auxiliary": &r.auxiliary, "particle": &r.particle, "notname": &r.notName, "notfirst": &r.notFirst, "asks": &r.asks,
		"judgement": &r.judgement, "press": &r.press, "credit": &r.credit,
	}
	for _, list := range lists {
		*list = map[string]bool{}
	}
	for line := range strings.Lines(table) {
		name, words, _ := strings.Cut(line, "\t")
		if list := lists[name]; list != nil {
			for _, w := range strings.Fields(words) {
				(*list)[w] = true
			}
		}
	}
	return r
}
