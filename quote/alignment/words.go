package alignment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
	"dixit/quote/lang/fr/lemma"
	"dixit/quote/lang/fr/numeral"

	"golang.org/x/text/unicode/norm"
)

// A word is a token of a quotation and where it stands in it. A number of
// several words ("dix-sept", "9 000") is one word.
type word struct {
	span   text.Span
	form   string // lower case, NFC; of an elided word without the apostrophe
	number bool   // form is then "#" and the value
	name   bool   // starts with a capital, and not because a sentence starts
}

// split finds the words of a text. Marks, blanks and apostrophes of any kind
// separate words and are dropped.
func split(s string) []word {
	words := make([]word, 0, len(s)/5+1)
	sentence := true // whether the next word starts a sentence
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !inWord(r) {
			if r == '.' || r == '!' || r == '?' || r == ':' || r == '…' || r == '«' || r == '“' || r == '"' {
				sentence = true
			}
			i += n
			continue
		}
		digits := unicode.IsDigit(r)
		j := i + n
		for j < len(s) {
			r2, n2 := utf8.DecodeRuneInString(s[j:])
			if digits && (r2 == ',' || r2 == '.') && j+1 < len(s) && s[j+1] >= '0' && s[j+1] <= '9' {
				j += 2
				continue
			}
			if !inWord(r2) || unicode.IsDigit(r2) != digits {
				break
			}
			j += n2
		}
		form := s[i:j]
		words = append(words, word{
			span: text.Span{Start: i, End: j},
			form: lower(form),
			name: unicode.IsUpper(r) && !sentence,
		})
		if last := &words[len(words)-1]; last.form == "m" && len(words) > 1 && money(s[j:]) {
			last.form = "mio" // "6 M€"
		}
		sentence = false
		i = j
	}
	return joinNumbers(words)
}

// money reports whether a currency sign comes next.
func money(s string) bool {
	s = strings.TrimLeft(s, " \u00a0\u202f")
	return strings.HasPrefix(s, "€") || strings.HasPrefix(s, "$") || strings.HasPrefix(s, "£")
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
}

func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return norm.NFC.String(strings.ToLower(s))
		}
	}
	return strings.ToLower(s)
}

// joinNumbers replaces the words of each number by one word with its value.
func joinNumbers(words []word) []word {
	var window [12]string // longer than any number people write out
	out := words[:0]
	for i := 0; i < len(words); {
		if !numeral.Starts(words[i].form) {
			out = append(out, words[i])
			i++
			continue
		}
		n := 0
		for n < len(window) && i+n < len(words) {
			window[n] = words[i+n].form
			n++
		}
		value, n := numeral.Parse(window[:n])
		if n == 0 {
			out = append(out, words[i])
			i++
			continue
		}
		w := words[i]
		w.span.End = words[i+n-1].span.End
		i += n
		half := i+2 < len(words) && words[i+1].form == "et" && (words[i+2].form == "demi" || words[i+2].form == "demie")
		if half { // "12 ans et demi"
			value += 0.5
		}
		w.form, w.number, w.name = numeral.Format(value), true, false
		out = append(out, w)
		if half {
			out = append(out, words[i])
			i += 3
		}
	}
	return out
}

// normal writes words in the form in which two quotations that differ in case,
// accents, marks and blanks only are equal.
func normal(words []word) string {
	var b strings.Builder
	n := 0
	for _, w := range words {
		n += len(w.form) + 1
	}
	b.Grow(n)
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(lemma.Fold(w.form))
	}
	return b.String()
}

// Wording returns the words of a text in the form in which two quotations that
// differ in case, accents, marks and blanks only are equal.
func Wording(s string) string { return normal(split(s)) }
