package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"dixit/corpus"
	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/speakers"
)

// checkInvariants checks what holds of every result, whatever the article.
func checkInvariants(t testing.TB, a *corpus.Article, list []quote.Quotation) {
	t.Helper()
	body := a.Body
	ids := map[string]bool{}
	for i := range list {
		q := &list[i]
		fail := func(format string, args ...any) {
			t.Helper()
			t.Fatalf("quotation %d of %q, %+v: %s", i, body, *q, fmt.Sprintf(format, args...))
		}
		checkSpan := func(name string, s text.Span) {
			t.Helper()
			if s.Start < 0 || s.End < s.Start || s.End > len(body) {
				fail("%s %v lies outside the body of %d bytes", name, s, len(body))
			}
			for _, at := range [...]int{s.Start, s.End} {
				// A bound is a rune's where the bytes around it are runes at all.
				if at < len(body) && !utf8.RuneStart(body[at]) && utf8.ValidString(body) {
					fail("%s %v splits a rune", name, s)
				}
			}
		}
		checkSpan("span", q.Span)
		checkSpan("outer span", q.Outer)
		if q.Span.Empty() {
			fail("no words")
		}
		if got := body[q.Span.Start:q.Span.End]; got != q.Text {
			fail("text is not %q, the bytes of the span", got)
		}
		if q.Outer.Start > q.Span.Start || q.Outer.End < q.Span.End {
			fail("the outer span does not hold the inner")
		}
		if q.Outer.Start < a.TextStart {
			fail("starts before the article's words at %d", a.TextStart)
		}
		if q.Parent < -1 || q.Parent >= i {
			fail("parent %d", q.Parent)
		}
		if q.Parent >= 0 {
			if p := list[q.Parent].Span; q.Outer.Start < p.Start || q.Outer.End > p.End {
				fail("not within its parent %v", p)
			}
		}
		if i > 0 {
			p := list[i-1].Outer
			if q.Outer.Start < p.Start {
				fail("starts before the one before, %v", p)
			}
			if q.Outer.Start < p.End && q.Outer.End > p.End {
				fail("crosses the one before, %v", p)
			}
		}
		if ids[q.ID] || q.ID == "" {
			fail("ID is empty or another one's")
		}
		ids[q.ID] = true

		if !slices.Contains(quote.Kinds, q.Kind) {
			fail("kind")
		}
		if !(q.Confidence >= 0 && q.Confidence <= 1) {
			fail("confidence")
		}
		if q.Rule == "" {
			fail("no rule")
		}
		for name, e := range map[string]quote.Evidence{"mention": q.Mention, "cue": q.Cue} {
			checkSpan(name, e.Span)
			if got := body[e.Span.Start:e.Span.End]; got != e.Text {
				fail("%s is not %q, the bytes of its span", name, got)
			}
		}
		switch {
		case q.Speaker == nil:
			if q.Mention != (quote.Evidence{}) || q.Cue != (quote.Evidence{}) {
				fail("evidence without a speaker")
			}
		case q.Kind == quote.Other:
			fail("speaker %+v of words that are nobody's", *q.Speaker)
		case q.Speaker.Name == "":
			fail("a speaker without name")
		case q.Mention.Text == "" && q.Cue.Text == "" && !answers(q, list):
			fail("speaker %+v without evidence", *q.Speaker)
		}
	}
}

// answers reports whether q answers a question that names nobody, or repeats such an
// answer: its speaker is known without words that point to them.
func answers(q *quote.Quotation, list []quote.Quotation) bool {
	return q.Rule == "answer" || q.Rule == "repeated" && slices.ContainsFunc(list, func(o quote.Quotation) bool {
		return o.Rule == "answer" && o.Speaker != nil && o.Speaker.ID == q.Speaker.ID
	})
}

