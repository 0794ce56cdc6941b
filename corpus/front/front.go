// Package front reads what precedes the words of an article in a plain text:
// front matter between lines of three hyphens, and the date line of crawled text.
package front

import (
	"strings"

	"dixit/corpus/dates"
)

// Matter is the metadata found in front of a text. Empty fields were not given.
type Matter struct {
	Outlet, Title, Date, URL, Byline, Lang string
}

// maxMatter bounds front matter in bytes, so that a text that happens to begin
// with a rule of hyphens is not searched to its end for another.
const maxMatter = 64 << 10

// Parse reads the metadata in front of body and returns the byte offset at which
// the article's own words begin. What is not well-formed is part of the article:
// front matter needs its closing line, nothing but entries between, and at least
// one entry that is known.
//
// Entries are `key: value`, the value bare or in quotation marks; values of a
// list, in brackets or on lines beginning with a hyphen, are joined by commas.
// This is the part of YAML that people write by hand, without its traps: a colon
// in a title needs no quotation marks.
func Parse(body string) (Matter, int) {
	start := 0
	if strings.HasPrefix(body, "\ufeff") {
		start = len("\ufeff")
	}
	var m Matter
	if n := m.fence(body[start:]); n > 0 {
		start += n
	}
	if date, n := DateLine(body[start:]); n > 0 {
		start += n
		if m.Date == "" {
			m.Date = date
		}
	}
	return m, start
}

// DateLine recognises the date that text from web crawls begins with,
// " date 2024-06 ", and returns it with its length in bytes, 0 where there is none.
func DateLine(s string) (date string, length int) {
	i := skipSpace(s, 0)
	if !strings.HasPrefix(s[i:], "date ") {
		return "", 0
	}
	i += len("date ")
	end := i
	for end < len(s) && (s[end] == '-' || '0' <= s[end] && s[end] <= '9') {
		end++
	}
	if end == i || end-i > len("2024-06-19") || end < len(s) && !isSpace(s[end]) {
		return "", 0
	}
	date, ok := dates.Normalize(s[i:end])
	if !ok || date != s[i:end] {
		return "", 0
	}
	return date, skipSpace(s, end)
}

// fence reads the front matter at the beginning of s into m and returns its
// length with the closing line, 0 where there is none.
func (m *Matter) fence(s string) int {
	first, at := line(s, 0)
	if strings.TrimRight(first, " \t") != "---" {
		return 0
	}
	var got Matter
	known := false
	var list *string // where the lines of a list go
	for at < len(s) && at < maxMatter {
		var text string
		text, at = line(s, at)
		trimmed := strings.TrimSpace(text)
		switch {
		case strings.TrimRight(text, " \t") == "---" || strings.TrimRight(text, " \t") == "...":
			if !known {
				return 0
			}
			*m = got
			return at
		case trimmed == "" || trimmed[0] == '#':
		case strings.HasPrefix(trimmed, "- "):
			if list != nil {
				join(list, scalar(trimmed[2:]))
			}
		case text[0] == ' ' || text[0] == '\t':
			// A nested entry or the continuation of an unknown one.
		default:
			key, value, ok := strings.Cut(text, ":")
			if !ok || !isKey(key) || value != "" && !isSpace(value[0]) {
				return 0
			}
			list = got.field(key)
			if list == nil {
				continue
			}
			known = true
			set(list, strings.TrimSpace(value))
		}
	}
	return 0
}

// field is where the value of key belongs, nil for keys that mean nothing here.
func (m *Matter) field(key string) *string {
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "outlet":
		return &m.Outlet
	case "title":
		return &m.Title
	case "date", "published":
		return &m.Date
	case "url":
		return &m.URL
	case "byline", "author", "authors":
		return &m.Byline
	case "lang", "language":
		return &m.Lang
	}
	return nil
}

// set stores a value as it stands behind its key.
func set(field *string, value string) {
	*field = ""
	if strings.HasPrefix(value, "[") && strings.HasSuffix(value, "]") {
		for item := range strings.SplitSeq(value[1:len(value)-1], ",") {
			join(field, scalar(strings.TrimSpace(item)))
		}
		return
	}
	*field = scalar(value)
}

func join(field *string, item string) {
	if item == "" {
		return
	}
	if *field != "" {
		*field += ", "
	}
	*field += item
}

// scalar takes the quotation marks off a value.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return s
	}
	switch s[0] {
	case '"':
		return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(s[1 : len(s)-1])
	case '\'':
		return strings.ReplaceAll(s[1:len(s)-1], "''", "'")
	}
	return s
}

func isKey(s string) bool {
	s = strings.TrimRight(s, " \t")
	if s == "" || len(s) > 40 {
		return false
	}
	for i := range len(s) {
		b := s[i]
		if !('a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9' || b == '_' || b == '-' || b == '.') {
			return false
		}
	}
	return true
}

// line returns the line of s at offset at without its end, and the offset of the
// next one.
func line(s string, at int) (text string, next int) {
	end := strings.IndexByte(s[at:], '\n')
	if end < 0 {
		return strings.TrimSuffix(s[at:], "\r"), len(s)
	}
	return strings.TrimSuffix(s[at:at+end], "\r"), at + end + 1
}

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
