package lexicon

import (
	"slices"
	"strings"
)

// NounPhrases lists, sorted, the nouns of several words ("premier ministre"),
// for a stage that builds a matcher of phrases.
func (l *Lexicon) NounPhrases() []string {
	var list []string
	for _, s := range l.nounIndex.slots {
		if s.n != 0 && strings.ContainsAny(s.key, " '") {
			list = append(list, s.key)
		}
	}
	slices.Sort(list)
	return list
}