// checkArticle runs an article twice, and once more behind another article.
func checkArticle(t testing.TB, e *Extractor, a *corpus.Article) {
	t.Helper()
	first := e.Article(a)
	checkInvariants(t, a, first)
	if again := e.Article(a); !reflect.DeepEqual(first, again) {
		t.Fatalf("two runs on %q differ:\n%+v\n%+v", a.Body, first, again)
	}
	e.Article(&corpus.Article{ID: "other", Body: conventions[0].body, Published: "2023-03-01"})
	if again := e.Article(a); !reflect.DeepEqual(first, again) {
		t.Fatalf("a run on %q behind another article differs:\n%+v\n%+v", a.Body, first, again)
	}
}

// conventions are short articles, one for each way to set a quotation off and to
// name its source.
var conventions = []struct{ name, body string }{
	{"before and after", "Le maire de Brouvelles, Armand Tisserand, a prévenu : « Le pont ne rouvrira pas cet hiver. » « C'est une honte », a répondu Odile Favre, commerçante. M. Tisserand juge ces critiques « excessives ».\n"},
	{"inserted incise", "« Nous avons tout essayé, a expliqué hier la directrice, Lise Armand. Il n'y avait plus d'argent. »\n"},
	{"halves", "« Ce n'est pas fini », a lancé Karim Belhadj, « nous reviendrons demain ».\n"},
	{"no-break spaces", "Selon Lise Armand, la mesure est «\u00a0inutile\u00a0» et «\u202fcoûteuse\u202f».\n"},
	{"curly and straight", "“On verra bien”, dit-elle. \"On verra\", répète-t-il. Pour Paul Vannier, c'est ‹ non ›, et même „non“.\n"},
	{"unlike pairs", "Paul Vannier a parlé d'une situation \"intenable» et d'un <<désastre>>.\n"},
	{"nested", "« Il m'a dit : “Je n'y crois pas”, raconte Lise Armand, et moi j'ai répondu “moi si”. »\n"},
	{"paragraphs", "Lise Armand a écrit :\n« Chers voisins, la rue sera fermée.\n« Les travaux dureront trois mois.\n» Merci de votre patience. »\n"},
	{"block", "Nous attendons cette rue depuis vingt ans, et personne ne nous a demandé notre avis.\nLise Armand, riveraine\n\nLe chantier qui inquiète Lise Armand commencera en avril et durera huit mois.\n"},
	{"interview", "Le Phare : Pourquoi partir maintenant ?\nLise Armand : Parce que j'ai fait mon temps.\nLe Phare : Et après ?\nLise Armand : On verra.\n"},
	{"dashes", "– Vous partez ?\n– Oui, a répondu Lise Armand.\n— Quand ?\n"},
	{"headline", "« Je ne partirai pas » : Lise Armand s'accroche\n\nLa directrice, Lise Armand, l'a redit jeudi : « Je ne partirai pas avant juin. »\n\nDes comptes « dans le rouge »\n\nLes comptes sont « dans le rouge », a reconnu son adjoint.\n"},
	{"states and offices", "Le président russe, Vladimir Poutine, a salué « un ami ». Kim Jong-un a parlé d'une « alliance ». M. Kim a remercié ce dernier pour sa « franchise ». Washington s'est dit « préoccupé », selon un porte-parole du département d'État, cité par l'agence Yonhap.\n"},
	{"titles and names", "Dans « Les Vents contraires », son dernier roman, Paul Vannier, dit « le Chacal », raconte « la débâcle ». L'opération « Vague bleue » a pris fin.\n"},
	{"elisions and inches", "L'écran de 27\" d'aujourd'hui n'a rien des '90s. » Lire aussi\nC'est \"l'avenir\", dit-on chez le fabricant.\n"},
	{"damaged", "« Nous partons, a dit Lise Armand.\nElle ajoute : Nous reviendrons ».\nPaul Vannier : «« Jamais » »\n\" Oui « non » \" peut-être \"\n"},
	{"agency and pairs", "Le premier a parlé d'« erreur », le second de « faute », a rapporté l'AFP. Ils ont dit « non » d'une seule voix, d'après un proche du dossier.\n"},
}

