package export

import "io"

func newTable(w io.Writer, o Options) Writer    { return newJSONL(w, o) }
func newMarkdown(w io.Writer, o Options) Writer { return newJSONL(w, o) }
func newHTML(w io.Writer, o Options) Writer     { return newJSONL(w, o) }
