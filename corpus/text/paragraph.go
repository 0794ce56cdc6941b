package text

import "strings"

// Paragraphs appends to dst the paragraphs of body from the byte from on: its
// lines, without their line ends and the white space around them. Lines of white
// space alone are left out.
func Paragraphs(dst []Span, body string, from int) []Span {
	for from < len(body) {
		end := len(body)
		next := end
		if n := strings.IndexByte(body[from:], '\n'); n >= 0 {
			end = from + n
			next = end + 1
		}
		if p := Trim(body, Span{from, end}); !p.Empty() {
			dst = append(dst, p)
		}
		from = next
	}
	return dst
}

// Trim narrows a span by the white space at its ends: ASCII and Unicode spaces,
// no-break spaces, zero-width spaces and byte order marks.
func Trim(body string, s Span) Span {
	for s.Start < s.End {
		if n := spaceAt(body, s.Start, s.End); n > 0 {
			s.Start += n
			continue
		}
		break
	}
	for s.End > s.Start {
		if n := spaceBefore(body, s.Start, s.End); n > 0 {
			s.End -= n
			continue
		}
		break
	}
	return s
}

func spaceAt(body string, i, end int) int {
	switch c := body[i]; {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1
	case c == 0xC2 && i+1 < end && (body[i+1] == 0xA0 || body[i+1] == 0x85):
		return 2
	case c == 0xE2 && i+2 < end && body[i+1] == 0x80 && (body[i+2] >= 0x80 && body[i+2] <= 0x8B || body[i+2] == 0xA8 || body[i+2] == 0xA9 || body[i+2] == 0xAF):
		return 3
	case c == 0xE2 && i+2 < end && body[i+1] == 0x81 && body[i+2] == 0x9F,
		c == 0xE3 && i+2 < end && body[i+1] == 0x80 && body[i+2] == 0x80,
		c == 0xEF && i+2 < end && body[i+1] == 0xBB && body[i+2] == 0xBF:
		return 3
	}
	return 0
}

func spaceBefore(body string, start, end int) int {
	for _, n := range [...]int{1, 2, 3} {
		if end-n >= start && spaceAt(body, end-n, end) == n {
			return n
		}
	}
	return 0
}
