package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"dixit/corpus/charset"
	"dixit/corpus/page"
)

// maxPage bounds an HTML page in bytes: parsed, it takes some twenty times as much
// memory. News pages have less than three million.
const maxPage = 8 << 20

var errNoArticle = errors.New("no article text was found in the page")

// html reads a file that is one page.
func (r *run) html(in *input) bool {
	data, err := r.all(in)
	if err != nil {
		return r.fail(in.path, 0, explain(err))
	}
	a, err := pageArticle([]byte(data), "")
	if err != nil {
		return r.fail(in.path, 0, err)
	}
	a.ID = in.path
	return r.article(in, a)
}

// pageArticle is the article in an HTML page; declared is the charset that came
// with it, for instance in an HTTP header.
func pageArticle(data []byte, declared string) (*Article, error) {
	if len(data) > maxPage {
		return nil, fmt.Errorf("the page is larger than %d MiB and is left out", maxPage>>20)
	}
	if declared == "" {
		declared = declaredCharset(data[:min(len(data), headSize)])
	}
	p, err := page.Extract(charset.Decode(data, declared))
	if err != nil {
		return nil, fmt.Errorf("the page cannot be parsed: %w", err)
	}
	if strings.TrimSpace(p.Body) == "" {
		return nil, errNoArticle
	}
	return &Article{
		Outlet:    p.Outlet,
		Title:     p.Title,
		Byline:    p.Byline,
		Published: p.Published,
		URL:       p.URL,
		Lang:      language(p.Lang),
		Body:      p.Body,
		Blocks:    p.Blocks,
	}, nil
}

// declaredCharset is the label in a meta element or XML declaration of head, ""
// where there is none.
func declaredCharset(head []byte) string {
	lower := bytes.ToLower(head)
	for _, sign := range []string{"charset", "encoding"} {
		rest := lower
		for {
			_, after, ok := bytes.Cut(rest, []byte(sign))
			if !ok {
				break
			}
			rest = after
			value, ok := bytes.CutPrefix(bytes.TrimLeft(rest, " \t\r\n"), []byte("="))
			if !ok {
				continue
			}
			value = bytes.TrimLeft(value, " \t\r\n\"'")
			if end := bytes.IndexAny(value, " \t\r\n\"';/>?"); end > 0 {
				return string(value[:end])
			}
		}
	}
	return ""
}

// sniffHTML recognises a page by its first tag.
func sniffHTML(head []byte) bool {
	switch name := firstTag(head); name {
	case "!doctype html", "html", "head", "body":
		return true
	}
	return false
}

// firstTag is the name of the first tag of head in lower case, behind comments and
// processing instructions; of a document type "!doctype " and its name.
func firstTag(head []byte) string {
	for {
		head = skipSpace(head)
		var end string
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(head, []byte("<")):
			words := strings.FieldsFunc(strings.ToLower(string(head[1:min(len(head), 100)])), func(r rune) bool {
				return r == ' ' || r == '\t' || r == '\r' || r == '\n' || r == '>' || r == '/'
			})
			if len(words) > 1 && words[0] == "!doctype" {
				return words[0] + " " + words[1]
			}
			if len(words) > 0 {
				return words[0]
			}
			return ""
		default:
			return ""
		}
		_, after, ok := bytes.Cut(head, []byte(end))
		if !ok {
			return ""
		}
		head = after
	}
}
