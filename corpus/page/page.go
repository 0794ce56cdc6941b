// Package page finds the article in an HTML page: its text, line by line, and what
// the page says about it.
package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"dixit/corpus/block"
	"dixit/corpus/text"
)

// A Page is what was found in an HTML page. Empty fields were not found.
type Page struct {
	Title, Byline, Outlet string
	Published             string // as in package dates
	URL                   string // canonical, absolute
	Lang                  string // as the page spells it

	// Body is the article: the headline, then standfirst, paragraphs, headings,
	// captions, list items and block quotations, each on a line of its own; blank
	// lines part what the page parts by space. The author of a block quotation
	// stands on the line behind it.
	Body string
	// Blocks are the block quotations in Body.
	Blocks []block.Quotation
}

// Extract reads a page, which must be UTF-8.
//
// The text is the one that Mozilla's Readability finds. What this algorithm drops
// and a reader of quotations misses is added back: the headline, the standfirst,
// captions, and passages with quotation marks between two that were kept.
func Extract(doc string) (Page, error) {
	root, err := html.Parse(strings.NewReader(doc))
	if err != nil {
		return Page{}, err
	}
	m := readMeta(root)
	lines := split(root, m.lang)
	byline := mark(root, lines)
	drop(lines)
	rescue(lines, m)

	p := Page{Title: m.title(), Byline: m.byline, Outlet: m.outlet, Published: m.published, URL: m.url, Lang: m.lang}
	if p.Byline == "" {
		p.Byline = cleanByline(byline)
	}
	p.Body, p.Blocks = render(lines)
	if full, blocks := m.articleBody(); len(full) > 200 && len(full) > 2*len(p.Body) {
		// The page fetches its text by script, or hides it, but states it as data.
		p.Body, p.Blocks = full, blocks
	}
	if headline := m.headline(lines); headline != "" && !opensWith(p.Body, headline) {
		before := headline + "\n\n"
		p.Body = strings.TrimRight(before+p.Body, "\n")
		p.Blocks = block.Shift(p.Blocks, len(before))
	}
	return p, nil
}

// Text returns the text of a piece of HTML, such as an item of a feed has, in
// lines as in Page.Body, and its block quotations. Text without markup keeps its
// own lines.
func Text(fragment, lang string) (string, []block.Quotation) {
	if !hasMarkup(fragment) {
		return strings.TrimSpace(clean(html.UnescapeString(fragment))), nil
	}
	root, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		return "", nil
	}
	lines := split(root, lang)
	for i := range lines {
		lines[i].kept = true
	}
	drop(lines)
	return render(lines)
}

// hasMarkup reports whether s has anything like a tag.
func hasMarkup(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			return false
		}
		if b := s[i+1]; b == '/' || b == '!' || 'a' <= b|0x20 && b|0x20 <= 'z' {
			return true
		}
		s = s[i+1:]
	}
}

// maxElements is how many elements a page may have for Readability, whose time on
// contrived pages grows faster than they do. News pages have less than 20,000.
const maxElements = 100_000

// attrPrefix begins the names of the attributes that number elements. The number
// is in the name because Readability merges the attributes of elements that it
// folds into one: both numbers survive.
const attrPrefix = "data-dixit-"

// mark finds the lines that Readability keeps and returns the byline it saw.
//
// It works on a copy of the tree whose elements are numbered, so that the kept
// text can be found again in the original: the copy comes back with elements
// renamed, merged and moved.
func mark(root *html.Node, lines []line) (byline string) {
	var elements []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			n.Attr = append(n.Attr, html.Attribute{Key: attrPrefix + strconv.Itoa(len(elements))})
			elements = append(elements, n)
		}
	}
	var article readability.Article
	var err error
	if len(elements) <= maxElements {
		article, err = readable(root)
	}
	if err == nil && article.Node != nil {
		kept := make(map[*html.Node]bool)
		var parents map[string][]*html.Node // of each text of the page
		for n := range article.Node.Descendants() {
			text := strings.TrimSpace(n.Data)
			if n.Type != html.TextNode || text == "" {
				continue
			}
			up, direct := numberOf(n.Parent)
			if up >= len(elements) {
				continue
			}
			if direct {
				kept[elements[up]] = true
				continue
			}
			// The text stands in an element that Readability made: find where it
			// was, below the nearest element that is the page's.
			if parents == nil {
				parents = textParents(root)
			}
			for _, p := range parents[text] {
				if up < 0 || isBelow(p, elements[up]) {
					kept[p] = true
				}
			}
		}
		for i := range lines {
			lines[i].kept = slices.ContainsFunc(lines[i].owners, func(n *html.Node) bool { return kept[n] })
		}
	}
	if !slices.ContainsFunc(lines, func(l line) bool { return l.kept }) {
		for i := range lines {
			l := &lines[i]
			l.kept = l.within(nil, "article", "main") && !l.furniture(nil) && l.linked*2 < len(l.text)
		}
	}
	return article.Byline()
}

