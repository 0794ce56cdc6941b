package speakers

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Newspapers write one Russian, Ukrainian, Arabic, Persian or Korean name in the
// letters of their own language: Choïgou in French, Shoigu in English, Schoigu in
// German. A spelling is read aloud, so to speak, by each of the three sets of
// letter values, and two words are one name when some reading of the one equals
// some reading of the other:
//
//	            French    English   German
//	Choïgou     Soigu     Coigou    hoigou
//	Shoigu      Soigu     Soigu     Soigu
//
// Only what distinguishes those letter values is levelled. "Martin" and "Martine",
// "Michel" and "Michelle", "Dupond" and "Dupont" stay apart. Given names that have
// a form in each language rather than a spelling (Sergueï, Serhii), and the
// syllables of Korean, whose romanisations follow no rule, are listed in
// spellings.txt.

//go:embed spellings.txt
var spellingsText string

// SameName reports whether a and b are spellings of one name: equal when folded
// (Kim Jong-un, Kim Jong Un), or in other letters' values (Poutine, Putin;
// Loukachenko, Lukaschenko). It compares whole names: "Poutine" is not the same
// name as "Vladimir Poutine". It is symmetric, knows no registry, and would rather
// miss a pair than join two people.
func SameName(a, b string) bool {
	a, b = Fold(a), Fold(b)
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	if len(a) > maxName || len(b) > maxName {
		return false
	}
	x, y := strings.Fields(a), strings.Fields(b)
	if len(x) != len(y) {
		x, y = withoutPatronymic(x), withoutPatronymic(y)
	}
	if len(x) == len(y) {
		return sameWords(x, y)
	}
	// Words are also written together: Jongun, Abdelfattah.
	if len(x) < 2 || len(y) < 2 {
		return false
	}
	return sameWord(joined(x), joined(y), true)
}

// SameFolded is SameName of two folded names that have the same number of words,
// at least one, given as these.
func SameFolded(x, y []string) bool {
	if slices.Equal(x, y) {
		return true
	}
	return length(x) <= maxName && length(y) <= maxName && sameWords(x, y)
}

// maxName bounds the names that are compared sound by sound, in bytes.
const maxName = 100

// length is how long the words are with a space between each two.
func length(words []string) int {
	n := len(words) - 1
	for _, w := range words {
		n += len(w)
	}
	return n
}

func sameWords(x, y []string) bool {
	sp := spellings()
	last := len(x) - 1
	if len(x) == 3 && sameSyllables(sp.korean, x, y) {
		return true
	}
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if c := sp.given[x[i]]; i < last && c != 0 && c == sp.given[y[i]] {
			continue
		}
		if !sameWord(x[i], y[i], i == last) {
			return false
		}
	}
	return true
}

// sameSyllables reports whether all three words are Korean syllables, each
// spelt in one of its ways.
func sameSyllables(classes map[string]int, x, y []string) bool {
	for i := range x {
		if c := classes[x[i]]; c == 0 || c != classes[y[i]] {
			return false
		}
	}
	return true
}

// joined writes the words of a name together, those that have several spellings
// in the first of these.
func joined(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i < len(words)-1 && (w == "el" || w == "bin" || w == "ibn") {
			w = map[string]string{"el": "al", "bin": "ben", "ibn": "ben"}[w]
		}
		b.WriteString(w)
	}
	return b.String()
}

// withoutPatronymic leaves out a second of three words that is a Russian or
// Ukrainian patronymic.
func withoutPatronymic(words []string) []string {
	if len(words) != 3 {
		return words
	}
	for _, s := range []string{"ovitch", "evitch", "ovich", "evich", "ovych", "ovytch", "owitsch", "ewitsch", "itch", "ovna", "evna", "ivna", "owna", "ewna"} {
		if strings.HasSuffix(words[1], s) {
			return []string{words[0], words[2]}
		}
	}
	return words
}

// sameWord compares two words by sound. last words lose a mute e that French adds
// (Poutine, Salmane). Short words are too easily alike.
func sameWord(x, y string, last bool) bool {
	if x == y {
		return true
	}
	if max(len(x), len(y)) < 5 || !mayBeginAlike(x[0], y[0]) || skeleton(x) != skeleton(y) {
		return false
	}
	return soundAlike(x, y, last)
}

