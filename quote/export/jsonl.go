package export

import (
	"encoding/json"
	"io"

	"dixit/corpus"
)

type jsonlWriter struct {
	buffered
	*json.Encoder
}

func newJSONL(w io.Writer, _ Options) Writer {
	b := newBuffered(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return &jsonlWriter{b, e}
}

// Write writes one object a line. JSON is UTF-8: bytes that are not come out as
// U+FFFD.
func (w *jsonlWriter) Write(_ *corpus.Article, rows []Row) error {
	for i := range rows {
		if err := w.Encode(&rows[i]); err != nil {
			return err
		}
	}
	return nil
}