func TestConventions(t *testing.T) {
	e := New(nil)
	for _, c := range conventions {
		t.Run(c.name, func(t *testing.T) {
			a := &corpus.Article{ID: c.name, Body: c.body, Published: "2024-06-19"}
			if c.name != "dashes" && len(e.Article(a)) == 0 {
				t.Errorf("nothing found in %q", c.body)
			}
			checkArticle(t, e, a)
		})
	}
}

// TestDamaged cuts the articles in the middle of a rune or of a quotation, and
// spoils single bytes.
func TestDamaged(t *testing.T) {
	e := New(nil)
	for _, c := range conventions {
		for n := 0; n < len(c.body); n += 7 {
			checkArticle(t, e, &corpus.Article{ID: "cut", Body: c.body[:n]})
			checkArticle(t, e, &corpus.Article{ID: "cut", Body: c.body[n:]})
			checkArticle(t, e, &corpus.Article{ID: "spoilt", Body: c.body[:n] + "\xff" + c.body[n+1:]})
			checkArticle(t, e, &corpus.Article{ID: "started", Body: c.body, TextStart: n})
		}
	}
}

// TestCoordinatedBehindNous: the subject sought left of "le pain et le vin" is no
// verb's.
// What markup sets off is a quotation, of its author or of who introduces it.
func TestBlocks(t *testing.T) {
	const body = "La digue a cédé dans la nuit de mardi à mercredi, sous le poids de la crue.\n" +
		"Nous aurions dû partir plus tôt.\nOdile Ferrand, éclusière\n" +
		"Dans un communiqué, la préfecture du Finistère répond :\nToutes les alertes ont été transmises à l'heure.\n" +
		"Les travaux doivent reprendre au printemps, une fois les crédits votés.\n"
	at := func(s string) text.Span {
		i := strings.Index(body, s)
		return text.Span{Start: i, End: i + len(s)}
	}
	a := &corpus.Article{ID: "a", Body: body, Blocks: []block.Quotation{
		{Words: at("Nous aurions dû partir plus tôt."), Author: at("Odile Ferrand, éclusière")},
		{Words: at("Toutes les alertes ont été transmises à l'heure.")},
	}}
	list := New(nil).Article(a)
	checkInvariants(t, a, list)
	want := []string{"Odile Ferrand", "préfecture du Finistère"}
	if len(list) != len(want) {
		t.Fatalf("%d quotations, want %d: %+v", len(list), len(want), list)
	}
	for i, q := range list {
		if q.Form != quote.Block || q.Kind != quote.Direct || q.Span != a.Blocks[i].Words || q.Speaker == nil || q.Speaker.Name != want[i] {
			t.Errorf("quotation %d: %+v, want of %s", i, q, want[i])
		}
	}
	a.Blocks = nil
	if list := New(nil).Article(a); len(list) > 1 {
		t.Errorf("without markup: %+v", list)
	}
}

