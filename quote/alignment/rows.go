package alignment

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxLine bounds a line of input; a longer one is reported and passed over.
const maxLine = 16 << 20

// A RowError says which line of an input could not be read as a quotation; the
// lines after it can.
type RowError struct {
	File string
	Line int // from 1
	Err  error
}

func (e *RowError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }
func (e *RowError) Unwrap() error { return e.Err }

// Read reads quotations, one JSON object a line with "id" and "text" and, where
// known, "speaker" (a name, or an object with one), "outlet", "date" or
// "published", and "doc". A line that is none comes as a *RowError, and reading
// goes on; an error of r comes as it is, wrapped, and ends the sequence. file
// names the input in errors.
func Read(r io.Reader, file string) iter.Seq2[Quotation, error] {
	return func(yield func(Quotation, error) bool) {
		br := bufio.NewReaderSize(r, 1<<16)
		var buf []byte
		for n := 1; ; n++ {
			line, err := readLine(br, &buf)
			if errors.Is(err, errLong) {
				if !yield(Quotation{}, &RowError{file, n, err}) {
					return
				}
				continue
			}
			if err != nil && err != io.EOF {
				yield(Quotation{}, fmt.Errorf("%s: %w", file, err))
				return
			}
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\uFEFF"))
			}
			if line = bytes.TrimSpace(line); len(line) > 0 {
				q, bad := parseRow(line)
				if bad != nil {
					bad = &RowError{file, n, bad}
				}
				if !yield(q, bad) {
					return
				}
			}
			if err == io.EOF {
				return
			}
		}
	}
}

var errLong = fmt.Errorf("line longer than %d bytes", maxLine)

// readLine returns the next line, valid until the next call. Of one that is too
// long nothing is kept.
func readLine(r *bufio.Reader, buf *[]byte) ([]byte, error) {
	*buf = (*buf)[:0]
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(*buf)+len(part) > maxLine; !long {
			*buf = append(*buf, part...)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if long {
			return nil, errLong
		}
		return *buf, err
	}
}

func parseRow(line []byte) (Quotation, error) {
	var r struct {
		ID        flexible `json:"id"`
		Text      *string  `json:"text"`
		Speaker   flexible `json:"speaker"`
		Outlet    flexible `json:"outlet"`
		Doc       flexible `json:"doc"`
		Date      flexible `json:"date"`
		Published flexible `json:"published"`
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return Quotation{}, err
	}
	if r.ID == "" {
		return Quotation{}, errors.New(`no "id"`)
	}
	if r.Text == nil {
		return Quotation{}, errors.New(`no "text"`)
	}
	q := Quotation{ID: string(r.ID), Text: *r.Text, Speaker: string(r.Speaker),
		Outlet: string(r.Outlet), Doc: string(r.Doc), Date: string(r.Date)}
	if q.Date == "" {
		q.Date = string(r.Published)
	}
	return q, nil
}

// flexible is a string that may also come as a number, as null, or as an object
// with a name.
type flexible string

func (f *flexible) UnmarshalJSON(b []byte) error {
	switch {
	case b[0] == '"':
		return json.Unmarshal(b, (*string)(f))
	case b[0] == '{':
		var o struct{ Name string }
		err := json.Unmarshal(b, &o)
		*f = flexible(o.Name)
		return err
	case b[0] == '[' || string(b) == "true" || string(b) == "false":
		return fmt.Errorf("unexpected %.20s", b)
	case string(b) != "null":
		*f = flexible(b)
	}
	return nil
}
