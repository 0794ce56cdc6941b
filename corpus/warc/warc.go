// Package warc reads web archives (ISO 28500, WARC/1.0 and 1.1) record by record,
// in memory that depends on no record's size.
package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// maxHeader bounds the header of a record or of an HTTP message in bytes.
const maxHeader = 256 << 10

var (
	// ErrTooLarge is a body over the limit given to Response or Body.
	ErrTooLarge = errors.New("the record is too large")

	errTruncated = fmt.Errorf("the archive ends within a record: %w", io.ErrUnexpectedEOF)
	errHeader    = errors.New("the header is malformed or too long")
)

// A SyntaxError is a record that is not in the form of one. The reader goes on at
// the next one.
type SyntaxError struct{ Err error }

func (e *SyntaxError) Error() string { return "not a WARC record: " + e.Err.Error() }
func (e *SyntaxError) Unwrap() error { return e.Err }

// A Reader reads the records of an archive that is decompressed already.
type Reader struct {
	r       *bufio.Reader
	n       int
	left    int64 // bytes of the last record's block that have not been read
	version bool  // the version line of the next record has been read
	lost    bool  // the next record has to be searched
}

// NewReader returns a Reader of r.
func NewReader(r *bufio.Reader) *Reader { return &Reader{r: r} }

// A Record is the header of a record, and access to its block until the next
// call of Next. Empty fields were not given.
type Record struct {
	Number      int    // from 1
	Type        string // "response", "resource", "conversion", …
	ID, URI     string // without angle brackets
	ContentType string // of the block, without parameters, in lower case
	Length      int64  // of the block in bytes

	r *Reader
}

// Number is that of the last record, from 1.
func (r *Reader) Number() int { return r.n }

// Next returns the next record, or io.EOF behind the last one. After a
// *SyntaxError it can be called again; other errors are those of the reader below
// and final.
func (r *Reader) Next() (*Record, error) {
	for r.left > 0 {
		n, err := r.r.Discard(int(min(r.left, 1<<30)))
		r.left -= int64(n)
		if err != nil {
			r.left = 0
			return nil, truncated(err)
		}
	}
	if err := r.start(); err != nil {
		return nil, err
	}
	rec := &Record{Number: r.n, r: r, Length: -1}
	budget := int64(maxHeader)
	err := r.header(&budget, func(name, value string) {
		switch name {
		case "warc-type":
			rec.Type = strings.ToLower(value)
		case "warc-record-id":
			rec.ID = unbracket(value)
		case "warc-target-uri":
			rec.URI = unbracket(value)
		case "content-type":
			rec.ContentType = mediaType(value)
		case "content-length":
			if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
				rec.Length = n
			}
		}
	})
	switch {
	case errors.Is(err, errHeader):
		r.lost = true
		return nil, &SyntaxError{err}
	case err != nil:
		return nil, truncated(err)
	case rec.Length < 0:
		r.lost = true
		return nil, &SyntaxError{errors.New("it has no usable Content-Length")}
	}
	r.left = rec.Length
	return rec, nil
}

// start reads up to and with the version line of the next record.
func (r *Reader) start() error {
	if r.version {
		r.version = false
		r.n++
		return nil
	}
	for {
		line, err := r.r.ReadSlice('\n')
		begins := bytes.HasPrefix(line, []byte("WARC/"))
		for err == bufio.ErrBufferFull {
			_, err = r.r.ReadSlice('\n')
		}
		switch {
		case begins && err == io.EOF:
			return truncated(err)
		case begins && err == nil && r.lost:
			r.lost, r.version = false, true
			return r.start()
		case begins && err == nil:
			r.n++
			return nil
		case err != nil:
			return err
		case !r.lost && len(bytes.TrimSpace(line)) > 0:
			r.lost = true
			r.n++
			return &SyntaxError{errors.New("it does not begin with WARC/")}
		}
	}
}

// header reads header fields up to the empty line; names are in lower case. What
// it reads is taken off budget, and it stops with errHeader when that is spent.
func (r *Reader) header(budget *int64, field func(name, value string)) error {
	var name, value string
	flush := func() {
		if name != "" {
			field(strings.ToLower(name), strings.TrimSpace(value))
		}
		name = ""
	}
	for {
		line, err := r.r.ReadSlice('\n')
		*budget -= int64(len(line))
		if err == bufio.ErrBufferFull || *budget < 0 {
			return errHeader
		}
		if err != nil {
			return err
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			flush()
			return nil
		}
		if text[0] == ' ' || text[0] == '\t' {
			value += " " + strings.TrimSpace(text)
			continue
		}
		flush()
		var ok bool
		if name, value, ok = strings.Cut(text, ":"); !ok {
			return errHeader
		}
	}
}

