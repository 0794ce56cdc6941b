package text

import (
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// A TokenKind says what a token is.
type TokenKind uint8

const (
	Word   TokenKind = iota // letters, with inner hyphens, apostrophes and digits
	Number                  // digits, with inner separators: "1 200" is two, "3,5" one
	Punct                   // one punctuation mark or symbol; a run of dots is one
)

// TokenFlags are properties of a token's spelling and surroundings.
type TokenFlags uint8

const (
	Capital     TokenFlags = 1 << iota // a word that begins with a capital letter
	AllCaps                            // two letters or more, all of them capitals
	Elided                             // ends in an apostrophe: "l'", "qu'"
	Enclitic                           // a subject pronoun behind its verb: "-t-il"
	Abbreviated                        // the full stop belongs to the word: "M."
	SpaceBefore                        // white space or a line start stands before it
)

// A Token is a word, a number or a punctuation mark of a text.
type Token struct {
	Start, End int32
	Kind       TokenKind
	Flags      TokenFlags
	Rune       rune // of a Punct token, its (first) rune; 0 for others
}

// Span is the token's place in the text.
func (t Token) Span() Span { return Span{int(t.Start), int(t.End)} }

// Is reports whether the token has all the flags f.
func (t Token) Is(f TokenFlags) bool { return t.Flags&f == f }

// Tokenize appends to dst the tokens of body[span.Start:span.End] and returns
// the extended slice. Every byte that is not white space belongs to exactly one
// token, so that tokens can be joined back; bytes that are not UTF-8 count as
// punctuation. A word is split behind an elision ("l'|accord") and before an
// inverted subject pronoun ("déclare|-t-il"), where the parts act as words of
// their own.
func Tokenize(dst []Token, body string, span Span) []Token {
	i, space := span.Start, true
	for i < span.End {
		c := body[i]
		if c < utf8.RuneSelf {
			class := asciiClass[c]
			switch class {
			case isSpace:
				i++
				space = true
				continue
			case isOther:
				dst, i = punct(dst, body, i, span.End, space)
				space = false
				continue
			}
		} else if r, size := utf8.DecodeRuneInString(body[i:span.End]); r == '\u00a0' || r == '\u202f' || r == '\ufeff' || r == '\u200b' || unicode.IsSpace(r) {
			i += size
			space = true
			continue
		} else if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			dst, i = punct(dst, body, i, span.End, space)
			space = false
			continue
		}
		if to, flags, ok := plainWord(body, i, span.End); ok {
			if space {
				flags |= SpaceBefore
			}
			dst = append(dst, Token{Start: int32(i), End: int32(to), Kind: Word, Flags: flags})
			i = to
		} else {
			dst, i = anyWord(dst, body, i, span.End, space)
		}
		space = false
	}
	return dst
}

// Classes of ASCII bytes.
const (
	isOther uint8 = iota
	isSpace
	isLetter
	isDigit
)

var asciiClass = func() (t [utf8.RuneSelf]uint8) {
	for _, c := range " \t\n\r\v\f" {
		t[c] = isSpace
	}
	for c := '0'; c <= '9'; c++ {
		t[c] = isDigit
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = isLetter, isLetter
	}
	return t
}()

// letterAt reports whether a letter, a combining mark or a digit stands at i,
// and how long it is.
func letterAt(body string, i, end int) (size int, digit, upper, ok bool) {
	if i >= end {
		return 0, false, false, false
	}
	c := body[i]
	if c < utf8.RuneSelf {
		k := asciiClass[c]
		return 1, k == isDigit, c >= 'A' && c <= 'Z', k == isLetter || k == isDigit
	}
	r, size := utf8.DecodeRuneInString(body[i:end])
	if r == utf8.RuneError && size <= 1 {
		return 1, false, false, false
	}
	// The common case, Latin letters, without the tables of package unicode.
	if r >= 0xC0 && r <= 0x17F && r != 0xD7 && r != 0xF7 {
		up := r <= 0xDE || (r >= 0x100 && unicode.IsUpper(r))
		return size, false, up, true
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		return size, false, unicode.IsUpper(r), true
	}
	return size, unicode.IsDigit(r), false, unicode.IsDigit(r)
}

