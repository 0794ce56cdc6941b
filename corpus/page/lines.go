package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A line is the text between two breaks of a page.
type line struct {
	text   string // white space collapsed, never empty
	gap    int    // line ends before it: 1, or 2 for a blank line
	block  *html.Node
	owners []*html.Node // the elements whose own text it has
	linked int          // bytes of text that are in links
	quote  *html.Node   // the outermost block quotation that it is in
	signs  bool         // names the author of the block quotation before it
	kept   bool         // part of the article
}

// split cuts the body of a page into lines, in the order of the page. What is not
// displayed is left out.
func split(root *html.Node, lang string) []line {
	w := &walker{french: lang == "" || strings.HasPrefix(strings.ToLower(lang), "fr")}
	w.walk(root)
	w.flush(2)
	return w.lines
}

// A walker collects lines.
type walker struct {
	lines  []line
	french bool

	text   strings.Builder // of the line so far
	space  bool            // white space is due before its next word
	cur    line
	gap    int // before the line
	blocks []*html.Node
	link   int        // depth of links
	pre    int        // depth of preformatted text
	quote  int        // depth of block quotations
	quoted int        // lines before the innermost of them
	outer  *html.Node // the outermost of them
	signed bool       // in an element that names an author
}

func (w *walker) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.words(n, c.Data)
		case html.ElementNode:
			w.element(c)
		case html.DocumentNode:
			w.walk(c)
		}
	}
}

func (w *walker) element(n *html.Node) {
	if hidden(n) {
		return
	}
	switch n.DataAtom {
	case atom.Br:
		// Two in a row part paragraphs.
		if w.text.Len() == 0 && w.gap > 0 {
			w.gap = 2
		}
		w.flush(1)
		return
	case atom.Hr:
		w.flush(2)
		return
	case atom.Q:
		open, end := "«\u00a0", "\u00a0»"
		if !w.french {
			open, end = "“", "”"
		}
		w.words(n, open)
		w.walk(n)
		w.space = false
		w.words(n, end)
		return
	case atom.A:
		w.link++
		defer func() { w.link-- }()
	}

	gap := breaks(n)
	signed := w.signs(n)
	if signed {
		gap = 1
	}
	if gap == 0 {
		w.walk(n)
		return
	}
	w.flush(gap)
	if signed {
		w.gap = 1
		w.signed = true
	}
	w.blocks = append(w.blocks, n)
	switch n.DataAtom {
	case atom.Pre:
		w.pre++
		w.walk(n)
		w.pre--
	case atom.Blockquote:
		before := w.quoted
		w.quoted = len(w.lines)
		if w.quote++; w.quote == 1 {
			w.outer = n
		}
		w.walk(n)
		w.flush(gap)
		if w.quote--; w.quote == 0 {
			w.outer = nil
		}
		w.quoted = before
	default:
		w.walk(n)
	}
	w.flush(gap)
	if signed {
		w.signed = false
	}
	w.blocks = w.blocks[:len(w.blocks)-1]
}

// signs reports whether n names the author of a block quotation: a footer or a
// closing cite within one, or the caption that follows one.
func (w *walker) signs(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Cite, atom.Footer:
		if w.quote == 0 || len(w.lines) == w.quoted && w.text.Len() == 0 {
			return false
		}
		for p := n.Parent; p != nil && p.DataAtom != atom.Blockquote; p = p.Parent {
			if p.DataAtom == atom.Footer {
				return false
			}
		}
		return n.DataAtom == atom.Footer || closes(n)
	case atom.Figcaption:
		p := n.PrevSibling
		for p != nil && p.Type != html.ElementNode {
			p = p.PrevSibling
		}
		return p != nil && p.DataAtom == atom.Blockquote
	}
	return false
}

// words adds text whose parent is n.
func (w *walker) words(n *html.Node, s string) {
	if w.pre > 0 {
		for text := range strings.Lines(s) {
			w.collapse(n, text)
			if strings.HasSuffix(text, "\n") {
				w.flush(1)
			}
		}
		return
	}
	w.collapse(n, s)
}

// collapse adds text with its white space collapsed.
func (w *walker) collapse(n *html.Node, s string) {
	before := w.text.Len()
	for _, r := range s {
		switch r {
		case ' ', '\t', '\r', '\n', '\f':
			w.space = true
		case '\u00ad', '\u200b', '\ufeff', '\u2060':
			// Invisible: hints for breaking lines.
		default:
			if w.space && w.text.Len() > 0 {
				w.text.WriteByte(' ')
			}
			w.space = false
			w.text.WriteRune(r)
		}
	}
	added := w.text.Len() - before
	if added == 0 {
		return
	}
	if k := len(w.cur.owners); k == 0 || w.cur.owners[k-1] != n {
		w.cur.owners = append(w.cur.owners, n)
	}
	if w.link > 0 {
		w.cur.linked += added
	}
}

// flush ends the line; the next one is gap line ends away.
func (w *walker) flush(gap int) {
	if text := strings.TrimSpace(w.text.String()); text != "" {
		w.cur.text, w.cur.gap, w.cur.quote, w.cur.signs = text, w.gap, w.outer, w.signed
		if k := len(w.blocks); k > 0 {
			w.cur.block = w.blocks[k-1]
		} else {
			w.cur.block = w.cur.owners[0]
		}
		w.lines = append(w.lines, w.cur)
		w.gap = 0
	}
	w.text.Reset()
	w.space = false
	w.cur = line{}
	w.gap = max(w.gap, gap)
}

// breaks is how many line ends part an element from what is around it, 0 for one
// that stands within a line.
func breaks(n *html.Node) int {
	switch n.DataAtom {
	case atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Summary, atom.Legend, atom.Caption, atom.Option:
		return 1
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Details,
		atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer,
		atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Html,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Table, atom.Tbody,
		atom.Tfoot, atom.Thead, atom.Ul:
		return 2
	}
	return 0
}

// hidden reports whether a browser shows nothing of n, or only a control.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Svg, atom.Math, atom.Iframe,
		atom.Object, atom.Embed, atom.Canvas, atom.Video, atom.Audio, atom.Button, atom.Select, atom.Textarea,
		atom.Input, atom.Datalist:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		case "class":
			for name := range strings.FieldsSeq(a.Val) {
				switch strings.ToLower(name) {
				case "sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden":
					return true
				}
			}
		}
	}
	return false
}

// closes reports whether no text follows n in its block. It looks at a bounded
// number of nodes: an attribution is followed by a full stop at most.
func closes(n *html.Node) bool {
	budget := 32
	for {
		for s := n.NextSibling; s != nil; s = s.NextSibling {
			if s.Type == html.ElementNode && breaks(s) > 0 {
				return true
			}
			if !blank(s, &budget) {
				return false
			}
		}
		if n = n.Parent; n == nil || breaks(n) > 0 {
			return true
		}
	}
}

// blank reports whether n has no text but full stops, as far as the budget of
// nodes reaches.
func blank(n *html.Node, budget *int) bool {
	if *budget--; *budget < 0 {
		return false
	}
	if n.Type == html.TextNode {
		return strings.TrimFunc(n.Data, func(r rune) bool { return unicode.IsSpace(r) || r == '.' }) == ""
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !blank(c, budget) {
			return false
		}
	}
	return true
}

// textOf is the text of n as it stands in the source.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// clean takes the invisible characters out of text.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\ufeff', '\u2060':
			return -1
		}
		return r
	}, s)
}

// squash reduces text to its letters and figures in lower case, for comparing.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// attr is the value of an attribute of n, "" where it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
