package export

import (
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"

	"dixit/corpus"
)

// groupRows is the size of a row group, which is what the writer holds in memory.
const groupRows = 20_000

// A parquetRow has the columns of the other tabular formats, in their order. A
// speaker whom the article does not tell is null. Values that come back often are
// written once a row group.
type parquetRow struct {
	ID         string  `parquet:"id"`
	Doc        string  `parquet:"doc,dict"`
	Start      int64   `parquet:"start"`
	End        int64   `parquet:"end"`
	Text       string  `parquet:"text"`
	Kind       string  `parquet:"kind,dict"`
	SpeakerID  *string `parquet:"speaker_id,optional,dict"`
	Speaker    *string `parquet:"speaker,optional,dict"`
	Mention    string  `parquet:"mention,dict"`
	Cue        string  `parquet:"cue,dict"`
	Rule       string  `parquet:"rule,dict"`
	Confidence float64 `parquet:"confidence"`
	Remark     string  `parquet:"remark,dict"`
	Outlet     string  `parquet:"outlet,dict"`
	Title      string  `parquet:"title,dict"`
	Published  string  `parquet:"published,dict"`
	URL        string  `parquet:"url,dict"`
	Context    string  `parquet:"context"`
}

type parquetWriter struct {
	*parquet.GenericWriter[parquetRow]
	rows []parquetRow
}

func newParquet(w io.Writer, _ Options) Writer {
	return &parquetWriter{GenericWriter: parquet.NewGenericWriter[parquetRow](w,
		parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(groupRows), parquet.CreatedBy("dixit", "", ""))}
}

func (w *parquetWriter) Write(_ *corpus.Article, rows []Row) error {
	// Its text columns are UTF-8 by definition.
	valid := func(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }
	w.rows = w.rows[:0]
	for i := range rows {
		r := &rows[i]
		p := parquetRow{
			ID: valid(r.ID), Doc: valid(r.Doc), Start: int64(r.Start), End: int64(r.End), Text: valid(r.Text), Kind: valid(string(r.Kind)),
			Mention: valid(r.Mention), Cue: valid(r.Cue), Rule: valid(r.Rule), Confidence: r.Confidence, Remark: valid(r.Remark),
			Outlet: valid(r.Outlet), Title: valid(r.Title), Published: valid(r.Published), URL: valid(r.URL), Context: valid(r.Context),
		}
		if r.Speaker != nil {
			id, name := valid(r.Speaker.ID), valid(r.Speaker.Name)
			p.SpeakerID, p.Speaker = &id, &name
		}
		w.rows = append(w.rows, p)
	}
	_, err := w.GenericWriter.Write(w.rows)
	return err
}
