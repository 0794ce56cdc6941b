package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// A format is one form that articles come in.
type format struct {
	name string

	// exts are the endings of files in this format. In a folder a file with one
	// of them is read. Those in mayHold belong to other kinds of data as well:
	// such a file is read when its content is of this format, and otherwise
	// passed over.
	exts, mayHold []string

	// sniff reports whether head, the beginning of a file, is in this format
	// whatever the file is called. It is nil for a format without a sign.
	sniff func(head []byte) bool

	// read passes on the articles of in and what is wrong with them.
	read func(r *run, in *input) bool
}

// formats are the formats that are read, in the order in which they are tried on
// a file's content.
func formats() []format {
	return []format{
		{name: "WARC", exts: []string{".warc", ".wet"}, sniff: sniffWARC, read: (*run).warc},
		{name: "feed", exts: []string{".rss", ".atom"}, mayHold: []string{".xml", ".json"}, sniff: sniffFeed, read: (*run).feed},
		{name: "HTML", exts: []string{".html", ".htm", ".xhtml"}, mayHold: []string{".xml"}, sniff: sniffHTML, read: (*run).html},
		{name: "JSONL", exts: []string{".jsonl", ".ndjson"}, mayHold: []string{".json"}, sniff: sniffJSONL, read: (*run).jsonl},
		{name: "text", exts: []string{".txt", ".text", ".md", ".markdown"}, read: (*run).plain},
	}
}

// byName returns the format that a file called name may be in, nil when there is
// none.
func (r *run) byName(name string) *format {
	ext := extension(name)
	i := slices.IndexFunc(r.formats, func(f format) bool {
		return slices.Contains(f.exts, ext) || slices.Contains(f.mayHold, ext)
	})
	if i < 0 {
		return nil
	}
	return &r.formats[i]
}

// extension is the last extension of name in lower case, but for that of gzip.
func extension(name string) string {
	name = strings.ToLower(name)
	if ext := filepath.Ext(name); ext != ".gz" {
		return ext
	}
	return filepath.Ext(strings.TrimSuffix(name, ".gz"))
}

// extensions lists the file name endings of every format.
func (r *run) extensions() string {
	var all []string
	for _, f := range r.formats {
		all = append(all, f.exts...)
	}
	return strings.Join(all, ", ") + " (or one of these and .gz)"
}

// detect finds the format of in, whose first bytes are head: by content, and
// where that shows none, by name. A file that the user named, or standard input,
// is text when nothing says otherwise.
func (r *run) detect(in *input, head []byte) (*format, error) {
	for i := range r.formats {
		if f := &r.formats[i]; f.sniff != nil && f.sniff(head) {
			return f, nil
		}
	}
	if kind := binary(head); kind != "" {
		return nil, fmt.Errorf("it is %s, not text; dixit reads %s", kind, r.extensions())
	}
	f := r.byName(in.path)
	switch {
	case f != nil && slices.Contains(f.exts, extension(in.path)):
		return f, nil
	case !in.named:
		return nil, errPassOver
	case firstByte(head) == '[' && bytes.Contains(head, []byte(`":`)):
		return nil, errJSONArray
	case f != nil:
		// Its reader says what is wrong.
		return f, nil
	}
	return &r.formats[len(r.formats)-1], nil
}

var errJSONArray = errors.New("it is one JSON array; write one article a line (jq -c '.[]' does)")

// binary names the kind of data that head is the beginning of, "" for text.
func binary(head []byte) string {
	controls := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B {
			controls++
		}
	}
	text := controls*100 <= len(head)
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch {
	case kind == "application/pdf" || kind == "application/postscript":
		return kind
	case text && (validPrefix(head) || strings.HasPrefix(kind, "text/")):
		// Some magic numbers are words: "BM" begins pictures and sentences.
		return ""
	case strings.HasPrefix(kind, "text/") || kind == "application/octet-stream":
		if text {
			return ""
		}
		return "binary data"
	}
	return kind
}

// validPrefix reports whether head is UTF-8 but perhaps for a rune cut at its end.
func validPrefix(head []byte) bool {
	for i := 0; i < utf8.UTFMax && len(head) > 0; i++ {
		if utf8.Valid(head) {
			return true
		}
		head = head[:len(head)-1]
	}
	return utf8.Valid(head)
}

// firstByte is the first byte of head that is neither white space nor part of a
// byte order mark, 0 where there is none.
func firstByte(head []byte) byte {
	head = skipSpace(head)
	if len(head) == 0 {
		return 0
	}
	return head[0]
}

// skipSpace returns head from its first byte that is neither white space nor part
// of a byte order mark.
func skipSpace(head []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
}
