package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"dixit/corpus/charset"
)

// A record is a line of JSONL.
type record struct {
	ID        scalar  `json:"id"`
	Outlet    string  `json:"outlet"`
	Title     string  `json:"title"`
	Byline    string  `json:"byline"`
	Published scalar  `json:"published"`
	URL       string  `json:"url"`
	Lang      string  `json:"lang"`
	Text      *string `json:"text"`

	// Doc and Start are in rows of quotations, in which text is no article.
	Doc   scalar   `json:"doc"`
	Start *float64 `json:"start"`
}

// A scalar is a string, or a number as it is written: identifiers and years are
// both.
type scalar string

func (s *scalar) UnmarshalJSON(b []byte) error {
	if b[0] == '"' || b[0] == 'n' {
		return json.Unmarshal(b, (*string)(s))
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return errors.New("it must be a string or a number")
	}
	*s = scalar(n)
	return nil
}

var (
	errQuotations = errors.New("it holds quotations, not articles (rows with doc and start)")
	errNoText     = errors.New(`the record has no "text"`)
)

// jsonl reads one article a line. The body is exactly the record's text.
func (r *run) jsonl(in *input) bool {
	lines := &lineReader{r: in.Reader, max: r.opts.MaxRecord}
	bad := complaints{r: r, in: in}
	records := 0
	for r.ctx.Err() == nil {
		line, err := lines.next()
		if err == io.EOF {
			break
		}
		if errors.Is(err, errLongLine) {
			if !bad.add(lines.n, r.errTooLarge("the line")) {
				return false
			}
			records++
			continue
		}
		if err != nil {
			// Nothing can be read behind this, and records before it were good.
			return bad.end() && r.fail(in.path, lines.n, explain(err))
		}
		if line = skipSpace(line); len(line) == 0 {
			continue
		}
		records++
		a, err := article(line)
		if errors.Is(err, errQuotations) && records == 1 {
			if !in.named {
				return true
			}
			return r.fail(in.path, 0, err)
		}
		if err != nil {
			if errors.Is(err, errNoText) && records == 1 && !in.named && extension(in.path) == ".json" {
				return true
			}
			if records == 1 && line[0] == '[' {
				return r.fail(in.path, 0, errJSONArray)
			}
			if !bad.add(lines.n, err) {
				return false
			}
			continue
		}
		if a.ID == "" {
			a.ID = in.path + "#" + strconv.Itoa(lines.n)
		}
		a.Line = lines.n
		if !r.article(in, a) {
			return false
		}
	}
	if r.ctx.Err() != nil {
		return false
	}
	if records == 0 {
		return r.fail(in.path, 0, errEmpty)
	}
	return bad.end()
}

// article is the article in a line of JSONL.
func article(line []byte) (*Article, error) {
	if !utf8.Valid(line) {
		line = []byte(charset.Decode(line, ""))
	}
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return nil, jsonError(err)
	}
	switch {
	case rec.Start != nil && rec.Doc != "":
		return nil, errQuotations
	case rec.Text == nil:
		return nil, errNoText
	case strings.TrimSpace(*rec.Text) == "":
		return nil, errors.New(`the record's "text" is empty`)
	}
	a := &Article{
		ID:        string(rec.ID),
		Outlet:    rec.Outlet,
		Title:     rec.Title,
		Byline:    rec.Byline,
		Published: date(string(rec.Published)),
		URL:       rec.URL,
		Lang:      language(rec.Lang),
		Body:      *rec.Text,
	}
	a.frontMatter()
	if strings.TrimSpace(a.Body[a.TextStart:]) == "" {
		return nil, errNoWords
	}
	return a, nil
}

// jsonError says what is wrong with a line in terms of the line.
func jsonError(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not valid JSON at byte %d of the line: %w", syntax.Offset, err)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%q must be a %s, not a %s%w", kind.Field, kind.Type, kind.Value, silent{err})
	case errors.As(err, &kind):
		return fmt.Errorf("an article must be a JSON object, not a %s%w", kind.Value, silent{err})
	}
	return fmt.Errorf("not a usable record: %w", err)
}

// sniffJSONL recognises a JSON object that begins on the first line with text and,
// when head has the whole line, ends on it.
func sniffJSONL(head []byte) bool {
	head = skipSpace(head)
	if len(head) == 0 || head[0] != '{' || !bytes.HasPrefix(skipSpace(head[1:]), []byte(`"`)) {
		return false
	}
	if line, _, whole := bytes.Cut(head, []byte("\n")); whole {
		return json.Valid(line)
	}
	return true
}

// A lineReader reads lines of bounded length.
type lineReader struct {
	r   *bufio.Reader
	max int64
	n   int // number of the last line, from 1
	buf []byte
}

// errLongLine is a line over the limit. It has been skipped.
var errLongLine = errors.New("line too long")

// next returns the next line without its end; it is valid until the next call.
func (l *lineReader) next() ([]byte, error) {
	l.buf = l.buf[:0]
	long := false
	for {
		part, err := l.r.ReadSlice('\n')
		if len(part) > 0 && len(l.buf) == 0 && !long {
			l.n++
		}
		if long = long || int64(len(l.buf)+len(part)) > l.max; !long {
			if err == nil && len(l.buf) == 0 {
				return bytes.TrimRight(part, "\r\n"), nil
			}
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case long && (err == nil || err == io.EOF):
			l.buf = nil
			return nil, errLongLine
		case err == io.EOF && len(l.buf) == 0:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			l.n = max(l.n, 1)
			return nil, err
		}
		return bytes.TrimRight(l.buf, "\r\n"), nil
	}
}
