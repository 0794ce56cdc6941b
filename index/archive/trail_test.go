package archive

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dixit/index/analysis"
)

func TestTrail(t *testing.T) {
	an := analysis.New()
	tokens := func(s string) []analysis.Token { return an.Tokens(nil, s) }
	long := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "mot%d ", i)
		}
		return b.String()
	}
	tests := []struct {
		name         string
		text, phrase string
		want         verdict
	}{
		{"side by side", "Le président français arrive", "président français", stands},
		{"inflected", "Les présidents français arrivent", "président français", stands},
		{"the other way round", "Le français président", "président français", absent},
		{"a stop word between", "Le président de France parle", "président de France", stands},
		{"any word for a stop word", "Le président parle France", "président de France", stands},
		{"a stop word too many", "Le président de la France", "président de France", absent},
		{"a stop word too few", "Le président de France", "président France", absent},
		{"twice, the second time", "président. Le président français", "président français", stands},
		{"behind many stop words", "président qui ne les a pas eu France", "président qui ne les a pas eu France", perhaps},
		{"over the end", "le français président", "président français", absent},
		{"in a long text", long(300) + "président français", "président français", stands},
		{"in a very long text", long(3000) + "président français", "président français", perhaps},
	}
	for _, test := range tests {
		if got := newPhrase(tokens(test.phrase)).in(newTrail(tokens(test.text))); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
	p := newPhrase(tokens("président français"))
	if got := p.in(newTrail(tokens("le président"), tokens("français"))); got == stands {
		t.Errorf("a phrase goes from one part into the next")
	}
	if got := p.in(nil); got != perhaps {
		t.Errorf("no trail says %d", got)
	}
}

// A trail must never say otherwise than the text.
func TestTrailAgrees(t *testing.T) {
	an := analysis.New()
	r := rand.New(rand.NewPCG(5, 5))
	words := strings.Fields("le de la et qui mot pont port ville train paix loi")
	for i := range 60 {
		words = append(words, fmt.Sprintf("nom%d", i))
	}
	text := func(n int) []analysis.Token {
		var b []string
		for range n {
			b = append(b, words[r.IntN(len(words))])
		}
		return an.Tokens(nil, strings.Join(b, " "))
	}
	decided := 0
	for range 20000 {
		tokens := text(1 + r.IntN(60))
		from := r.IntN(len(tokens))
		query := tokens[from:min(len(tokens), from+1+r.IntN(5))]
		if r.IntN(2) == 0 {
			query = text(1 + r.IntN(4))
		}
		for len(query) > 0 && query[0].Stop {
			query = query[1:]
		}
		for len(query) > 0 && query[len(query)-1].Stop {
			query = query[:len(query)-1]
		}
		m := mark{}
		all := len(query) > 0
		for _, q := range query {
			if q.Stop {
				m.slots = append(m.slots, nil)
				continue
			}
			m.slots = append(m.slots, slot{q.Stem: {}})
			one := mark{slots: []slot{{q.Stem: {}}}}
			all = all && one.find(tokens)
		}
		if !all {
			continue // the index does not offer such a text
		}
		want := m.find(tokens)
		switch got := newPhrase(query).in(newTrail(tokens)); {
		case got == stands && !want, got == absent && want:
			t.Fatalf("%v in %v: %d, want %v", query, tokens, got, want)
		case got != perhaps:
			decided++
		}
	}
	if decided < 8000 {
		t.Errorf("trails decided only %d times", decided)
	}
}

// Trails come from files: whatever they hold, looking for a phrase ends.
func FuzzTrail(f *testing.F) {
	an := analysis.New()
	p := newPhrase(an.Tokens(nil, "président de la république française"))
	f.Add([]byte(newTrail(an.Tokens(nil, "Le président de la République française parle"))))
	f.Add([]byte{})
	f.Add([]byte{wide | 1, 7})
	f.Fuzz(func(t *testing.T, b []byte) {
		if v := p.in(b); v > stands {
			t.Fatalf("verdict %d", v)
		}
	})
}
