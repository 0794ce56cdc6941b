// Package charset turns text in any usual encoding into UTF-8. Its functions are
// total: bytes that no encoding explains still come out as valid UTF-8.
package charset

import (
	"bytes"
	"io"
	"strings"
	uni "unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// sample is how many bytes the statistical detector sees: it costs about 0.3 ms
// a kilobyte, and what it tells apart shows in the first accents of a text.
const sample = 4 << 10

// Decode returns data as valid UTF-8. The first of these that holds decides:
// a byte order mark, UTF-16 without one, the whole of data being valid UTF-8,
// UTF-8 with a few damaged bytes, the declared charset, and last the legacy
// encoding that the bytes resemble, Windows-1252 in doubt.
//
// UTF-8 comes before the declaration because few texts in another charset are
// valid UTF-8 by chance, while declarations are often wrong. UTF-8 keeps its
// length: its byte order mark stays, and a damaged byte becomes '?', so that
// offsets in the result are offsets in data.
//
// declared is a charset label as in an HTTP header or meta element ("utf-8",
// "iso-8859-15"), or empty.
func Decode(data []byte, declared string) string {
	if enc := utf16(data); enc != nil {
		return decode(enc, data)
	}
	if utf8.Valid(data) {
		return string(data)
	}
	if damagedUTF8(data) {
		return repair(data)
	}
	if enc := lookup(declared); enc != nil {
		return decode(enc, data)
	}
	return decode(legacy(data), data)
}

// DecodeString is Decode of a string; one that is UTF-8 already is returned
// without a copy.
func DecodeString(data, declared string) string {
	if utf8.ValidString(data) && strings.IndexByte(data[:min(len(data), sample)], 0) < 0 {
		return data
	}
	return Decode([]byte(data), declared)
}

// UTF16 returns a reader of UTF-8 when head, the beginning of what r will read,
// is UTF-16 with or without a byte order mark, and otherwise r itself.
func UTF16(head []byte, r io.Reader) io.Reader {
	if enc := utf16(head); enc != nil {
		return transform.NewReader(r, enc.NewDecoder())
	}
	return r
}

// utf16 returns the UTF-16 encoding that data is in, or nil. Without
// a byte order mark only data with NUL bytes is considered: spaces and line ends
// put one in every text, all in the same half of their units.
func utf16(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	head := data[:min(len(data), sample)&^1]
	if bytes.IndexByte(head, 0) < 0 || len(head) < 4 {
		return nil
	}
	var zeros [2]int // among the first and the second bytes of the units
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	var enc encoding.Encoding
	switch {
	case zeros[1] > 4*zeros[0]:
		enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0] > 4*zeros[1]:
		enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	default:
		return nil
	}
	// Binary data can have NUL bytes in a regular pattern too, but not decode to
	// hardly anything that is no character of a text.
	text := decode(enc, head)
	odd := 0
	for _, r := range text {
		switch {
		case r == 0:
			return nil
		case r == utf8.RuneError || !uni.IsGraphic(r) && !uni.IsSpace(r) && !uni.Is(uni.Cf, r):
			odd++
		}
	}
	if odd > len(text)/64+1 {
		return nil
	}
	return enc
}

// damagedUTF8 reports whether data is UTF-8 but for a few bytes. A single-byte
// charset has nearly every accent between ASCII letters, where it fits nowhere in
// UTF-8. So four well-formed sequences of several bytes for each byte that fits
// nowhere are enough, and one is where it begins with a byte that few texts of a
// Western charset have: those of French letters and marks begin with the bytes of
// Â, Ã, Å and â, which in Windows-1252 would stand before a sign or a space.
func damagedUTF8(data []byte) bool {
	good, western, bad := 0, 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case data[i] == 0xC2 || data[i] == 0xC3 || data[i] == 0xC5 || data[i] == 0xE2:
			western++
			fallthrough
		default:
			good++
		}
		i += n
	}
	return good >= 4*bad || western >= bad
}

// repair replaces each byte that is not UTF-8 by '?'.
func repair(data []byte) string {
	out := bytes.Clone(data)
	for i := 0; i < len(out); {
		r, n := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && n == 1 {
			out[i] = '?'
		}
		i += n
	}
	return string(out)
}

// lookup returns the encoding of a label by the WHATWG's table, in which
// ISO-8859-1 and ASCII mean Windows-1252. UTF-8 and UTF-16 are no answer: data
// that is neither has been found already.
func lookup(label string) encoding.Encoding {
	enc, name := charset.Lookup(label)
	if enc == nil || strings.HasPrefix(name, "utf-") || name == "replacement" || name == "x-user-defined" {
		return nil
	}
	return enc
}

// legacy guesses the single-byte charset of data.
func legacy(data []byte) encoding.Encoding {
	// In ISO-8859-15 the bytes of ½, ¼ and ¤ are œ, Œ and €; it has no use for
	// 0x80 to 0x9F, where Windows-1252 has its quotation marks and dashes.
	var window, ligature, euro int
	for i, b := range data {
		switch {
		case 0x80 <= b && b <= 0x9F:
			window++
		case b == 0xBD || b == 0xBC:
			if i+1 < len(data) && isLetter(data[i+1]) {
				ligature++
			}
		case b == 0xA4:
			euro++
		}
	}
	if window == 0 {
		if ligature+euro > 0 {
			return charmap.ISO8859_15
		}
		return charmap.Windows1252
	}
	if accents := firstAccents(data); chardet.Detect(accents).Encoding == "MacRoman" {
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

// firstAccents is a sample of data that begins near its first non-ASCII byte.
func firstAccents(data []byte) []byte {
	start := 0
	for start < len(data) && data[start] < utf8.RuneSelf {
		start++
	}
	start = max(0, start-256)
	return data[start:min(len(data), start+sample)]
}

func isLetter(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z' || b >= 0xC0
}

// decode decodes data; what the encoding cannot tell becomes U+FFFD.
func decode(enc encoding.Encoding, data []byte) string {
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil {
		// No decoder of these encodings fails; one that did would stop early.
		return strings.ToValidUTF8(string(data), "\uFFFD")
	}
	return string(out)
}
