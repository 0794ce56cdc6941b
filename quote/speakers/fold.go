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
	b := make([]byte, 0, len(s))
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

// appendFolded appends the base letters of r, a letter beyond ASCII.
func appendFolded(b []byte, r rune) []byte {
	r = unicode.ToLower(r)
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
	var buf [utf8.UTFMax]byte
	d := norm.NFD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if len(d) == 0 {
		return utf8.AppendRune(b, r)
	}
	for len(d) > 0 {
		r, n := utf8.DecodeRune(d)
		d = d[n:]
		if !unicode.Is(unicode.Mn, r) {
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b
}

// Slug makes an identifier of a name: its folded words joined with hyphens, in
// ASCII letters and digits only ("Benoît L’Œuvre" → "benoit-l-oeuvre"). Letters of
// other scripts are left out; a name that has no other gives "".
func Slug(name string) string {
	f := Fold(name)
	b := make([]byte, 0, len(f))
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

// firstWord and lastWord cut a folded name at its spaces.
func firstWord(folded string) string {
	w, _, _ := strings.Cut(folded, " ")
	return w
}