// skeleton hashes what every reading of a word keeps: its letters that stand for
// one sound whatever the letter values, f, p, v and w taken for one and those
// between them left out, the doubled once. It spares nearly all pairs of names
// the reading.
func skeleton(w string) uint32 {
	h, last := uint32(0), byte(0)
	for i := 0; i < len(w); i++ {
		if c := bones[w[i]]; c != 0 && c != last {
			h = (h ^ uint32(c)) * 16777619
			last = c
		}
	}
	return h
}

var bones = func() (t [256]byte) {
	for i, letters := range [...]string{"b", "fpvw", "g", "l", "m", "n", "r"} {
		for _, c := range letters {
			t[c] = byte(i + 1)
		}
	}
	return t
}()

// mayBeginAlike reports whether two first letters may spell one sound, in any
// letter values: it spares most pairs of names the reading. Letters that are not
// ASCII may be anything.
func mayBeginAlike(x, y byte) bool {
	if x == y || x >= utf8.RuneSelf || y >= utf8.RuneSelf {
		return true
	}
	for _, class := range [...]string{
		"aeijouy",  // Iouri, Yuri, Juri; Eltsine, Jelzin
		"cdjstz",   // tch, ch; dj, dsch, j; Selenskyj, Zelensky
		"cghkqx",   // Khodorkovski, Chodorkowski; c, k, q
		"vw", "fp", // Wladimir; ph
	} {
		if strings.IndexByte(class, x) >= 0 && strings.IndexByte(class, y) >= 0 {
			return true
		}
	}
	return false
}

// soundAlike reports whether some reading of x equals some reading of y.
func soundAlike(x, y string, last bool) bool {
	var rx [3]string
	for l := range rx {
		rx[l] = sound(x, letters(l), last)
	}
	for l := range rx {
		s := sound(y, letters(l), last)
		if s == rx[0] || s == rx[1] || s == rx[2] {
			return true
		}
	}
	return false
}

// letters says whose letter values a word is read by.
type letters int

const (
	french letters = iota
	english
	german
)

type consonant struct{ spelt, sound string }