// apostropheAt is the length of the apostrophe at i, 0 where there is none.
func apostropheAt(body string, i, end int) int {
	if i < end && body[i] == '\'' {
		return 1
	}
	if i+3 <= end && body[i] == 0xE2 && body[i+1] == 0x80 && body[i+2] == 0x99 { // ’
		return 3
	}
	return 0
}

// Classes of the bytes of plain words.
const (
	lowerByte uint8 = iota + 1
	upperByte
	leadByte  // of À to ÿ, whose second bytes secondByte has
	breakByte // ends a word for certain, whatever stands behind it
)

var wordByte = func() (t [256]uint8) {
	for _, c := range " \t\n\r\v\f,;:!?()[]{}\"/\\<>=+*&%$#@_|~^`" {
		t[c] = breakByte
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = lowerByte, upperByte
	}
	t[0xC3] = leadByte
	return t
}()

var secondByte = func() (t [256]uint8) {
	for c := 0x80; c <= 0xBF; c++ {
		switch r := rune(c - 0x80 + 0xC0); {
		case r == '×' || r == '÷':
		case r <= 'Þ':
			t[c] = upperByte
		default:
			t[c] = lowerByte
		}
	}
	return t
}()

// longestAbbreviation is a length in bytes from which the full stop behind a plain
// word is never its own: see abbreviates.
const longestAbbreviation = 6

// plainLower reports whether a letter from a to z or from à to ÿ stands at i.
func plainLower(s string, i int) bool {
	return i < len(s) && (wordByte[s[i]] == lowerByte || wordByte[s[i]] == leadByte && i+1 < len(s) && secondByte[s[i+1]] == lowerByte)
}

// lowerBytes is how many of eight bytes, the lowest first, are letters from a to z
// before the first that is none. Adding to a byte without its highest bit sets that
// bit from the letter a on, or from behind z.
func lowerBytes(x uint64) int {
	const each = 0x0101010101010101 // times a byte: that byte eight times
	low := x & (0x7f * each)
	lower := (low + (0x80-'a')*each) &^ (low + (0x80-'z'-1)*each) &^ x
	return bits.TrailingZeros64(^lower&(0x80*each)) / 8
}

