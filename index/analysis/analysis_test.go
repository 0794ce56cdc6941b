package analysis

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	tests := []struct {
		name, in string
		exact    string // the exact forms, stop words in brackets
	}{
		{"elision", "L’accord d'aujourd'hui, jusqu'au soir", "accord aujourd'hui [au] soir"},
		{"elision before a digit", "plus d'1 million", "plus 1 million"},
		{"name with an apostrophe", "O'Brien et N’Djamena", "o'brien [et] djamena"},
		{"hyphens", "le porte-parole de Saint-Véran", "[le] porte parole [de] saint véran"},
		{"numbers", "3,5 % et 1.200 euros, 12.", "3,5 [et] 1.200 euros 12"},
		{"decomposed", "re\u0301examine\u0301es", "réexaminées"},
		{"stop words with accents", "même été sûr", "[même] [été] sûr"},
		{"guillemets", "« oui », “non”", "oui non"},
		{"ideographs", "東京 ok", "東 京 ok"},
		{"bytes that are not UTF-8", "a\xffb", "[a] b"},
		{"trailing apostrophe", "l' d’", "[l] [d]"},
		{"empty", "", ""},
	}
	a := New()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, tok := range a.Tokens(nil, tt.in) {
				w := tok.Exact
				if tok.Stop {
					w = "[" + w + "]"
				}
				got = append(got, w)
			}
			want := strings.Fields(tt.exact)
			if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestStemsMeet(t *testing.T) {
	groups := []string{
		"réexaminer réexaminées réexaminée reexaminer REEXAMINEES",
		"financière financiere financières financier",
		"européenne européennes europeenne",
		"négociation négociations negociation",
		"troisième troisieme troisièmes",
		"société sociétés societe SOCIETES",
		"œuvre oeuvre oeuvres Œuvres",
		"traité traités traite",
		"mère mères mere",
		"prophète prophetes",
	}
	a := New()
	for _, g := range groups {
		words := strings.Fields(g)
		want := a.Term(words[0]).Stem
		for _, w := range words[1:] {
			if got := a.Term(w).Stem; got != want {
				t.Errorf("%s has the stem %q, %s %q", w, got, words[0], want)
			}
		}
	}
	if a.Term("pont").Stem == a.Term("point").Stem {
		t.Error("pont and point have one stem")
	}
}

func TestLongWordIsCut(t *testing.T) {
	term := New().Term(strings.Repeat("é", 5000))
	if len(term.Exact) > maxWord || len(term.Stem) > maxWord || !utf8.ValidString(term.Exact) {
		t.Errorf("terms of %d and %d bytes", len(term.Exact), len(term.Stem))
	}
}

func TestMemoIsBounded(t *testing.T) {
	a := New()
	word := []byte("aaaaaa")
	for i := 0; i < maxMemo+10; i++ {
		for j := range word {
			word[j] = byte('a' + i>>(4*j)&15)
		}
		a.Term(string(word))
	}
	if a.memo.Len() > maxMemo {
		t.Errorf("%d spellings kept", a.memo.Len())
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "L’été d'hiver", "a\xff\xfe’b", "qu'", "1,2.3", "e\u0301\u0301", "東京tower", "l'l'l'd"} {
		f.Add(s)
	}
	a := New()
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, tok := range a.Tokens(nil, s) {
			if tok.Start < last || tok.End <= tok.Start || tok.End > len(s) {
				t.Fatalf("token [%d,%d) behind %d in %d bytes", tok.Start, tok.End, last, len(s))
			}
			last = tok.End
			again := a.Tokens(nil, s[tok.Start:tok.End])
			if len(again) != 1 || again[0].Term != tok.Term {
				t.Fatalf("%q alone is %v, in its text %v", s[tok.Start:tok.End], again, tok)
			}
		}
	})
}

func BenchmarkTokens(b *testing.B) {
	text := strings.Repeat("Le ministère de l'Économie a confirmé, mardi, que les négociations engagées avec les partenaires européens seraient réexaminées « dès l'automne ». ", 20)
	a := New()
	var dst []Token
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		dst = a.Tokens(dst[:0], text)
	}
}
