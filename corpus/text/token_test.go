package text

import (
	"strings"
	"testing"
	"unicode"
)

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"elisions", "L'accord qu’il d'«x»", "L' accord qu’ il d' « x »"},
		{"inversion", "explique-t-elle, dit-il, a-t-on, a-t'il", "explique -t-elle , dit -il , a -t-on , a -t'il"},
		{"compound words stay", "Jean-Pierre peut-être rendez-vous Kim Jong-un", "Jean-Pierre peut-être rendez-vous Kim Jong-un"},
		{"names with apostrophes", "chez N'Golo et O'Brien", "chez N'Golo et O'Brien"},
		{"lexical apostrophes", "aujourd'hui presqu'île", "aujourd'hui presqu'île"},
		{"abbreviations", "M. Roux et J.-P. Morel, Dr. Petit", "M. Roux et J.-P. Morel , Dr. Petit"},
		{"end of sentence is no abbreviation", "Il le vaut.", "Il le vaut ."},
		{"numbers", "3,5 % de 1200 m2", "3,5 % de 1200 m2"},
		{"dots", "Bon... voilà…", "Bon ... voilà …"},
		{"not UTF-8", "a\xffb", "a \xff b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, tok := range Tokenize(nil, c.in, Span{0, len(c.in)}) {
				got = append(got, tok.Span().Of(c.in))
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("tokens of %q:\n got %q\nwant %q", c.in, g, c.want)
			}
		})
	}
}

func FuzzTokenize(f *testing.F) {
	for _, s := range []string{"", "L'État, a-t-il dit.", "a\xff’\xe2\x80", "M.", "-t-il", "12.", "J.-P.K.", "ÉTÉ «\u00a0Ça\u00a0» abbé. chap. été", "cœur×2 O×", "É\xc3", "intergouvernementale", "désintéressée. Élargissement, l’été\u00a0:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		at := 0
		for _, tok := range Tokenize(nil, body, Span{0, len(body)}) {
			s := tok.Span()
			if s.Start < at || s.Empty() || s.End > len(body) {
				t.Fatalf("token %v after %d in %q", s, at, body)
			}
			if strings.IndexFunc(strings.ToValidUTF8(body[at:s.Start], "x"), func(r rune) bool {
				return !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b'
			}) >= 0 {
				t.Fatalf("bytes %q of %q belong to no token", body[at:s.Start], body)
			}
			at = s.End
			if to, flags, ok := plainWord(body, s.Start, len(body)); tok.Kind != Punct && ok {
				plain := Token{Start: tok.Start, End: int32(to), Kind: Word, Flags: flags}
				if any, _ := anyWord(nil, body, s.Start, len(body), false); len(any) != 1 || any[0] != plain {
					t.Fatalf("word at %d of %q: %+v, letter by letter %+v", s.Start, body, plain, any)
				}
			}
		}
		last := 0
		for _, p := range Paragraphs(nil, body, 0) {
			if p.Start < last || p.Empty() || p.End > len(body) || strings.Contains(p.Of(body), "\n") {
				t.Fatalf("paragraph %v in %q", p, body)
			}
			last = p.End
		}
	})
}

func TestLowerBytes(t *testing.T) {
	for c := range 256 {
		for at := range 8 {
			s := "azbycxdw"
			s = s[:at] + string([]byte{byte(c)}) + s[at+1:]
			want := 0
			for want < len(s) && s[want] >= 'a' && s[want] <= 'z' {
				want++
			}
			if got := lowerBytes(eight(s, 0)); got != want {
				t.Fatalf("lowerBytes of %q = %d, want %d", s, got, want)
			}
		}
	}
}

func BenchmarkTokenize(b *testing.B) {
	body := strings.Repeat("Le maire a-t-il vraiment déclaré, mardi, que l'accord signé à Brest serait « caduc » ? ", 2000)
	var toks []Token
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		toks = Tokenize(toks[:0], body, Span{0, len(body)})
	}
}
