package synth

import (
	"reflect"
	"testing"
)

func TestGenerator(t *testing.T) {
	a, b := New(1), New(1)
	bytes, quotations := 0, 0
	const n = 300
	for range n {
		e := a.Next()
		if !reflect.DeepEqual(e, b.Next()) {
			t.Fatal("two generators of one seed differ")
		}
		bytes += len(e.Article.Body)
		quotations += len(e.Quotations)
		for _, q := range e.Quotations {
			if q.Text == "" || q.Speaker != nil && q.Mention.Span.Of(e.Article.Body) != q.Mention.Text {
				t.Fatalf("quotation %+v", q)
			}
		}
	}
	if avg := bytes / n; avg < 2800 || avg > 3800 {
		t.Errorf("articles of %d bytes", avg)
	}
	if quotations != 6*n {
		t.Errorf("%d quotations in %d articles", quotations, n)
	}
}