// eight is the number that the eight bytes from i on make, the first the lowest.
func eight(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// plainWord finds the end and the flags of a word of nothing but Latin letters, none
// but the first a capital, as nearly all are, with a space or a mark behind it that
// cannot belong to it, or of one such letter elided. It reports false for any other,
// which anyWord must look at letter by letter.
func plainWord(body string, start, end int) (to int, flags TokenFlags, ok bool) {
	body = body[:end]
	i := start
	switch first := wordByte[body[i]]; {
	case first == upperByte:
		flags, i = Capital, i+1
	case first == leadByte && i+1 < end && secondByte[body[i+1]] == upperByte:
		flags, i = Capital, i+2
	}
	for i < end {
		if i+8 <= end {
			n := lowerBytes(eight(body, i))
			if i += n; n == 8 {
				continue
			}
		}
		c := body[i]
		class := wordByte[c]
		if class == breakByte {
			break
		}
		if class == lowerByte { // in the last eight bytes
			i++
			continue
		}
		if class == leadByte && i+1 < end && secondByte[body[i+1]] == lowerByte {
			i += 2
			continue
		}
		switch {
		case c == '.' && i-start >= longestAbbreviation:
		case c == 0xC2 && i+1 < end && (body[i+1] == 0xA0 || body[i+1] == 0xAB || body[i+1] == 0xBB): // no-break space, « and »
		case i == start+1: // one letter that elides before another: "l'accord"
			n := apostropheAt(body, i, end)
			if n == 0 || !plainLower(body, i+n) {
				return 0, 0, false
			}
			flags |= Elided
			i += n
		default:
			return 0, 0, false
		}
		break
	}
	return i, flags, true
}

// anyWord appends the token of the word or number at start, or both parts of an
// inverted verb, and returns where it ends.
func anyWord(dst []Token, body string, start, end int, space bool) ([]Token, int) {
	var flags TokenFlags
	if space {
		flags |= SpaceBefore
	}
	letters, uppers, digits := 0, 0, 0
	firstUpper, first := false, true
	i, part := start, start
	for {
		size, digit, upper, ok := letterAt(body, i, end)
		if ok {
			if digit {
				digits++
			} else {
				letters++
				if upper {
					uppers++
				}
			}
			if first {
				firstUpper, first = upper, false
			}
			i += size
			continue
		}
		if n := apostropheAt(body, i, end); n > 0 {
			_, digit, nextUpper, ok := letterAt(body, i+n, end)
			if ok && !digit && digits == 0 {
				if elides(body[part:i]) && !(nextUpper && firstUpper && letters == 1 && part == start && !elidedCapital(body[part])) {
					i += n
					f := flags | Elided
					if firstUpper {
						f |= Capital
					}
					dst = append(dst, Token{Start: int32(start), End: int32(i), Kind: Word, Flags: f})
					return dst, i
				}
				i += n
				continue
			}
			// « d'« accord » »: an elision before a mark or a digit
			if elides(body[part:i]) && digits == 0 && (i+n == end || body[i+n] != ' ') {
				i += n
				f := flags | Elided
				if firstUpper {
					f |= Capital
				}
				return append(dst, Token{Start: int32(start), End: int32(i), Kind: Word, Flags: f}), i
			}
		}
		if i < end && body[i] == '-' || hyphenAt(body, i, end) {
			n := 1
			if body[i] != '-' {
				n = 3
			}
			if size, _, _, ok := letterAt(body, i+n, end); ok && size > 0 {
				if letters > 0 && inverted(body[start:i], body[i+n:end]) {
					break
				}
				if _, _, upper, _ := letterAt(body, i+n, end); upper && i-start <= 3 && part == start {
					firstUpper = true // "al-Marwani"
				}
				i += n
				part = i
				continue
			}
		}
		if digits > 0 && letters == 0 && i+1 < end && (body[i] == ',' || body[i] == '.') && asciiClass[body[i+1]&0x7f] == isDigit && body[i+1] < utf8.RuneSelf {
			i++
			continue
		}
		break
	}
	kind := Word
	if letters == 0 {
		kind = Number
	} else {
		if firstUpper {
			flags |= Capital
		}
		if uppers >= 2 && uppers == letters {
			flags |= AllCaps
		}
	}
	if i < end && body[i] == '.' && kind == Word && digits == 0 && abbreviates(body, start, i, end, letters, firstUpper) {
		i++
		flags |= Abbreviated
		// initials written together: "J.-P.", "J.K."
		for {
			j := i
			if j < end && body[j] == '-' {
				j++
			}
			if j+1 < end && body[j] >= 'A' && body[j] <= 'Z' && body[j+1] == '.' {
				i = j + 2
				continue
			}
			break
		}
	}
	dst = append(dst, Token{Start: int32(start), End: int32(i), Kind: kind, Flags: flags})
	if i < end && (body[i] == '-' || hyphenAt(body, i, end)) && kind == Word {
		n := 1
		if body[i] != '-' {
			n = 3
		}
		if inverted(body[start:i], body[i+n:end]) {
			j := i + n
			for j < end && (body[j] >= 'a' && body[j] <= 'z' || body[j] == '-' || apostropheAt(body, j, end) > 0) {
				if a := apostropheAt(body, j, end); a > 0 {
					j += a
				} else {
					j++
				}
			}
			dst = append(dst, Token{Start: int32(i), End: int32(j), Kind: Word, Flags: Enclitic})
			i = j
		}
	}
	return dst, i
}

func hyphenAt(body string, i, end int) bool { // ‐ and ‑
	return i+3 <= end && body[i] == 0xE2 && body[i+1] == 0x80 && (body[i+2] == 0x90 || body[i+2] == 0x91)
}

// elides reports whether a word part before an apostrophe is an elided word.
// Those of one or two letters are many (l', d', qu'); the longer are few.
func elides(part string) bool {
	switch len(part) {
	case 1:
		return true
	case 2:
		return part == "qu" || part == "Qu" || part == "QU"
	}
	switch part {
	case "jusqu", "lorsqu", "puisqu", "quoiqu", "Jusqu", "Lorsqu", "Puisqu", "Quoiqu":
		return true
	}
	return false
}

// elidedCapital reports whether a capital letter before an apostrophe and another
// capital is an elision ("L'Assemblée") rather than part of a name ("O'Brien",
// "N'Golo").
func elidedCapital(c byte) bool {
	switch c {
	case 'L', 'D', 'J', 'C', 'S', 'M', 'T':
		return true
	}
	return false
}

// inverted reports whether s, which follows a hyphen, begins with a subject
// pronoun that stands behind its verb: "il", "t-elle", "t'on". Behind a capital
// letter it is more often a syllable of a name ("Jong-il").
func inverted(before, s string) bool {
	if c := before[0]; (c >= 'A' && c <= 'Z' || c == 0xC3 && len(before) > 1 && before[1] < 0xA0) && !(len(s) > 2 && s[0] == 't' && s[1] == '-') {
		switch before {
		case "Est", "Sont", "Était", "Étaient", "Faut", "Peut", "Doit", "Dit", "Veut", "Sait", "Fait", "Vient", "Ont", "Vont", "Avait", "Serait", "Soit", "Existe", "Reste", "N'est", "Ainsi":
		default:
			return false
		}
	}
	if len(s) > 2 && s[0] == 't' {
		if s[1] == '-' {
			s = s[2:]
		} else if n := apostropheAt(s, 1, len(s)); n > 0 {
			s = s[1+n:]
		}
	}
	for _, p := range [...]string{"elles", "elle", "ils", "il", "on"} {
		if len(s) >= len(p) && s[:len(p)] == p {
			size, _, _, ok := letterAt(s, len(p), len(s))
			if !ok || size == 0 {
				return len(s) == len(p) || s[len(p)] != '-' && apostropheAt(s, len(p), len(s)) == 0
			}
		}
	}
	return false
}

// abbreviates reports whether the full stop behind the word belongs to it: an
// initial before a name, or one of the few abbreviations that stand before one.
func abbreviates(body string, start, dot, end, letters int, upper bool) bool {
	if letters == 1 && upper {
		return true
	}
	switch body[start:dot] {
	case "MM", "Mr", "Mrs", "Dr", "Pr", "Mgr", "Me", "St", "Ste", "Jr", "Sr", "art", "av", "bd", "cf", "env", "ex", "hab", "max", "min", "vol", "chap", "éd", "tél":
	default:
		return false
	}
	// … unless it ends a sentence all the same
	size, _, _, ok := letterAt(body, dot+2, end)
	return ok && size > 0
}

func punct(dst []Token, body string, i, end int, space bool) ([]Token, int) {
	var flags TokenFlags
	if space {
		flags |= SpaceBefore
	}
	start := i
	r, size := utf8.DecodeRuneInString(body[i:end])
	i += size
	if r == '.' {
		for i < end && body[i] == '.' {
			i++
		}
		if i-start > 1 {
			r = '…'
		}
	}
	return append(dst, Token{Start: int32(start), End: int32(i), Kind: Punct, Flags: flags, Rune: r}), i
}
