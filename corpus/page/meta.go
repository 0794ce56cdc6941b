package page

import (
	"encoding/json"
	"slices"
	"strings"

	"dixit/corpus/block"
	"dixit/corpus/dates"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page states about its article.
type meta struct {
	stated      string // title by JSON-LD or Open Graph
	document    string // title of the document, without the outlet's name
	h1          []string
	byline      string
	outlet      string
	published   string
	url         string
	lang        string
	description string
	body        string // JSON-LD's articleBody
}

// title is the article's title: as stated, as the only headline, or that of the
// document.
func (m *meta) title() string {
	switch {
	case m.stated != "":
		return m.stated
	case len(m.h1) == 1:
		return m.h1[0]
	}
	return m.document
}

// headlineAt is the index of the line that is the article's headline, -1 where
// there is none: the first heading of the highest level that says what the title
// says, or the only one.
func (m *meta) headlineAt(lines []line) int {
	title := squash(m.title())
	only := -1
	for i := range lines {
		if lines[i].block.DataAtom != atom.H1 {
			continue
		}
		text := squash(lines[i].text)
		if text == title || len(title) > 20 && strings.Contains(text, title) || len(text) > 20 && strings.Contains(title, text) {
			return i
		}
		if len(m.h1) == 1 && only < 0 {
			only = i
		}
	}
	return only
}

// headline is the headline as readers of the page see it.
func (m *meta) headline(lines []line) string {
	if i := m.headlineAt(lines); i >= 0 {
		return lines[i].text
	}
	return m.title()
}

// articleBody is the text that the page states as data.
func (m *meta) articleBody() (string, []block.Quotation) { return Text(m.body, m.lang) }

// readMeta reads the metadata of a page. JSON-LD is believed before Open Graph,
// this before other meta elements, and these before what stands in the text.
func readMeta(root *html.Node) *meta {
	m := &meta{}
	tags := make(map[string]string) // first of each property
	var timestamps []string
	var documentTitle, ogURL, named string
	var linked linkedData
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			m.lang = strings.TrimSpace(attr(n, "lang"))
			if m.lang == "" {
				m.lang = strings.TrimSpace(attr(n, "xml:lang"))
			}
		case atom.Title:
			if documentTitle == "" && n.Parent != nil && n.Parent.DataAtom != atom.Svg {
				documentTitle = tidy(textOf(n))
			}
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				name := strings.ToLower(strings.TrimSpace(attr(n, key)))
				if content := tidy(attr(n, "content")); name != "" && content != "" && tags[name] == "" {
					tags[name] = content
				}
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && m.url == "" {
				m.url = absolute(attr(n, "href"))
			}
		case atom.Script:
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr(n, "type"))), "application/ld+json") {
				linked.add(textOf(n))
			}
		case atom.H1:
			if text := tidy(textOf(n)); text != "" && !hidden(n) {
				m.h1 = append(m.h1, text)
			}
		case atom.Time:
			if stamp := attr(n, "datetime"); stamp != "" {
				if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "pubdate" }) || strings.EqualFold(attr(n, "itemprop"), "datePublished") || slices.ContainsFunc(names(n), func(s string) bool { return strings.HasPrefix(s, "publi") }) {
					timestamps = slices.Insert(timestamps, 0, stamp)
				} else {
					timestamps = append(timestamps, stamp)
				}
			}
		}
		if m.byline == "" && n.DataAtom != atom.Meta && (attr(n, "rel") == "author" || strings.EqualFold(attr(n, "itemprop"), "author")) {
			m.byline = cleanByline(tidy(textOf(n)))
		}
		if named == "" && signature(n) {
			named = cleanByline(tidy(textOf(n)))
		}
	}
	ld := linked.article()

	ogURL = tags["og:url"]
	m.stated = first(ld.headline, tags["og:title"], tags["twitter:title"], tags["dc.title"])
	m.byline = first(ld.author, cleanByline(tags["author"]), cleanByline(tags["article:author"]), cleanByline(tags["dc.creator"]),
		cleanByline(tags["parsely-author"]), m.byline, named)
	m.outlet = first(ld.publisher, tags["og:site_name"], tags["application-name"], tags["dc.publisher"])
	m.url = first(m.url, absolute(ogURL), absolute(ld.url))
	m.lang = first(m.lang, ld.language, tags["og:locale"], tags["content-language"], tags["dc.language"])
	m.description = first(tags["og:description"], tags["description"], ld.description)
	m.body = ld.body
	m.document = withoutOutlet(documentTitle, m.outlet)
	m.stated = withoutOutlet(m.stated, m.outlet)
	m.published = published(append([]string{
		ld.published, tags["article:published_time"], tags["og:article:published_time"], tags["datepublished"],
		tags["date"], tags["dc.date"], tags["dc.date.issued"], tags["dcterms.date"], tags["dcterms.created"], tags["dcterms.issued"],
		tags["pubdate"], tags["publish-date"], tags["parsely-pub-date"], tags["sailthru.date"], tags["citation_publication_date"],
	}, timestamps...))
	return m
}

