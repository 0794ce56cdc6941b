package request

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"dixit/index"
	"dixit/quote/export"
)

// RemarkFormats are the formats of lists of remarks.
var RemarkFormats = []string{"csv", "jsonl"}

// WriteRemarks writes a row for each remark in one of RemarkFormats; another is an
// error.
func WriteRemarks(w io.Writer, format string, remarks []index.RemarkHit) error {
	switch format {
	case "csv":
		return writeRemarksCSV(w, remarks)
	case "jsonl":
		return writeRemarksJSON(w, remarks)
	}
	return fmt.Errorf("remarks are written as csv or jsonl, not as %q", format)
}

func writeRemarksJSON(w io.Writer, remarks []index.RemarkHit) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for i := range remarks {
		if err := e.Encode(NewRemarkRow(&remarks[i])); err != nil {
			return err
		}
	}
	return nil
}

func writeRemarksCSV(w io.Writer, remarks []index.RemarkHit) error {
	c := csv.NewWriter(w)
	// An error shows again at Flush.
	_ = c.Write([]string{"id", "text", "speaker_id", "speaker", "outlets", "wordings", "quotations", "matched", "first", "last", "quotation", "outlet"})
	for i := range remarks {
		r := NewRemarkRow(&remarks[i])
		var s export.Speaker
		if r.Speaker != nil {
			s = *r.Speaker
		}
		record := []string{r.ID, r.Text, s.ID, s.Name, strconv.Itoa(r.Outlets), strconv.Itoa(r.Wordings), strconv.Itoa(r.Quotations),
			strconv.Itoa(r.Matched), r.First, r.Last, r.Quotation, r.Outlet}
		for k := range record {
			record[k] = export.Harmless(record[k])
		}
		_ = c.Write(record)
	}
	c.Flush()
	return c.Error()
}
