package request

import (
	"slices"
	"strings"

	"dixit/index"
	"dixit/quote/speakers"
)

// Named reports whether one of a speaker's names has all the words of name,
// accents and case aside; the last of them may be only begun.
func Named(s *index.SpeakerInfo, name string) bool {
	want := strings.Fields(speakers.Fold(name))
	has := func(name string) bool {
		have := strings.Fields(speakers.Fold(name))
		for i, w := range want {
			last := i == len(want)-1
			if !slices.ContainsFunc(have, func(h string) bool { return h == w || last && strings.HasPrefix(h, w) }) {
				return false
			}
		}
		return true
	}
	return has(s.Name) || has(s.ID) || slices.ContainsFunc(s.Aliases, has)
}
