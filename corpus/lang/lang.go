// Package lang tells the language of a news text.
package lang

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

const (
	// sample is how many bytes of a text are looked at.
	sample = 2 << 10
	// hard is how many bytes the trigram detector gets; it costs 0.3 ms for 500.
	hard = 600
	// sure is how many points settle a language, if no other one has half as many:
	// a function word of several languages is one point for each, one that is a
	// language's own three.
	sure = 12
)

// Detect returns the language of text as a two-letter code (ISO 639-1), or "" for
// text that is too short or in none of the languages it knows: French, English,
// German, Spanish, Italian, Portuguese, Dutch, Russian, Ukrainian,
// Arabic, Chinese, Japanese and Korean.
//
// Function words decide where they are clear, in some 10 µs; otherwise letter
// trigrams do, thirty times slower (whatlanggo, after Cavnar and Trenkle, 1994).
func Detect(text string) string {
	text = text[:min(len(text), sample)]
	if code := byWords(text); code != "" {
		return code
	}
	return byTrigrams(text)
}

// functionWords are frequent short words of each language that few others share.
var functionWords = []struct{ code, words string }{
	{"fr", "le la les des une est dans pour pas sur avec qui du au aux par ce cette ces ont été mais et en ne se son sa ses il elle ils nous leur leurs que sont était après selon"},
	{"en", "the of and to in is that for it with as was on are by this be at from have has not but they his their which an were been will said"},
	{"de", "der die das und in den von zu mit ist im für auf nicht ein eine dem des sich als auch es an werden aus er hat dass sie nach wird bei noch wie über"},
	{"es", "el la los las de que y en un una por con no para su se del al lo como más pero sus es fue ha este esta según también"},
	{"it", "il la che di e un una per non con del della dei delle sono è in si le gli da al nel alla ha anche più come ma lo dal questo"},
	{"pt", "o a os as de que e em um uma para com não por no na dos das ao se mais como mas foi é do da seu sua pelo pela também"},
	{"nl", "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door maar uit naar worden werd heeft nog over"},
}

// languages maps a function word to the bits of its languages.
var languages = sync.OnceValue(func() map[string]uint16 {
	m := make(map[string]uint16)
	for i, l := range functionWords {
		for word := range strings.FieldsSeq(l.words) {
			m[word] |= 1 << i
		}
	}
	return m
})

// byWords counts the points of function words and returns the language that
// clearly has most of them, or "".
func byWords(text string) string {
	table := languages()
	var counts [16]int
	var word [16]byte
	for i := 0; i < len(text); {
		n := 0
		start := i
		for i < len(text) {
			b := text[i]
			if 'A' <= b && b <= 'Z' {
				b |= 0x20
			} else if !('a' <= b && b <= 'z' || b >= utf8.RuneSelf) {
				break
			}
			if n < len(word) {
				word[n] = b
			}
			n++
			i++
		}
		if i == start {
			i++
			continue
		}
		if n >= len(word) {
			continue
		}
		found := table[string(word[:n])]
		points := 1
		if found&(found-1) == 0 {
			points = 3
		}
		for l := 0; found != 0; found, l = found>>1, l+1 {
			counts[l] += int(found&1) * points
		}
	}
	best, second := 0, -1
	for i := 1; i < len(functionWords); i++ {
		switch {
		case counts[i] > counts[best]:
			best, second = i, best
		case second < 0 || counts[i] > counts[second]:
			second = i
		}
	}
	if counts[best] < sure || counts[best] < 2*counts[second] {
		return ""
	}
	return functionWords[best].code
}

// candidates are the languages that trigrams choose from.
var candidates = sync.OnceValue(func() whatlanggo.Options {
	list := map[whatlanggo.Lang]bool{}
	for _, l := range []whatlanggo.Lang{
		whatlanggo.Fra, whatlanggo.Eng, whatlanggo.Deu, whatlanggo.Spa, whatlanggo.Ita, whatlanggo.Por, whatlanggo.Nld,
		whatlanggo.Rus, whatlanggo.Ukr, whatlanggo.Arb, whatlanggo.Cmn, whatlanggo.Jpn, whatlanggo.Kor,
	} {
		list[l] = true
	}
	return whatlanggo.Options{Whitelist: list}
})

// byTrigrams asks the detector, from the first letter on.
func byTrigrams(text string) string {
	end := min(len(text), hard)
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	text = strings.ToValidUTF8(text[:end], " ")
	if len(strings.TrimSpace(text)) < 20 {
		return ""
	}
	info := whatlanggo.DetectWithOptions(text, candidates())
	if info.Lang < 0 || info.Confidence < 0.1 {
		return ""
	}
	return info.Lang.Iso6391()
}
