package export

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"dixit/corpus"
	"dixit/quote"
)

// readBack opens a workbook that was written.
func readBack(t *testing.T, out []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestXLSXHoldsTheRows(t *testing.T) {
	f := readBack(t, []byte(write(t, "xlsx", Options{})))
	if got := f.GetSheetList(); !slices.Equal(got, []string{"quotations"}) {
		t.Fatalf("sheets %q", got)
	}
	got, err := f.GetRows("quotations", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{Columns()}
	for _, s := range samples(t) {
		for _, r := range s.rows() {
			want = append(want, r.Cells(nil))
		}
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	published := slices.Index(Columns(), "published")
	for i := range want {
		for j, w := range want[i] {
			// A date is a number; an escape character has no place in XML, nor
			// have bytes that are not UTF-8.
			if j == published && i > 0 && w != "" {
				w = "45462.3125"
			}
			w = strings.ReplaceAll(strings.ToValidUTF8(w, "\uFFFD"), "\x1b", "\uFFFD")
			if g := append(got[i], make([]string, len(want[i]))...)[j]; g != w {
				t.Errorf("row %d, %s: %q, want %q", i+1, Columns()[j], g, w)
			}
		}
	}
}

func TestXLSXIsMadeForPeople(t *testing.T) {
	f := readBack(t, []byte(write(t, "xlsx", Options{})))
	panes, err := f.GetPanes("quotations")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the head is not frozen: %+v, %v", panes, err)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "'quotations'!$A$1:$R$12" {
		t.Errorf("filters: %+v", names)
	}
	widths := map[float64]bool{}
	for i := range Columns() {
		name, _ := excelize.ColumnNumberToName(i + 1)
		w, err := f.GetColWidth("quotations", name)
		if err != nil {
			t.Fatal(err)
		}
		widths[w] = true
	}
	if len(widths) < 3 {
		t.Errorf("columns are all of the same width: %v", widths)
	}
}

func TestXLSXDates(t *testing.T) {
	for _, c := range []struct{ name, published, raw, shown string }{
		{"day", "2024-06-19", "45462", "2024-06-19"},
		{"with a zone, as printed", "2024-06-19T07:30:00+02:00", "45462.3125", "2024-06-19 07:30"},
		{"without a zone", "2024-06-19T07:30:00", "45462.3125", "2024-06-19 07:30"},
		{"month", "2024-06", "2024-06", "2024-06"},
		{"year", "2024", "2024", "2024"},
		{"too early for spreadsheets", "1898-01-13", "1898-01-13", "1898-01-13"},
		{"no date", "hier", "hier", "hier"},
		{"none", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := readBack(t, workbook(t, Options{}, Row{ID: "a", Published: c.published}))
			raw, err := f.GetCellValue("quotations", "P2", excelize.Options{RawCellValue: true})
			if err != nil || raw != c.raw {
				t.Errorf("stored %q (%v), want %q", raw, err, c.raw)
			}
			if shown, err := f.GetCellValue("quotations", "P2"); err != nil || shown != c.shown {
				t.Errorf("shown %q (%v), want %q", shown, err, c.shown)
			}
		})
	}
}

// workbook is an XLSX file of some rows.
func workbook(t *testing.T, o Options, rows ...Row) []byte {
	t.Helper()
	var b bytes.Buffer
	w := newXLSX(&b, o)
	if err := w.Write(&corpus.Article{}, rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSXFormulasAreTexts(t *testing.T) {
	for _, text := range []string{"=1+1", "+33 1", "-2", "@A1", "\tx", "\rx", "=HYPERLINK(\"http://x\")"} {
		f := readBack(t, workbook(t, Options{}, Row{ID: text, Text: text, Speaker: &Speaker{Name: text}}))
		for _, cell := range []string{"A2", "E2", "H2"} {
			formula, _ := f.GetCellFormula("quotations", cell)
			kind, _ := f.GetCellType("quotations", cell)
			id, _ := f.GetCellStyle("quotations", cell)
			style, err := f.GetStyle(id)
			if err != nil {
				t.Fatal(err)
			}
			if formula != "" || kind != excelize.CellTypeInlineString || style.NumFmt != 49 {
				t.Errorf("%q in %s: formula %q, type %v, number format %d", text, cell, formula, kind, style.NumFmt)
			}
		}
	}
}

func TestXLSXTellsWhatItCuts(t *testing.T) {
	var warnings []string
	o := Options{Warn: func(m string) { warnings = append(warnings, m) }}
	full := strings.Repeat("é", maxCell)
	// Of two UTF-16 units each.
	clefs := strings.Repeat("𝄞", maxCell/2+1)
	f := readBack(t, workbook(t, o, Row{ID: "full", Text: full}, Row{ID: "long", Text: full + "é"}, Row{ID: "wide", Text: clefs, Context: "court"}))
	for cell, c := range map[string]struct{ begin, end string }{
		"E2": {full, "é"},
		"E3": {"ééé", "é… [cut: 32768 characters in all]"},
		"E4": {"𝄞𝄞", "𝄞… [cut: 16384 characters in all]"},
		"R4": {"court", "court"},
	} {
		got, err := f.GetCellValue("quotations", cell)
		if err != nil || !strings.HasPrefix(got, c.begin) || !strings.HasSuffix(got, c.end) || units(got) > maxCell || !utf8.ValidString(got) {
			t.Errorf("%s: %d units, %q…%q, %v", cell, units(got), got[:min(20, len(got))], got[max(0, len(got)-60):], err)
		}
	}
	want := "2 cells are cut at 32767 characters, all that an xlsx cell holds, and marked so: text of long, text of wide; the other formats have the full text"
	if !slices.Equal(warnings, []string{want}) {
		t.Errorf("told %q", warnings)
	}
	warnings = nil
	workbook(t, o, Row{ID: "full", Text: full})
	if warnings != nil {
		t.Errorf("told %q of cells in full", warnings)
	}
}

func TestXLSXGoesOnInAnotherSheet(t *testing.T) {
	for _, c := range []struct {
		name              string
		maxRows, maxBytes int
	}{{"rows", 4, 1 << 20}, {"bytes", 1 << 20, 30}} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			w := newWorkbook(&b, Options{}, c.maxRows, c.maxBytes)
			for _, id := range []string{"a", "b", "c", "d", "e", "f", "g"} {
				if err := w.Write(nil, []Row{{ID: id, Text: "dix octets"}}); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			f := readBack(t, b.Bytes())
			var ids string
			for _, sheet := range f.GetSheetList() {
				rows, err := f.GetRows(sheet)
				if err != nil || len(rows) > 4 || rows[0][0] != "id" {
					t.Errorf("%s: %q, %v", sheet, rows, err)
				}
				for _, r := range rows[1:] {
					ids += r[0]
				}
			}
			if got := strings.Join(f.GetSheetList(), ", "); ids != "abcdefg" || got != "quotations, quotations 2, quotations 3" {
				t.Errorf("rows %s on %s", ids, got)
			}
			if n := len(f.GetDefinedName()); n != 3 {
				t.Errorf("filters on %d sheets", n)
			}
		})
	}
}

// A large workbook waits in a temporary file; nothing of it stays, written or not.
func TestXLSXLeavesNoFiles(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	files := func() int {
		list, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if os.TempDir() != folder {
		t.Skip("the folder of temporary files is not TMPDIR here")
	}
	row := Row{Text: strings.Repeat("mot ", 8000), Context: strings.Repeat("mot ", 8000), Kind: quote.Direct}
	for _, end := range []struct {
		name string
		do   func(Writer) error
	}{
		{"closed", Writer.Close},
		{"abandoned", func(w Writer) error { Abandon(w); return nil }},
	} {
		t.Run(end.name, func(t *testing.T) {
			w := newXLSX(io.Discard, Options{})
			for range 300 {
				if err := w.Write(nil, []Row{row}); err != nil {
					t.Fatal(err)
				}
			}
			if files() == 0 {
				t.Error("19 MB of text are all in memory")
			}
			if err := end.do(w); err != nil {
				t.Error(err)
			}
			if n := files(); n != 0 {
				t.Errorf("%d files are left", n)
			}
		})
	}
}