// signature reports whether n is an element that, by its class, names the author,
// and is small enough to hold no more.
func signature(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.A, atom.P, atom.Div, atom.Strong, atom.B, atom.Address:
	default:
		return false
	}
	if !slices.ContainsFunc(names(n), func(s string) bool { return s == "author" || s == "auteur" || s == "byline" }) {
		return false
	}
	elements := 0
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			elements++
		}
		if elements > 1 {
			return false
		}
	}
	text := tidy(textOf(n))
	return len(text) > 3 && len(text) < 80 && strings.Contains(text, " ")
}

// published is the first date of stamps, or a later one that says the same day
// with its time.
func published(stamps []string) string {
	best := ""
	for _, s := range stamps {
		d, ok := dates.Normalize(s)
		if !ok {
			continue
		}
		if best == "" {
			best = d
		}
		if len(d) > len(best) && strings.HasPrefix(d, best) {
			return d
		}
	}
	return best
}

// withoutOutlet takes the outlet's name off the end of a title.
func withoutOutlet(title, outlet string) string {
	if outlet == "" {
		return title
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " · ", " : "} {
		if before, after, ok := cutLast(title, sep); ok && squash(after) == squash(outlet) {
			return strings.TrimSpace(before)
		}
	}
	return title
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// cleanByline is a byline without the word before it, "" for a link or what is
// too long to be names.
func cleanByline(s string) string {
	s = tidy(s)
	for _, word := range []string{"Par ", "par ", "PAR ", "By ", "by "} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			s = rest
			break
		}
	}
	if strings.Contains(s, "://") || len(s) > 200 {
		return ""
	}
	return s
}

// absolute is s where it is a web address, else "".
func absolute(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// tidy collapses white space, but leaves no-break spaces.
func tidy(s string) string {
	return strings.Join(strings.FieldsFunc(clean(s), func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f'
	}), " ")
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// linkedData are the JSON-LD objects of a page.
type linkedData struct {
	objects []map[string]any
	byID    map[string]map[string]any
}

// A linkedArticle is what JSON-LD says about the article.
type linkedArticle struct {
	headline, author, publisher, published, url, language, description, body string
}

// add reads one script. What is not JSON is ignored, but line ends within strings,
// which JSON forbids and pages have, are not.
func (d *linkedData) add(script string) {
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(script, "<![CDATA["), "]]>")
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	var v any
	if json.Unmarshal([]byte(script), &v) == nil {
		d.collect(v, 0)
	}
}

// collect finds the objects in v that may be the page's article.
func (d *linkedData) collect(v any, depth int) {
	if depth > 8 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			d.collect(item, depth+1)
		}
	case map[string]any:
		d.objects = append(d.objects, v)
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if d.byID == nil {
				d.byID = make(map[string]map[string]any)
			}
			d.byID[id] = v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			d.collect(v[key], depth+1)
		}
	}
}

// article is the first object that is an article.
func (d *linkedData) article() linkedArticle {
	for _, o := range d.objects {
		if !isArticle(o["@type"]) {
			continue
		}
		url := first(oneLine(o["url"]), oneLine(o["mainEntityOfPage"]))
		if page, ok := o["mainEntityOfPage"].(map[string]any); ok && url == "" {
			url = oneLine(page["@id"])
		}
		return linkedArticle{
			headline:    first(oneLine(o["headline"]), oneLine(o["name"])),
			author:      cleanByline(d.named(o["author"], 0)),
			publisher:   d.named(o["publisher"], 0),
			published:   oneLine(o["datePublished"]),
			url:         url,
			language:    d.named(o["inLanguage"], 0),
			description: oneLine(o["description"]),
			body:        raw(o["articleBody"]),
		}
	}
	return linkedArticle{}
}

// isArticle reports whether a type, or one of a list, is that of an article.
func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		name := v[strings.LastIndexAny(v, "/:")+1:]
		return strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "BlogPosting") || name == "Report"
	case []any:
		return slices.ContainsFunc(v, isArticle)
	}
	return false
}

// named is the name of a person or organisation, or the names of a list of them.
func (d *linkedData) named(v any, depth int) string {
	if depth > 4 {
		return ""
	}
	switch v := v.(type) {
	case string:
		return oneLine(v)
	case map[string]any:
		if name := first(oneLine(v["name"]), oneLine(v["alternateName"])); name != "" {
			return name
		}
		if id, ok := v["@id"].(string); ok && d.byID[id] != nil {
			return oneLine(d.byID[id]["name"])
		}
	case []any:
		var all []string
		for _, item := range v {
			if name := d.named(item, depth+1); name != "" && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
		return strings.Join(all, ", ")
	}
	return ""
}

// oneLine is v as one line of text, "" where it is no string. Pages escape their
// JSON as HTML more often than they have a reason to.
func oneLine(v any) string { return tidy(raw(v)) }

func raw(v any) string {
	s, _ := v.(string)
	return html.UnescapeString(s)
}
