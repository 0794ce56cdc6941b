package syntax

import (
	"os"
	"testing"

	"dixit/quote/lang/fr"
)

func TestDump(t *testing.T) {
	f := os.Getenv("DUMP")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	a := NewAnalyzer(fr.Lexicon())
	d := a.Analyze(string(b), 0, nil)
	for i := range d.Sentences {
		t.Log(d.Format(&d.Sentences[i]))
	}
}
