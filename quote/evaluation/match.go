package evaluation

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// fold reduces a text to its words in the letters a–z and digits, without accents,
// one space between words. It is what annotated and found texts and names are
// compared by, and deliberately coarser than the folding of names elsewhere: the
// measure must not change with the program.
func fold(s string) string {
	s = strings.ReplaceAll(strings.ToLower(s), "œ", "oe")
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		case r >= 0x300 && norm.NFKD.PropertiesString(string(r)).CCC() != 0:
			// A combining mark: NFKD has taken the accents off their letters.
		default:
			gap = true
		}
	}
	return b.String()
}

// withoutArticle leaves out the article that a folded name begins with.
func withoutArticle(name string) string {
	first, rest, ok := strings.Cut(name, " ")
	if ok && slices.Contains([]string{"le", "la", "les", "l", "un", "une", "des"}, first) {
		return rest
	}
	return name
}

// sameSpeaker reports whether name is a right answer for the annotation: its
// speaker or one of its aliases, with or without an article; a name that holds all
// the words of one of them, where these are two or more; or the surname alone.
func sameSpeaker(a *Annotation, name string) bool {
	p := fold(name)
	words := strings.Fields(p)
	q := withoutArticle(p)
	qWords := strings.Fields(q)
	for _, n := range append([]string{a.speaker()}, a.Aliases...) {
		if n == "" {
			continue
		}
		n = withoutArticle(fold(n))
		nWords := strings.Fields(n)
		if n == q || len(nWords) > 1 && subset(nWords, qWords) {
			return true
		}
	}
	full := strings.Fields(fold(a.speaker()))
	return len(words) > 0 && len(full) > 0 && subset(words, full) && words[len(words)-1] == full[len(full)-1]
}

// subset reports whether every word of a is one of b.
func subset(a, b []string) bool {
	for _, w := range a {
		if !slices.Contains(b, w) {
			return false
		}
	}
	return true
}