// Lines behind dashes are of whom they name.
func TestExchange(t *testing.T) {
	a := &corpus.Article{ID: "a", Body: "La salle attend. Odile Ferrand, la maire, entre avec Paul Roux.\n– Vous partez ?\n– Oui, répond Odile Ferrand.\n– Pour longtemps ? demande Paul Roux.\n– Un an au moins, glisse-t-elle.\nLa séance est levée.\n"}
	list := New(nil).Article(a)
	checkInvariants(t, a, list)
	var got []string
	for _, q := range list {
		name := ""
		if q.Speaker != nil {
			name = q.Speaker.Name
		}
		got = append(got, q.Text+" / "+name+" / "+string(q.Kind))
	}
	want := []string{"Oui / Odile Ferrand / direct", "Pour longtemps ? / Paul Roux / direct", "Un an au moins / Odile Ferrand / direct"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCoordinatedBehindNous(t *testing.T) {
	const body = "Le maire de Vaubry, la ministre de la Santé, le préfet du Nord et Paul Vannier. Et nous avec le pain et le vin annonce la fin : « Non. »"
	checkArticle(t, New(nil), &corpus.Article{ID: "nous", Body: body})
}

func TestAnnotatedArticles(t *testing.T) {
	e := New(nil)
	for _, a := range testArticles(t) {
		checkArticle(t, e, a)
	}
}

func FuzzArticle(f *testing.F) {
	for _, c := range conventions {
		f.Add(c.body, "2024-06-19", 0)
	}
	for i, c := range conventions {
		f.Add(c.body[len(c.body)/3:]+conventions[(i+1)%len(conventions)].body[:40], "2024", i)
	}
	for _, p := range floods {
		f.Add(strings.Repeat(p.text, 5), "", 0)
	}
	e := New(nil)
	f.Fuzz(func(t *testing.T, body, date string, from int) {
		checkArticle(t, e, &corpus.Article{ID: "fuzz", Body: body, Published: date, TextStart: min(max(from, 0), len(body))})
	})
}

// floods are texts that, repeated, could cost more than their length.
var floods = []struct{ name, text string }{
	{"opening", "«"},
	{"closing", "»"},
	{"straight", "\""},
	{"apostrophes", "'"},
	{"word", "a"},
	{"capitals", "A"},
	{"hyphens", "Vaubry-"},
	{"invalid", "\xe2\x80"},
	{"blank", " "},
	{"lines", "\n"},
	{"commas", ","},
	{"stops", "."},
	{"colons", ": "},
	{"dashes", "– "},
	{"pairs", "« a » "},
	{"nested marks", "« a “ b \" c "},
	{"crossed marks", "« a ” b \" c “ d » "},
	{"opened paragraphs", "« Nous irons loin.\n"},
	{"quoted words", "le « mot », "},
	{"one sentence of sources", "selon Paul Vannier, « oui », a dit Lise Armand, "},
	{"verbs", "dit "},
	{"conjunctions", "que qui et "},
	{"prepositions", "de la du des "},
	{"names in one sentence", "Paul Vannier Lise Armand de la Tour "},
	{"pronouns", "« Oui », dit-il. « Non », répond-elle. "},
	{"turns", "Lise Armand : oui\nPaul Vannier : non\n"},
	{"signed blocks", "Nous avons gagné ce matin.\nLise Armand, maire\n"},
	{"a capital's namesake", "Sofia rit. « Oui », dit Luc. "},
	{"the same words again", "« Nous irons tous bien loin », jure le patron. "},
	{"questions", "Un regret ?\n\n"},
	{"passive descriptions", "Rome y est décrite comme une « amie ». "},
	{"apposed figures", "Luc Ney, 12 % des voix, réclame des vitres, "},
}

// flood repeats a text up to 1 MB. Where it holds no mark, it stands between two
// quotations, so that there is something to attribute.
func flood(s string) string {
	if !strings.ContainsAny(s, "«»“\"") {
		half := strings.Repeat(s, 1<<19/len(s))
		return "« Nous irons », a dit Lise Armand, " + half + " et « nous verrons », selon " + half
	}
	return strings.Repeat(s, 1<<20/len(s))
}

// names is a megabyte in which every quotation has another source.
func names() string {
	const letters = "bcdfglmnprstv"
	var b strings.Builder
	for i := 0; b.Len() < 1<<20; i++ {
		var name [3]string
		for k, n := 0, i; k < 3; k, n = k+1, n/len(letters) {
			name[k] = string(letters[n%len(letters)]) + "a"
		}
		w := strings.Join(name[:], "")
		fmt.Fprintf(&b, "« Nous irons », a dit Paul %s%sier, maire de %s%sville. ", strings.ToUpper(w[:1]), w[1:], strings.ToUpper(w[4:5]), w[5:])
	}
	return b.String()
}

// nest is a megabyte of marks of two kinds, closed in the order reversed.
func nest() string {
	n := (1 << 20) / len("« a “ b ” »")
	return strings.Repeat("« a “ b ", n) + strings.Repeat("” » ", n)
}

// TestFloods runs the extractor on texts of a megabyte that are made to cost it
// dear. The test's own time limit is the only bound: BenchmarkFlood measures.
func TestFloods(t *testing.T) {
	if testing.Short() {
		t.Skip("a megabyte each")
	}
	e := New(nil)
	check := func(name, body string) {
		t.Run(name, func(t *testing.T) {
			a := &corpus.Article{ID: name, Body: body}
			list := e.Article(a)
			for i := range list {
				if q := &list[i]; q.Span.Of(body) != q.Text || q.Outer.Start > q.Span.Start || q.Outer.End < q.Span.End {
					t.Fatalf("%+v", q)
				}
			}
		})
	}
	for _, p := range floods {
		check(p.name, flood(p.text))
	}
	check("names", names())
	check("nest", nest())
}

func BenchmarkFlood(b *testing.B) {
	e := New(nil)
	bench := func(name, body string) {
		b.Run(name, func(b *testing.B) {
			a := &corpus.Article{ID: name, Body: body}
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				e.Article(a)
			}
		})
	}
	for _, p := range floods {
		bench(p.name, flood(p.text))
	}
	bench("names", names())
	bench("nest", nest())
}

// TestConcurrent runs extractors side by side: what they share must not change.
func TestConcurrent(t *testing.T) {
	list := testArticles(t)
	e := New(nil)
	want := make([][]quote.Quotation, len(list))
	for i, a := range list {
		want[i] = e.Article(a)
	}
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			e := New(nil)
			for k := range list {
				i := (k + n*len(list)/4) % len(list)
				if got := e.Article(list[i]); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s: another result beside other extractors", list[i].ID)
				}
			}
		})
	}
	wg.Wait()
}

