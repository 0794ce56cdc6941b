package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"dixit/corpus"
)

// Columns are the column names of tabular formats, in the order of Cells: those
// of the JSON object, the speaker being two.
func Columns() []string {
	return []string{"id", "doc", "start", "end", "text", "kind", "speaker_id", "speaker",
		"mention", "cue", "rule", "confidence", "remark", "outlet", "title", "published", "url", "context"}
}

// Cells appends the row's values to dst, in the order of Columns.
func (r *Row) Cells(dst []string) []string {
	var s Speaker
	if r.Speaker != nil {
		s = *r.Speaker
	}
	return append(dst, r.ID, r.Doc, strconv.Itoa(r.Start), strconv.Itoa(r.End), r.Text, string(r.Kind), s.ID, s.Name,
		r.Mention, r.Cue, r.Rule, strconv.FormatFloat(r.Confidence, 'g', -1, 64), r.Remark, r.Outlet, r.Title, r.Published, r.URL, r.Context)
}

// Harmless keeps a spreadsheet from reading a text as a formula: such a cell
// begins with an apostrophe. It also replaces what is not UTF-8.
func Harmless(cell string) string {
	cell = strings.ToValidUTF8(cell, "\uFFFD")
	if formula(cell) {
		return "'" + cell
	}
	return cell
}

// formula reports whether a spreadsheet may read a text as a formula.
func formula(cell string) bool {
	for _, start := range [...]string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(cell, start) {
			return true
		}
	}
	return false
}

type csvWriter struct {
	*csv.Writer
	record []string
}

func newCSV(w io.Writer, _ Options) Writer {
	c := &csvWriter{Writer: csv.NewWriter(w)}
	// An error shows again at the next Flush.
	_ = c.Writer.Write(Columns())
	return c
}

func (w *csvWriter) Write(_ *corpus.Article, rows []Row) error {
	for i := range rows {
		w.record = rows[i].Cells(w.record[:0])
		for j := range w.record {
			w.record[j] = Harmless(w.record[j])
		}
		if err := w.Writer.Write(w.record); err != nil {
			return err
		}
	}
	return nil
}

func (w *csvWriter) Close() error {
	w.Flush()
	return w.Error()
}

type tsvWriter struct {
	buffered
	record []string
}

func newTSV(w io.Writer, _ Options) Writer {
	t := &tsvWriter{buffered: newBuffered(w)}
	_, _ = t.WriteString(strings.Join(Columns(), "\t") + "\n")
	return t
}

// oneLine makes tabs and all that ends a line a space each: TSV has no quoting.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ", "\v", " ", "\f", " ",
	"\u0085", " ", "\u2028", " ", "\u2029", " ")

func (w *tsvWriter) Write(_ *corpus.Article, rows []Row) error {
	for i := range rows {
		w.record = rows[i].Cells(w.record[:0])
		for j := range w.record {
			w.record[j] = oneLine.Replace(Harmless(w.record[j]))
		}
		if _, err := w.WriteString(strings.Join(w.record, "\t")); err != nil {
			return err
		}
		if err := w.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}