// Sounds are written as letters, and in capitals those that English writes sh (S),
// ch (C), zh (Z) and j (D). Longer spellings stand before their beginnings.
var consonants = [3][]consonant{
	french: {
		{"chtch", "SC"}, {"tsch", "C"}, {"tch", "C"}, {"sch", "S"}, {"sh", "S"}, {"chr", "kr"}, {"ch", "S"},
		{"dj", "D"}, {"zh", "Z"}, {"j", "Z"}, {"kh", "h"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"}, {"dh", "d"}, {"bh", "b"},
		{"gue", "ge"}, {"gui", "gi"}, {"guy", "gi"}, {"qu", "k"}, {"q", "k"}, {"ck", "k"}, {"tz", "ts"}, {"x", "ks"}, {"w", "v"},
		{"ou", "u"},
	},
	english: {
		{"shch", "SC"}, {"tch", "C"}, {"tsh", "C"}, {"sch", "S"}, {"sh", "S"}, {"chr", "kr"}, {"ch", "C"},
		{"dzh", "D"}, {"dj", "D"}, {"zh", "Z"}, {"j", "D"}, {"kh", "h"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"}, {"dh", "d"}, {"bh", "b"},
		{"gue", "ge"}, {"gui", "gi"}, {"qu", "k"}, {"q", "k"}, {"ck", "k"}, {"tz", "ts"}, {"x", "ks"},
		{"oo", "u"}, {"ee", "i"},
	},
	german: {
		{"schtsch", "SC"}, {"tsch", "C"}, {"dsch", "D"}, {"sch", "S"}, {"sh", "S"}, {"chr", "kr"}, {"ch", "h"},
		{"kh", "h"}, {"gh", "g"}, {"ph", "f"}, {"th", "t"}, {"dh", "d"}, {"bh", "b"},
		{"qu", "k"}, {"q", "k"}, {"ck", "k"}, {"tz", "ts"}, {"z", "ts"}, {"x", "ks"}, {"w", "v"},
		{"ae", "a"}, {"oe", "o"}, {"ue", "u"},
	},
}

// spelt has the consonants by the first letters of their spellings.
var spelt = func() (t [3][256][]consonant) {
	for l, list := range consonants {
		for _, c := range list {
			first := c.spelt[0]
			t[l][first] = append(t[l][first], c)
		}
	}
	return t
}()

// sound reads a folded word aloud. Besides consonants, it levels
//   - i, y, j and their doublings: Zelensky, Zelenskyy, Selenskyj; before a vowel j:
//     Iouri, Yuri, Juri; and nothing before e and a consonant: Iermak, Yermak, Ermak;
//   - doubled consonants, and h behind a last vowel: Sissi, Sisi; Haniyeh, Haniyé;
//   - -off and -eff for -ov and -ev;
//   - in French a last mute e behind n: Poutine, Salmane.
func sound(w string, l letters, last bool) string {
	if stem, ok := strings.CutSuffix(w, "ff"); ok && len(stem) > 3 {
		w = stem + "v"
	}
	if n := len(w); n > 2 && w[n-1] == 'h' && vowel(w[n-2]) {
		w = w[:n-1]
	}
	if last && l == french && muteE(w) {
		w = w[:len(w)-1]
	}
	glide := func(c byte) bool { return c == 'i' || c == 'y' || c == 'j' && l == german }
	b := make([]byte, 0, len(w))
	put := func(s string) {
		for i := 0; i < len(s); i++ {
			if n := len(b); n > 0 && b[n-1] == s[i] && !vowel(s[i]) {
				continue
			}
			b = append(b, s[i])
		}
	}
next:
	for i := 0; i < len(w); {
		for _, c := range spelt[l][w[i]] {
			if strings.HasPrefix(w[i:], c.spelt) {
				put(c.sound)
				i += len(c.spelt)
				continue next
			}
		}
		c := w[i]
		switch {
		case glide(c):
			for i < len(w) && glide(w[i]) {
				i++
			}
			switch {
			case i == len(w) || !vowel(w[i]):
				put("i")
			case w[i] == 'e' && i+1 < len(w) && !vowel(w[i+1]):
			default:
				put("j")
			}
			continue
		case c == 'c':
			if i+1 < len(w) && (w[i+1] == 'e' || glide(w[i+1])) {
				put("s")
			} else {
				put("k")
			}
		case c == 's' && l == german && i+1 < len(w) && vowel(w[i+1]) && (i == 0 || vowel(w[i-1])):
			put("z")
		default:
			put(w[i : i+1])
		}
		i++
	}
	return string(b)
}

// vowel includes y, which is one wherever it is not a glide.
func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

// muteE reports whether the last e of a word may be one that French adds to keep
// the n before it sounding, and not the mark of a woman's name.
func muteE(w string) bool {
	if len(w) < 6 || !(strings.HasSuffix(w, "ine") || strings.HasSuffix(w, "ane") || strings.HasSuffix(w, "oune")) {
		return false
	}
	return !spellings().womens[w]
}

type spellingLists struct {
	given, korean map[string]int // spelling → number of its line
	womens        map[string]bool
}

var spellings = sync.OnceValue(func() spellingLists {
	l, err := parseSpellings(spellingsText)
	if err != nil {
		panic("speakers: spellings.txt: " + err.Error())
	}
	return l
})

func parseSpellings(text string) (spellingLists, error) {
	l := spellingLists{given: map[string]int{}, korean: map[string]int{}, womens: map[string]bool{}}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		if line == "" || line[0] == '#' {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		for w := range strings.FieldsSeq(rest) {
			switch {
			case Fold(w) != w || !utf8.ValidString(w):
				return l, fmt.Errorf("line %d: %q is not folded", n, w)
			case kind == "given" && l.given[w] == 0:
				l.given[w] = n
			case kind == "korean" && l.korean[w] == 0:
				l.korean[w] = n
			case kind == "women" && !l.womens[w]:
				l.womens[w] = true
			default:
				return l, fmt.Errorf("line %d: %q stands here twice, or %q is no kind of line", n, w, kind)
			}
		}
	}
	return l, nil
}
