package export

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"dixit/quote/markup"
)

// A passage is a stretch of an article with some of its quotations: what formats
// for people show.
type passage struct {
	text  string
	start int // of text in the article's body
	rows  []numbered
}

// A numbered row has the number, from 1, that it is referred to by within its
// article.
type numbered struct {
	*Row
	number int
}

// maxPassage is the number of bytes to which contexts are joined, which keeps a
// paragraph of a megabyte from being copied for each of its quotations.
const maxPassage = 8 << 10

// passages joins the contexts of an article's rows where they overlap, so that a
// paragraph with several quotations is shown once.
func passages(rows []Row) []passage {
	var all []passage
	for i := range rows {
		r := numbered{&rows[i], i + 1}
		context, start := r.placedContext()
		if n := len(all); n > 0 {
			p := &all[n-1]
			if joined, ok := join(p.text, context, start-p.start); ok {
				p.text = joined
				p.rows = append(p.rows, r)
				continue
			}
		}
		all = append(all, passage{context, start, []numbered{r}})
	}
	return all
}

// placedContext returns the row's context and where it begins in the body.
func (r *Row) placedContext() (context string, start int) {
	at := r.Start - r.ContextStart
	if at < 0 || at > len(r.Context) || !strings.HasPrefix(r.Context[at:], r.Text) {
		// A row that NewRow did not make: look for its words.
		if at = strings.Index(r.Context, r.Text); at < 0 {
			return r.Text, r.Start
		}
	}
	return r.Context, r.Start - at
}

// join returns a with b, which begins at the byte at of a, if the two overlap and
// agree, and a is not too long already to grow.
func join(a, b string, at int) (string, bool) {
	if at < 0 || at > len(a) {
		return "", false
	}
	if rest := a[at:]; len(rest) >= len(b) {
		return a, strings.HasPrefix(rest, b)
	} else if !strings.HasPrefix(b, rest) || rest == "" || len(a) > maxPassage {
		return "", false
	} else {
		return a + b[len(rest):], true
	}
}

// A node is a stretch of text, or a quotation with what it holds.
type node struct {
	text     string
	row      *numbered // nil for text
	children []node
	// last says that the quotation ends here, and does not go on in the next
	// paragraph.
	last bool
}

// markUp divides text, which begins at the byte start of the body, at the rows'
// spans. Rows are in order of their place, an outer one before those in it; a row
// that overlaps another without lying in it loses what sticks out.
func markUp(text string, start int, rows []numbered) []node {
	m := marker{text: text, start: start, rows: rows}
	return m.nodes(0, len(text))
}

type marker struct {
	text  string
	start int
	rows  []numbered
	next  int // the row to place
}

// nodes returns the nodes of text[from:to].
func (m *marker) nodes(from, to int) []node {
	var nodes []node
	pos := from
	for m.next < len(m.rows) {
		r := &m.rows[m.next]
		if r.Start-m.start >= to {
			break
		}
		m.next++
		start, end := max(r.Start-m.start, pos), min(r.End-m.start, to)
		if start >= end {
			continue
		}
		if pos < start {
			nodes = append(nodes, node{text: m.text[pos:start]})
		}
		n := node{row: r, last: r.End-m.start == end}
		n.children = m.nodes(start, end)
		nodes = append(nodes, n)
		pos = end
	}
	if pos < to {
		nodes = append(nodes, node{text: m.text[pos:to]})
	}
	return nodes
}

// closer returns how many bytes of s, the text behind a quotation, belong to its
// closing mark.
func closer(s string) int {
	i := 0
	r, n := utf8.DecodeRuneInString(s)
	if r == ' ' || r == '\u00A0' || r == '\u202F' || r == '\u2009' {
		i = n
		r, n = utf8.DecodeRuneInString(s[i:])
	}
	if strings.HasPrefix(s[i:], ">>") {
		return i + 2
	}
	if n > 0 && strings.ContainsRune("»”\"’›“'‘", r) {
		return i + n
	}
	return 0
}

// numberNodes puts the number of each quotation among nodes behind it, or behind its
// closing mark.
func numberNodes(nodes []node) []node {
	var numbered []node
	add := func(s string) {
		if s != "" {
			numbered = append(numbered, node{text: s})
		}
	}
	for i, n := range nodes {
		if n.row != nil {
			numbered = append(numbered, n)
			if i+1 == len(nodes) || nodes[i+1].row != nil {
				add(n.row.reference())
			}
			continue
		}
		s := n.text
		if i > 0 {
			// Two text nodes never follow each other: the one before is a quotation.
			mark := closer(s)
			add(s[:mark])
			add(nodes[i-1].row.reference())
			s = s[mark:]
		}
		add(s)
	}
	return numbered
}

// reference is the row's number as it stands in a text.
func (r *numbered) reference() string { return fmt.Sprintf("[%d]", r.number) }

// Unsure reports whether the attribution is marked as one to check: of less than
// even confidence, as it is shown.
func (r *Row) Unsure() bool { return math.Round(100*r.Confidence) < 50 }

// attribution names the speaker, or says why there is none.
func (r *Row) attribution() string {
	switch {
	case r.Speaker != nil && r.Speaker.Name != "":
		return r.Speaker.Name
	case r.Speaker != nil:
		return r.Speaker.ID
	case r.Kind == "other":
		return "nobody’s words"
	}
	return "speaker unknown"
}

// certainty writes the confidence; one to check has a question mark.
func (r *Row) certainty() string {
	s := fmt.Sprintf("%.2f", r.Confidence)
	if r.Unsure() {
		s += " ?"
	}
	return s
}

// evidence says how the attribution was decided.
func (r *Row) evidence() []string {
	var parts []string
	if r.Rule != "" {
		parts = append(parts, "rule "+r.Rule)
	}
	if r.Cue != "" {
		parts = append(parts, "cue “"+r.Cue+"”")
	}
	if r.Mention != "" {
		parts = append(parts, "mention “"+r.Mention+"”")
	}
	return parts
}

// heading returns the title of the row's article, or what else names it, and what
// is known of where it was printed.
func (r *Row) heading() (title string, source []string) {
	title = r.Title
	known := []string{r.Outlet, markup.Date(r.Published), r.Doc}
	if title == "" {
		title, known = r.Doc, known[:2]
	}
	for _, s := range known {
		if s != "" {
			source = append(source, s)
		}
	}
	return title, source
}