// Body returns the block as it is, at most max bytes.
func (rec *Record) Body(max int64) ([]byte, error) {
	r := rec.r
	if r.left > max {
		return nil, ErrTooLarge
	}
	// The length is only announced: memory grows with what really comes.
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(r.r, r.left))
	r.left -= n
	if err == nil && r.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		r.left = 0
		return nil, truncated(err)
	}
	return b.Bytes(), nil
}

// A Response is an HTTP response kept in a record.
type Response struct {
	Status      int
	ContentType string // without parameters, in lower case
	Charset     string // declared with the content type

	rec      *Record
	chunked  bool
	encoding string
}

// Response reads the HTTP header that the block begins with.
func (rec *Record) Response() (*Response, error) {
	r := rec.r
	budget := min(r.left, maxHeader)
	line, err := r.r.ReadSlice('\n')
	budget -= int64(len(line))
	r.left -= int64(len(line))
	if err != nil && err != bufio.ErrBufferFull {
		r.left = 0
		return nil, truncated(err)
	}
	words := strings.Fields(string(line))
	if r.left < 0 || err != nil || len(words) < 2 || !strings.HasPrefix(words[0], "HTTP/") {
		r.skew()
		return nil, &SyntaxError{errors.New("its block is no HTTP response")}
	}
	resp := &Response{rec: rec}
	resp.Status, _ = strconv.Atoi(words[1])
	before := budget
	err = r.header(&budget, func(name, value string) {
		switch name {
		case "content-type":
			resp.ContentType = mediaType(value)
			resp.Charset = parameter(value, "charset")
		case "transfer-encoding":
			resp.chunked = strings.Contains(strings.ToLower(value), "chunked")
		case "content-encoding":
			resp.encoding = strings.ToLower(value)
		}
	})
	r.left -= before - budget
	switch {
	case errors.Is(err, errHeader):
		r.skew()
		return nil, &SyntaxError{fmt.Errorf("its HTTP response: %w", err)}
	case err != nil:
		r.left = 0
		return nil, truncated(err)
	}
	return resp, nil
}

// skew deals with a header that ran over the end of its block: the next record
// has to be searched.
func (r *Reader) skew() {
	if r.left < 0 {
		r.left, r.lost = 0, true
	}
}

// Body returns the body of the response with its chunks joined and decompressed,
// at most max bytes. Archives keep the header of the wire with a body that has
// been decoded already: what does not decode is taken as it is.
func (resp *Response) Body(max int64) ([]byte, error) {
	data, err := resp.rec.Body(max)
	if err != nil {
		return nil, err
	}
	if resp.chunked {
		if data, err = attempt(data, httputil.NewChunkedReader(bytes.NewReader(data)), max); err != nil {
			return nil, err
		}
	}
	for encoding := range strings.SplitSeq(resp.encoding, ",") {
		var r io.Reader
		src := bytes.NewReader(data)
		switch strings.TrimSpace(encoding) {
		case "gzip", "x-gzip":
			r, err = gzip.NewReader(src)
		case "deflate":
			if r, err = zlib.NewReader(src); err != nil {
				src.Reset(data)
				r, err = flate.NewReader(src), nil
			}
		case "br":
			r = brotli.NewReader(src)
		default:
			continue
		}
		if err != nil {
			continue
		}
		if data, err = attempt(data, r, max); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// attempt returns what r makes of data, or data where r makes nothing of it. A
// page cut short is better than none.
func attempt(data []byte, r io.Reader, max int64) ([]byte, error) {
	decoded, err := io.ReadAll(io.LimitReader(r, max+1))
	if int64(len(decoded)) > max {
		return nil, ErrTooLarge
	}
	if err != nil && len(decoded) == 0 {
		return data, nil
	}
	return decoded, nil
}

// truncated makes an end within a record an error, and leaves others as they are.
func truncated(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return errTruncated
	}
	return err
}

// unbracket takes the angle brackets off "<urn:uuid:…>"; some writers put them
// around addresses too.
func unbracket(s string) string {
	return strings.TrimSuffix(strings.TrimPrefix(s, "<"), ">")
}

// mediaType is a content type without parameters.
func mediaType(s string) string {
	s, _, _ = strings.Cut(s, ";")
	return strings.ToLower(strings.TrimSpace(s))
}

// parameter is the value of a content type's parameter, "" where it has none.
func parameter(s, name string) string {
	for part := range strings.SplitSeq(s, ";") {
		key, value, _ := strings.Cut(part, "=")
		if strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return ""
}
