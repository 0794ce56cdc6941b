// Package text holds what every stage needs to speak about places in a text:
// spans, paragraphs, tokens. Nothing here knows about news, quotations or
// languages, and nothing here returns an error: its functions are total, any
// bytes in, valid offsets out.
package text

// A Span is a half-open byte range [Start, End) in an article's body. Both ends
// lie on rune boundaries of the body (or, in bytes that are not UTF-8, on byte
// boundaries) and 0 <= Start <= End <= len(body).
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the length of the span in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of returns the bytes of body that the span covers.
func (s Span) Of(body string) string { return body[s.Start:s.End] }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }
