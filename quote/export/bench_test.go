package export

import (
	"io"
	"testing"

	"dixit/corpus"
	"dixit/quote"
)

// Writing must be cheap beside extracting; the rate is that of the articles' text.
func BenchmarkWrite(b *testing.B) {
	a := samples(b)[0]
	for _, name := range []string{"jsonl", "csv", "xlsx", "parquet", "table", "html"} {
		b.Run(name, func(b *testing.B) {
			f, err := Standard().ByName(name)
			if err != nil {
				b.Fatal(err)
			}
			w := f.New(io.Discard, Options{})
			defer Abandon(w)
			b.SetBytes(int64(len(a.Body)))
			b.ReportAllocs()
			for b.Loop() {
				if err := w.Write(a.Article, rowsOf(a.Article, a.quotations)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func rowsOf(a *corpus.Article, quotations []quote.Quotation) []Row {
	rows := make([]Row, len(quotations))
	for i := range quotations {
		rows[i] = NewRow(a, &quotations[i])
	}
	return rows
}
