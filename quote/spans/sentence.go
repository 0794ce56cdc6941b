package spans

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pause holds the bytes at which a sentence or clause may end.
var pause = [256]bool{'.': true, '!': true, '?': true, ',': true, 0xE2: true}

// countSentences counts in body[from:to] the ends of sentences that another one
// follows, in the range or right behind it, and the attributions inserted after
// a comma ("…, a dit la maire").
func (c *scan) countSentences(from, to int) (sentences, inserted int32) {
	body := c.body
	for i := from; i < to; i++ {
		if !pause[body[i]] {
			continue
		}
		if body[i] == ',' {
			if c.insertion(i + 1) {
				inserted++
			}
		} else if c.sentenceEnd(i) {
			sentences++
		}
	}
	return sentences, inserted
}

// sentenceEnd reports whether the byte at i ends a sentence: one of . ! ? … with
// a capital, or nothing, next on the line.
func (c *scan) sentenceEnd(i int) bool {
	body := c.body
	next := i + 1
	switch body[i] {
	case '.':
		start := i
		for start > 0 && i-start < 8 && body[start-1] != ' ' && body[start-1] != '\n' && body[start-1] != '\'' && body[start-1] != '.' {
			start--
		}
		if word := body[start:i]; c.rules.abbreviation[word] || len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z' {
			return false
		}
	case '!', '?':
	case 0xE2:
		if !strings.HasPrefix(body[i:], "…") {
			return false
		}
		next = i + 3
	default:
		return false
	}
	for gap := false; next < len(body) && next < i+maxBlank; {
		r, n := utf8.DecodeRuneInString(body[next:])
		switch {
		case r == '\n':
			return true
		case isSpace(r):
			gap = true
		case markRune(r) || opening(r) || r == ')' || r == '’' || r == '\'':
			gap = true
		default:
			return gap && unicode.IsUpper(r) || r == '[' || r == '—' || r == '–'
		}
		next += n
	}
	return true
}

// insertion reports whether the text at i, after a comma, begins an attribution:
// "a déclaré", "a-t-il ajouté", "explique", "nous dit".
func (c *scan) insertion(i int) bool {
	w, next := c.word(i)
	switch w {
	case "nous", "lui", "leur", "se", "en", "y":
		w, next = c.word(next)
	}
	if w == "" {
		return false
	}
	if strings.Contains(w, "’") {
		w = strings.ReplaceAll(w, "’", "'")
	}
	w = strings.TrimPrefix(w, "m'")
	for _, tail := range [...]string{"-t-il", "-t-elle", "-t-on", "-il", "-elle", "-ils", "-elles", "-on"} {
		if strings.HasSuffix(w, tail) {
			return true
		}
	}
	if !c.rules.insertion[w] {
		return false
	}
	if c.rules.auxiliary[w] {
		w, _ = c.word(next)
		for _, tail := range [...]string{"é", "it", "is", "u"} {
			if strings.HasSuffix(w, tail) {
				return true
			}
		}
		return false
	}
	return true
}

// word returns the run of letters, hyphens and apostrophes that begins at i,
// spaces before it left out, as far as 32 bytes, and its end.
func (c *scan) word(i int) (w string, end int) {
	body := c.body
	for i < len(body) && (body[i] == ' ' || body[i] == 0xC2 && strings.HasPrefix(body[i:], "\u00a0")) {
		i++
		if body[i-1] == 0xC2 {
			i++
		}
	}
	end = i
	for end < len(body) && end < i+32 {
		r, n := utf8.DecodeRuneInString(body[end:])
		if !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '’' {
			break
		}
		end += n
	}
	return body[i:end], end
}

// hasWord reports whether s holds a letter or a digit.
func hasWord(s string) bool {
	for _, r := range s {
		if wordRune(r) {
			return true
		}
	}
	return false
}

// spoken reports whether s holds a word of the first or second person.
func (c *scan) spoken(s string) bool {
	start := -1
	for i := 0; i <= len(s); i++ {
		letter := i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= 0x80 && s[i] != 0xE2)
		if letter && start < 0 {
			start = i
		}
		if letter || start < 0 {
			if i < len(s) && s[i] == 0xE2 {
				i += 2
			}
			continue
		}
		if w := s[start:i]; len(w) <= 8 {
			if (len(w) == 1) && i < len(s) && (s[i] == '\'' || s[i] == 0xE2) {
				if w == "j" || w == "J" || w == "m" || w == "M" {
					return true
				}
			} else if len(w) > 1 && (c.rules.person[w] || c.rules.person[strings.ToLower(w)]) {
				return true
			}
		}
		start = -1
		if i < len(s) && s[i] == 0xE2 {
			i += 2
		}
	}
	return false
}