// TestUserRegistry checks that a user's speaker is known by an alias, and that the
// built-in registry stays as it is.
func TestUserRegistry(t *testing.T) {
	file := filepath.Join(t.TempDir(), "speakers.yaml")
	err := os.WriteFile(file, []byte(`
speakers:
  - id: ilona-vardek
    name: Ilona Vardek
    gender: f
    aliases: [Bela Torvik]
`), 0o644)
	if err != nil {
		t.Fatal(err)
	}
	reg, err := speakers.Builtin().WithFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := &corpus.Article{ID: "a", Body: "« Nous irons », a dit Ilona Vardek. Bela Torvik a promis « une digue ».\n", Published: "2024-06-19"}
	for name, test := range map[string]struct {
		extractor *Extractor
		same      bool // the two names are one speaker's
	}{"user": {New(reg), true}, "built in": {New(nil), false}} {
		list := test.extractor.Article(a)
		if len(list) != 2 || list[0].Speaker == nil || list[0].Speaker.ID != "ilona-vardek" {
			t.Fatalf("%s: %+v", name, list)
		}
		if same := list[1].Speaker != nil && list[1].Speaker.ID == "ilona-vardek"; same != test.same {
			t.Errorf("%s: the alias gives %+v", name, list[1].Speaker)
		}
	}
}

// TestIDs checks that an identifier depends on the article, the place and the words.
func TestIDs(t *testing.T) {
	e := New(nil)
	id := func(article, body string) string { return e.Article(&corpus.Article{ID: article, Body: body})[0].ID }
	const body = "« Nous irons », a dit Lise Armand."
	first := id("a", body)
	if len(first) != 16 {
		t.Errorf("%q is not an identifier of 16 digits", first)
	}
	if again := id("a", body+" Elle a souri."); again != first {
		t.Errorf("words behind the quotation change its identifier from %s to %s", first, again)
	}
	for name, other := range map[string]string{"article": id("b", body), "place": id("a", " "+body), "words": id("a", "« Nous allons », a dit Lise Armand.")} {
		if other == first {
			t.Errorf("another %s has the same identifier %s", name, first)
		}
	}
}
