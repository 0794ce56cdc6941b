package corpus

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"dixit/corpus/charset"
	"dixit/corpus/warc"
)

// warc reads the pages of a web archive. Pictures, redirections, error pages and
// pages without text are passed over.
func (r *run) warc(in *input) bool {
	archive := warc.NewReader(in.Reader)
	bad := complaints{r: r, in: in}
	for {
		if r.ctx.Err() != nil {
			return false
		}
		rec, err := archive.Next()
		if err == io.EOF {
			return bad.end()
		}
		var a *Article
		if err == nil {
			a, err = r.recordArticle(rec)
		}
		var syntax *warc.SyntaxError
		switch {
		case errors.As(err, &syntax), errors.Is(err, errPage):
			if !bad.add(archive.Number(), err) {
				return false
			}
			continue
		case errors.Is(err, warc.ErrTooLarge):
			if !bad.add(archive.Number(), r.errTooLarge("the record")) {
				return false
			}
			continue
		case err != nil:
			return bad.end() && r.fail(in.path, archive.Number(), explain(err))
		case a == nil:
			continue
		}
		a.Line = rec.Number
		a.ID = firstOf(rec.ID, in.path+"#"+strconv.Itoa(rec.Number))
		fill(&a.URL, webAddress(rec.URI))
		if !r.article(in, a) {
			return false
		}
	}
}

// errPage is a page that cannot be read, in an archive that can.
var errPage = errors.New("")

// recordArticle is the article in a record, nil where it holds none.
func (r *run) recordArticle(rec *warc.Record) (*Article, error) {
	switch {
	case rec.Type == "response" && (rec.ContentType == "application/http" || rec.ContentType == ""):
		resp, err := rec.Response()
		if err != nil {
			return nil, err
		}
		if resp.Status < 200 || resp.Status > 299 || !isPage(resp.ContentType) && resp.ContentType != "" {
			return nil, nil
		}
		data, err := resp.Body(r.opts.MaxRecord)
		if err != nil || resp.ContentType == "" && !sniffHTML(data[:min(len(data), headSize)]) {
			return nil, err
		}
		return archivedPage(data, resp.Charset)
	case (rec.Type == "resource" || rec.Type == "conversion") && isPage(rec.ContentType):
		data, err := rec.Body(r.opts.MaxRecord)
		if err != nil {
			return nil, err
		}
		return archivedPage(data, "")
	case rec.Type == "conversion" && rec.ContentType == "text/plain":
		// The text of a page, as derived archives have it.
		data, err := rec.Body(r.opts.MaxRecord)
		if err != nil {
			return nil, err
		}
		a := &Article{Body: charset.Decode(data, "")}
		a.frontMatter()
		if strings.TrimSpace(a.Body[a.TextStart:]) == "" {
			return nil, nil
		}
		return a, nil
	}
	return nil, nil
}

// archivedPage is the article in a page, nil where it has none.
func archivedPage(data []byte, charset string) (*Article, error) {
	a, err := pageArticle(data, charset)
	if errors.Is(err, errNoArticle) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w%w", err, errPage)
	}
	return a, nil
}

func isPage(contentType string) bool {
	return contentType == "text/html" || contentType == "application/xhtml+xml"
}

// webAddress is s where it is the address of a page, else "".
func webAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

// sniffWARC recognises the version line of a record.
func sniffWARC(head []byte) bool { return warcVersion.Match(head) }

var warcVersion = regexp.MustCompile(`^WARC/[0-9]\.[0-9]+\r?\n`)
