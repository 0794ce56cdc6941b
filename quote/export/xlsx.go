package export

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dixit/corpus"
)

// Limits of a sheet. Rows beyond them go on a further sheet.
const (
	// maxSheetRows counts the head.
	maxSheetRows = excelize.TotalRows
	// maxSheetBytes of text keep a sheet's XML, in which a character takes up to
	// five bytes, below the 4 GB that readers of workbooks handle.
	maxSheetBytes = 512 << 20
	// maxCell is how many UTF-16 units a cell holds.
	maxCell = excelize.TotalCellChars
)

// sheetWidths are the widths of columns in characters, where they differ from the
// usual.
var sheetWidths = map[string]float64{
	"id": 18, "doc": 24, "start": 8, "end": 8, "text": 70, "kind": 8, "speaker_id": 20, "speaker": 24, "mention": 24,
	"cue": 18, "rule": 14, "confidence": 11, "remark": 18, "outlet": 22, "title": 40, "published": 17, "url": 30, "context": 70,
}

// xlsxWriter writes a workbook. A sheet has to be complete before the file can
// begin: what is more than some megabytes waits in a temporary file.
type xlsxWriter struct {
	out     io.Writer
	options Options
	// Limits of a sheet.
	maxRows, maxBytes int

	file  *excelize.File // nil once it is closed
	sheet *excelize.StreamWriter
	err   error // of making the workbook or a sheet

	sheets, rows, bytes                int // sheets so far; rows and bytes of text on the last
	head, number, date, dateTime, text int // styles
	values                             []any
	cut                                []string // the first cells that were cut
	cuts                               int
}

func newXLSX(w io.Writer, o Options) Writer {
	return newWorkbook(w, o, maxSheetRows, maxSheetBytes)
}

func newWorkbook(w io.Writer, o Options, maxRows, maxBytes int) *xlsxWriter {
	x := &xlsxWriter{out: w, options: o, maxRows: maxRows, maxBytes: maxBytes, file: excelize.NewFile()}
	day, minute := "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&x.head, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&x.number, excelize.Style{NumFmt: 2}}, // 0.00
		{&x.date, excelize.Style{CustomNumFmt: &day}},
		{&x.dateTime, excelize.Style{CustomNumFmt: &minute}},
		{&x.text, excelize.Style{NumFmt: 49}}, // text
	} {
		if *s.id, x.err = x.file.NewStyle(&s.style); x.err != nil {
			return x
		}
	}
	x.err = x.begin()
	return x
}

// begin begins a sheet: the widths of its columns, and the head, which stays in
// view.
func (w *xlsxWriter) begin() error {
	w.sheets++
	name := w.name()
	var err error
	if w.sheets == 1 {
		err = w.file.SetSheetName(w.file.GetSheetName(0), name)
	} else {
		_, err = w.file.NewSheet(name)
	}
	if err != nil {
		return err
	}
	if w.sheet, err = w.file.NewStreamWriter(name); err != nil {
		return err
	}
	head := make([]any, len(Columns()))
	for i, column := range Columns() {
		if err := w.sheet.SetColWidth(i+1, i+1, cmp.Or(sheetWidths[column], 12)); err != nil {
			return err
		}
		head[i] = excelize.Cell{StyleID: w.head, Value: column}
	}
	if err := w.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	w.rows, w.bytes = 1, 0
	return w.sheet.SetRow("A1", head)
}

// name is that of the last sheet.
func (w *xlsxWriter) name() string {
	if w.sheets == 1 {
		return "quotations"
	}
	return "quotations " + strconv.Itoa(w.sheets)
}

// end completes a sheet: the head offers filters for the rows below it.
func (w *xlsxWriter) end() error {
	last, err := excelize.CoordinatesToCellName(len(Columns()), w.rows)
	if err != nil {
		return err
	}
	if err := w.file.AutoFilter(w.name(), "A1:"+last, nil); err != nil {
		return err
	}
	return w.sheet.Flush()
}

