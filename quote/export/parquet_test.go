package export

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

func TestParquetHoldsTheRows(t *testing.T) {
	out := []byte(write(t, "parquet", Options{}))
	f, err := parquet.OpenFile(bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, c := range f.Schema().Columns() {
		columns = append(columns, strings.Join(c, "."))
	}
	if !slices.Equal(columns, Columns()) {
		t.Errorf("columns %q, want %q", columns, Columns())
	}
	got, err := parquet.Read[parquetRow](bytes.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	var want []Row
	for _, s := range samples(t) {
		want = append(want, s.rows()...)
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	for i := range want {
		g, w := &got[i], &want[i]
		back := Row{ID: g.ID, Doc: g.Doc, Start: int(g.Start), End: int(g.End), Text: g.Text, Kind: w.Kind, Speaker: w.Speaker, Mention: g.Mention,
			Cue: g.Cue, Rule: g.Rule, Confidence: g.Confidence, Remark: g.Remark, Outlet: g.Outlet, Title: g.Title, Published: g.Published,
			URL: g.URL, Context: g.Context, ContextStart: w.ContextStart}
		w.Context = strings.ToValidUTF8(w.Context, "\uFFFD")
		if back != *w || g.Kind != string(w.Kind) {
			t.Errorf("row %d: %+v, want %+v", i, back, *w)
		}
		if w.Speaker == nil {
			if g.Speaker != nil || g.SpeakerID != nil {
				t.Errorf("row %d has a speaker", i)
			}
		} else if g.Speaker == nil || *g.Speaker != w.Speaker.Name || g.SpeakerID == nil || *g.SpeakerID != w.Speaker.ID {
			t.Errorf("row %d has not its speaker %v", i, w.Speaker)
		}
	}
}

// What is held in memory is one group of rows.
func TestParquetRowGroups(t *testing.T) {
	var b bytes.Buffer
	w := newParquet(&b, Options{})
	rows := make([]Row, 1000)
	for n := range 2*groupRows/len(rows) + 1 {
		for i := range rows {
			// Words that no compression does away with.
			rows[i].ID = fmt.Sprintf("%x", sha256.Sum256([]byte{byte(n), byte(i), byte(i >> 8)}))
		}
		if err := w.Write(nil, rows); err != nil {
			t.Fatal(err)
		}
	}
	if b.Len() == 0 {
		t.Error("nothing is written before the end")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if f.NumRows() != int64(2*groupRows+len(rows)) || len(f.RowGroups()) != 3 {
		t.Errorf("%d rows in %d groups", f.NumRows(), len(f.RowGroups()))
	}
}
