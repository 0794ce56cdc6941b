package speakers

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold reduces a name to the form in which names are compared: lower case,
// without accents, ligatures spelt out (œ→oe, ß→ss), every apostrophe ', dots
// dropped (J.D. = JD), and hyphens, spaces of all kinds and other signs one
// space between words. Letters of scripts other than Latin are lower-cased and
// kept. Fold is idempotent and takes any bytes; those that are not UTF-8 count
// as spaces.
func Fold(s string) string {
	if foldedAlready(s) {
		return s
	}
	var short [64]byte // most names fit, and cost no more than their result
	b := short[:0]
	gap := false
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '\'':
			case c == '.':
				continue
			default:
				gap = true
				continue
			}
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			b = append(b, c)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if base := common(r); base != 0 {
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			gap = false
			b = append(b, base)
			continue
		}
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if r == '’' || r == 'ʼ' || r == '‘' || r == '＇' {
			r = '\''
		} else if r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			// A soft hyphen or a joiner is invisible: it separates nothing.
			if !unicode.Is(unicode.Cf, r) {
				gap = true
			}
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = appendFolded(b, r)
	}
	return string(b)
}

// foldedAlready reports whether s is a plain folded name.
func foldedAlready(s string) bool {
	gap := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '\'':
			gap = false
		case c == ' ' && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap || s == ""
}

// common gives the base letter of the accented letters that French has most, and
// 0 for any other: looking these up here halves the time.
func common(r rune) byte {
	switch r {
	case 'é', 'è', 'ê', 'ë', 'É', 'È', 'Ê':
		return 'e'
	case 'à', 'â', 'á', 'ã', 'À':
		return 'a'
	case 'î', 'ï', 'í', 'Î':
		return 'i'
	case 'ô', 'ö', 'ó', 'ø', 'Ô', 'Ö':
		return 'o'
	case 'ù', 'û', 'ü', 'ú':
		return 'u'
	case 'ç', 'Ç':
		return 'c'
	}
	return 0
}

// appendFolded appends the base letters of r, a letter beyond ASCII.
func appendFolded(b []byte, r rune) []byte {
	var buf [utf8.UTFMax]byte
	r = unicode.ToLower(r)
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 {
		return appendBase(b, r)
	}
	for len(d) > 0 {
		r, n := utf8.DecodeRune(d)
		d = d[n:]
		if !unicode.Is(unicode.Mn, r) {
			b = appendBase(b, unicode.ToLower(r))
		}
	}
	return b
}

// appendBase appends r, a lower-case letter without accents, spelt in ASCII where
// Latin has a usual way.
func appendBase(b []byte, r rune) []byte {
	switch r {
	case 'œ':
		return append(b, "oe"...)
	case 'æ':
		return append(b, "ae"...)
	case 'ß':
		return append(b, "ss"...)
	case 'þ':
		return append(b, "th"...)
	case 'ø':
		return append(b, 'o')
	case 'ł':
		return append(b, 'l')
	case 'đ', 'ð':
		return append(b, 'd')
	case 'ħ':
		return append(b, 'h')
	case 'ı':
		return append(b, 'i')
	case 'ə':
		return append(b, 'e')
	}
	return utf8.AppendRune(b, r)
}

// Slug makes an identifier of a name: its folded words joined with hyphens, in
// ASCII letters and digits only ("Benoît L’Œuvre" → "benoit-l-oeuvre"). Letters of
// other scripts are left out; a name that has no other gives "".
func Slug(name string) string { return slugOf(Fold(name)) }

// slugOf makes the slug of a folded name.
func slugOf(f string) string {
	if foldedAlready(f) && !strings.ContainsAny(f, " '") {
		return f
	}
	var short [64]byte
	b := short[:0]
	gap := false
	for i := 0; i < len(f); i++ {
		c := f[i]
		if 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			if gap && len(b) > 0 {
				b = append(b, '-')
			}
			gap = false
			b = append(b, c)
		} else {
			gap = true
		}
	}
	return string(b)
}