func (w *xlsxWriter) Write(_ *corpus.Article, rows []Row) error {
	for i := range rows {
		if w.err != nil {
			return w.err
		}
		if w.rows >= w.maxRows || w.bytes >= w.maxBytes {
			if w.err = w.end(); w.err == nil {
				w.err = w.begin()
			}
			if w.err != nil {
				return w.err
			}
		}
		w.err = w.row(&rows[i])
	}
	return w.err
}

func (w *xlsxWriter) row(r *Row) error {
	var s Speaker
	if r.Speaker != nil {
		s = *r.Speaker
	}
	w.rows++
	w.values = w.values[:0]
	for _, v := range [...]any{r.ID, r.Doc, r.Start, r.End, r.Text, string(r.Kind), s.ID, s.Name, r.Mention, r.Cue, r.Rule,
		excelize.Cell{StyleID: w.number, Value: r.Confidence}, r.Remark, r.Outlet, r.Title, w.published(r.Published), r.URL, r.Context} {
		if text, ok := v.(string); ok {
			w.bytes += len(text)
			v = w.cell(text, r.ID, Columns()[len(w.values)])
		}
		w.values = append(w.values, v)
	}
	return w.sheet.SetRow("A"+strconv.Itoa(w.rows), w.values)
}

// cell returns the value of a text in the row id. Texts are stored as such, never
// as formulas; one that a spreadsheet would take for a formula as soon as somebody
// edits the cell has the format "text" too, which keeps it from that. A text
// longer than a cell ends with a mark, and the cell is told when the file is
// complete.
func (w *xlsxWriter) cell(text, id, column string) any {
	if text == "" {
		return nil
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	// A unit takes a byte at least: most texts need no counting.
	if len(text) > maxCell && units(text) > maxCell {
		mark := fmt.Sprintf("… [cut: %d characters in all]", utf8.RuneCountInString(text))
		text = firstUnits(text, maxCell-units(mark)) + mark
		if w.cuts++; len(w.cut) < 3 {
			w.cut = append(w.cut, column+" of "+id)
		}
	}
	if formula(text) {
		return excelize.Cell{StyleID: w.text, Value: text}
	}
	return text
}

// units counts the UTF-16 units of s.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// firstUnits returns the beginning of s, at most n UTF-16 units.
func firstUnits(s string, n int) string {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return s[:i]
		}
	}
	return s
}

// firstDay is the first whose number is the same in every spreadsheet: some hold
// that 1900 was a leap year.
var firstDay = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)

// published returns a date cell for a full date; with a time of day, the one that
// was printed, whatever its zone. A month or a year is no day: it stays a text.
func (w *xlsxWriter) published(date string) any {
	for _, layout := range [...]string{time.DateOnly, time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		t, err := time.Parse(layout, date)
		if err != nil {
			continue
		}
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
		switch {
		case t.Before(firstDay):
			return date
		case layout == time.DateOnly:
			return excelize.Cell{StyleID: w.date, Value: t}
		}
		return excelize.Cell{StyleID: w.dateTime, Value: t}
	}
	return date
}

func (w *xlsxWriter) Close() error {
	if w.file == nil {
		return w.err
	}
	defer w.Abandon()
	if w.err != nil {
		return w.err
	}
	if w.err = w.end(); w.err != nil {
		return w.err
	}
	// Straight to the output: left to itself the library collects the file in
	// memory, and writes it at the end.
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w.out) })
	if _, w.err = w.file.WriteTo(io.Discard); w.err != nil {
		return w.err
	}
	if w.cuts > 0 && w.options.Warn != nil {
		cells := "1 cell is"
		if w.cuts > 1 {
			cells = strconv.Itoa(w.cuts) + " cells are"
		}
		more := ""
		if w.cuts > len(w.cut) {
			more = " and others"
		}
		w.options.Warn(fmt.Sprintf("%s cut at %d characters, all that an xlsx cell holds, and marked so: %s%s; the other formats have the full text",
			cells, maxCell, strings.Join(w.cut, ", "), more))
	}
	return nil
}

// Abandon removes the temporary files.
func (w *xlsxWriter) Abandon() {
	if w.file != nil {
		_ = w.file.Close()
		w.file = nil
	}
}
