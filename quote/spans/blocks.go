package spans

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/quote"
)

// addBlocks adds the block quotations that the article's markup sets off. Where
// marks say what of one is quoted, they are believed, and only its author is
// taken.
func (c *scan) addBlocks(from int, blocks []block.Quotation) {
	at := from
	for _, b := range blocks {
		words, label := b.Words, b.Author
		if !within(c.body, words, at) || !label.Empty() && !within(c.body, label, words.End) {
			continue
		}
		at = words.End
		if words = trimSpan(c.body, words.Start, words.End); words.Empty() {
			continue
		}
		if label.Empty() {
			words, label = c.signature(words)
		} else if a, ok := c.author(label); ok {
			label = a.label
		}
		s := words.Of(c.body)
		switch r, _ := utf8.DecodeRuneInString(s); {
		case markRune(r):
			if f := c.filling(words); f != nil {
				f.Label = label
			}
		case !label.Empty() || c.unsigned(words, from):
			c.extra = append(c.extra, Found{Inner: words, Outer: words, Form: quote.Block, Label: label})
		}
	}
}

// within reports whether s is a stretch of whole runes of body from the byte
// offset from on.
func within(body string, s text.Span, from int) bool {
	return from <= s.Start && s.Start < s.End && s.End <= len(body) &&
		utf8.RuneStart(body[s.Start]) && (s.End == len(body) || utf8.RuneStart(body[s.End]))
}

// signature looks for the author of a block quotation whose markup names none:
// on its last line or behind a dash at its end, or on the line behind it, which a
// blank line may part from it where a dash or a role shows what it is. It returns
// the words without the author, and the author's name or an empty span.
func (c *scan) signature(words text.Span) (rest, label text.Span) {
	s := words.Of(c.body)
	if i := strings.LastIndexByte(s, '\n'); i > 0 && len(s)-i <= maxName {
		line := strings.TrimLeftFunc(s[i:], indent)
		if a, ok := c.author(text.Span{Start: words.End - len(line), End: words.End}); ok {
			s = strings.TrimRightFunc(s[:i], indent)
			return text.Span{Start: words.Start, End: words.Start + len(s)}, a.label
		}
	}
	if i := strings.LastIndexAny(s, "–—"); i > 0 && len(s)-i <= maxName && endsSentence(s[:i]) {
		if a, ok := c.author(text.Span{Start: words.Start + i, End: words.End}); ok {
			return trimSpan(c.body, words.Start, words.Start+i), a.label
		}
	}
	_, behind, _ := strings.Cut(c.body[words.End:], "\n") // what more stands on the words' own line is markup
	solid := strings.TrimLeftFunc(behind, isSpace)
	parted := strings.Contains(behind[:len(behind)-len(solid)], "\n")
	line, _, _ := strings.Cut(solid, "\n")
	start := len(c.body) - len(solid)
	if a, ok := c.author(trimSpan(c.body, start, start+len(line))); ok && len(line) <= maxName && (a.shown || !parted) {
		return words, a.label
	}
	return words, text.Span{}
}

// indent reports whether r sets off a line of a block quotation.
func indent(r rune) bool { return isSpace(r) || r == '>' }

// filling returns the quotation between marks that is all of a block, or nil.
func (c *scan) filling(words text.Span) *Found {
	i, _ := slices.BinarySearchFunc(c.found, words.Start, func(f Found, at int) int { return f.Outer.Start - at })
	for ; i < len(c.found) && c.found[i].Outer.Start == words.Start; i++ {
		if f := &c.found[i]; !f.Inner.Empty() && f.Outer.End <= words.End &&
			!strings.ContainsFunc(c.body[f.Outer.End:words.End], unicode.IsLetter) {
			return f
		}
	}
	return nil
}

// unsigned reports whether a block without an author is a quotation all the same:
// whole sentences without marks, or what a colon introduces; but not most of the
// text, which some pages indent.
func (c *scan) unsigned(words text.Span, from int) bool {
	s := words.Of(c.body)
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(r) || hasMark(s) || 2*len(s) > len(c.body)-from {
		return false
	}
	before := strings.TrimRightFunc(c.body[from:words.Start], indent)
	return strings.HasSuffix(before, ":") || strings.Count(s, " ") >= 4 && endsSentence(s)
}