// readable runs Readability on a copy of the tree. Should it panic on a page, that
// page is read without it, and the run goes on.
func readable(root *html.Node) (article readability.Article, err error) {
	defer func() {
		if p := recover(); p != nil {
			article, err = readability.Article{}, fmt.Errorf("readability: %v", p)
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	return parser.ParseDocument(root, nil)
}

// numberOf is the highest number on the nearest numbered element from n upwards:
// of two that were merged the inner one has it. It is -1 where there is none;
// direct is whether n itself is numbered.
func numberOf(n *html.Node) (number int, direct bool) {
	direct = true
	for ; n != nil; n = n.Parent {
		highest := -1
		for _, a := range n.Attr {
			if digits, ok := strings.CutPrefix(a.Key, attrPrefix); ok {
				if i, err := strconv.Atoi(digits); err == nil {
					highest = max(highest, i)
				}
			}
		}
		if highest >= 0 {
			return highest, direct
		}
		direct = false
	}
	return -1, false
}

// textParents maps each text in the tree to the elements that it is in. Of a text
// that is repeated often it has the first few, to bound the work.
func textParents(root *html.Node) map[string][]*html.Node {
	parents := make(map[string][]*html.Node)
	for n := range root.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		if text := strings.TrimSpace(n.Data); text != "" && len(parents[text]) < 16 {
			parents[text] = append(parents[text], n.Parent)
		}
	}
	return parents
}

func isBelow(n, top *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}

// rescue keeps lines that Readability dropped: those with quotation marks, block
// quotations and captions between two kept ones, and the standfirst.
func rescue(lines []line, m *meta) {
	first := slices.IndexFunc(lines, func(l line) bool { return l.kept })
	if first < 0 {
		return
	}
	last := first
	siblings := make(map[*html.Node]bool) // parents of kept paragraphs
	for i := range lines {
		if lines[i].kept {
			last = i
			siblings[lines[i].block.Parent] = true
		}
	}
	top := commonAncestor(lines)
	for i := range lines {
		l := &lines[i]
		if l.kept || l.linked*2 > len(l.text) || l.related() || l.furniture(top) {
			continue
		}
		between := first < i && i < last
		quotes := strings.ContainsAny(l.text, "«»“”„‹›\"") && len(l.text) > 20
		switch {
		case between && (quotes || l.inQuotation() || l.within(nil, "figcaption")):
			l.kept = true
		case quotes && siblings[l.block.Parent] && l.block.Data == "p":
			l.kept = true
		}
	}
	if h := m.headlineAt(lines); h >= 0 && h < first {
		for i := h + 1; i < first; i++ {
			l := &lines[i]
			if !l.furniture(top) && l.linked*2 <= len(l.text) && !l.related() && l.standfirst(m) {
				l.kept = true
			}
		}
	}
}

// commonAncestor is the lowest element that holds every kept line.
func commonAncestor(lines []line) *html.Node {
	var path []*html.Node // from the root
	for i := range lines {
		if !lines[i].kept {
			continue
		}
		var up []*html.Node
		for n := lines[i].block; n != nil; n = n.Parent {
			up = append(up, n)
		}
		slices.Reverse(up)
		if path == nil {
			path = up
			continue
		}
		n := 0
		for n < len(path) && n < len(up) && path[n] == up[n] {
			n++
		}
		path = path[:n]
	}
	if len(path) == 0 {
		return nil
	}
	return path[len(path)-1]
}

// render joins the kept lines, and tells where in them block quotations stand.
func render(lines []line) (body string, blocks []block.Quotation) {
	var b strings.Builder
	gap := 0
	var quote *html.Node   // the block quotation that we are in
	var quoted []text.Span // its lines
	end := func(signed bool) {
		if q, ok := block.New(b.String(), quoted, signed); ok {
			blocks = append(blocks, q)
		}
		quote, quoted = nil, quoted[:0]
	}
	for i := range lines {
		l := &lines[i]
		gap = max(gap, l.gap)
		if !l.kept {
			continue
		}
		if l.quote != quote && !l.signs {
			end(false)
		}
		if b.Len() > 0 {
			b.WriteString("\n\n"[:gap])
		}
		from := b.Len()
		b.WriteString(l.text)
		gap = 0
		if l.quote != nil || l.signs {
			quote = l.quote
			quoted = append(quoted, text.Span{Start: from, End: b.Len()})
		}
		if l.signs {
			end(true)
		}
	}
	end(false)
	return b.String(), blocks
}

// opensWith reports whether headline is among the first lines of body.
func opensWith(body, headline string) bool {
	want := squash(headline)
	n := 0
	for text := range strings.SplitSeq(body, "\n") {
		if squash(text) == want {
			return true
		}
		if n++; n > 8 {
			break
		}
	}
	return false
}
