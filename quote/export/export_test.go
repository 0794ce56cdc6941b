package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/quote"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// A sample is an article with quotations.
type sample struct {
	*corpus.Article
	quotations []quote.Quotation
}

func (s *sample) rows() []Row { return rowsOf(s.Article, s.quotations) }

// add marks words of the body as a quotation; speaker "" is none.
func (s *sample) add(t testing.TB, words string, kind quote.Kind, speaker, mention, cue, rule string, confidence float64) {
	t.Helper()
	start := strings.Index(s.Body, words)
	if start < 0 {
		t.Fatalf("%q is not in the body", words)
	}
	span := text.Span{Start: start, End: start + len(words)}
	q := quote.Quotation{ID: s.ID + "-" + string(rune('a'+len(s.quotations))), Span: span, Outer: span, Text: words, Kind: kind, Parent: -1}
	q.Mention.Text, q.Cue.Text, q.Rule, q.Confidence = mention, cue, rule, confidence
	if speaker != "" {
		q.Speaker = &quote.Speaker{ID: strings.ReplaceAll(strings.ToLower(speaker), " ", "-"), Name: speaker}
	}
	s.quotations = append(s.quotations, q)
}

func samples(t testing.TB) []*sample {
	a := &sample{Article: &corpus.Article{
		ID: "presse/barrage.txt", Outlet: "Le Courrier & l'Écho", Title: "Barrage : <b>« on attend »</b>",
		Published: "2024-06-19T07:30:00+02:00", URL: "https://presse.example/barrage?a=1&b=2", Lang: "fr",
	}}
	a.Body = "---\ntitle: ignoré « ici »\n---\n" +
		"Le préfet Luc Tarbal a promis mardi « un soutien ferme » aux communes de l'aval. « Nous serons là, et je le redis : \"personne ne sera oublié\" », a-t-il lancé, avant de quitter la salle du « Petit Zinc ».\n" +
		"\n" +
		"« Les digues datent de 1911.\n" +
		"« Elles tiendront encore un hiver, pas deux », a écrit Mme Odile Ferrand.\n" +
		"\n" +
		"=1+1 fait deux selon un habitant qui \"n'y croit\tplus\".\n" +
		"L'eau monte\u202f: [*vite*], très vite, _trop_ vite\n" +
		strings.Repeat("Une phrase qui remplit le paragraphe sans rien apprendre à personne. ", 8) +
		"« C'est long », soupire-t-elle. " +
		strings.Repeat("Et une autre qui le remplit encore après elle, tout aussi vide. ", 8) + "\n"
	a.TextStart = strings.Index(a.Body, "Le préfet")
	a.add(t, "un soutien ferme", quote.Mixed, "Luc Tarbal", "Le préfet Luc Tarbal", "a promis", "verb", 0.93)
	a.add(t, "Nous serons là, et je le redis : \"personne ne sera oublié\"", quote.Direct, "Luc Tarbal", "il", "a-t-il lancé", "incise", 0.98)
	a.add(t, "personne ne sera oublié", quote.Direct, "Luc Tarbal", "je", "redis", "nested", 0.81)
	a.add(t, "Petit Zinc", quote.Other, "", "", "", "name", 0.9)
	a.add(t, "Les digues datent de 1911.\n« Elles tiendront encore un hiver, pas deux", quote.Direct, "Odile Ferrand", "Mme Odile Ferrand", "a écrit", "incise", 0.97)
	a.add(t, "=1+1 fait deux", quote.Direct, "", "", "", "no-source", 0.42)
	a.add(t, "n'y croit\tplus", quote.Mixed, "habitant", "un habitant", "selon", "source", 0.31)
	a.add(t, "L'eau monte\u202f: [*vite*], très vite, _trop_ vite", quote.Direct, "", "", "", "no-source", 0.5)
	a.add(t, "C'est long", quote.Direct, "Odile Ferrand", "elle", "soupire-t-elle", "incise", 0.95)

	b := &sample{Article: &corpus.Article{ID: "sans-citation", Body: "Rien à signaler.\n"}}

	c := &sample{Article: &corpus.Article{ID: "fil.jsonl#7", URL: "javascript:alert(1)", Body: "Un \x1b[31mpiège\x1b[0m, et \xff\xfe : «\u00a0tout va bien\u00a0», dit X.\nAnticonstitutionnellementlonguementécritsansespaceaucunepartdanslalignequedoncilfautcouper « oui ».\n"}}
	c.add(t, "tout va bien", quote.Direct, "X", "X", "dit", "incise", 0.99)
	c.add(t, "oui", quote.Mixed, "X", "", "", "continued", 0.6)
	return []*sample{a, b, c}
}

func write(t *testing.T, name string, o Options) string {
	t.Helper()
	f, err := Standard().ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := f.New(&b, o)
	for _, s := range samples(t) {
		if err := w.Write(s.Article, s.rows()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares got with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (run go test -update ./quote/export and look at the change); got:\n%s", path, got)
	}
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		file, format string
		options      Options
	}{
		{"plain.table", "table", Options{Width: 72}},
		{"explained.table", "table", Options{Width: 60, Color: true, Explain: true}},
		{"plain.md", "md", Options{}},
		{"explained.md", "md", Options{Explain: true}},
		{"page.html", "html", Options{}},
		{"rows.jsonl", "jsonl", Options{}},
		{"rows.csv", "csv", Options{}},
		{"rows.tsv", "tsv", Options{}},
	} {
		t.Run(c.file, func(t *testing.T) { golden(t, c.file, write(t, c.format, c.options)) })
	}
}

func TestEveryFormatOfNothing(t *testing.T) {
	for _, f := range Standard() {
		var b bytes.Buffer
		if err := f.New(&b, Options{}).Close(); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		if f.Name == "html" && !strings.HasSuffix(b.String(), "</html>\n") {
			t.Errorf("an empty page is no page: %q", b.String())
		}
	}
}

func TestRowsAreTheSameInEveryTabularFormat(t *testing.T) {
	var rows []Row
	for _, s := range samples(t) {
		rows = append(rows, s.rows()...)
	}
	records, err := csv.NewReader(strings.NewReader(write(t, "csv", Options{}))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(write(t, "tsv", Options{}), "\n"), "\n")
	objects := strings.Split(strings.TrimSuffix(write(t, "jsonl", Options{}), "\n"), "\n")
	if len(records) != len(rows)+1 || len(lines) != len(rows)+1 || len(objects) != len(rows) {
		t.Fatalf("%d rows: %d CSV records, %d TSV lines, %d objects", len(rows), len(records), len(lines), len(objects))
	}
	for i, r := range rows {
		if n := len(strings.Split(lines[i+1], "\t")); n != len(Columns()) {
			t.Errorf("TSV line %d has %d cells", i+2, n)
		}
		for j, cell := range records[i+1] {
			if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
				t.Errorf("record %d: %s is a formula: %q", i+2, Columns()[j], cell)
			}
		}
		var o Row
		if err := json.Unmarshal([]byte(objects[i]), &o); err != nil {
			t.Fatal(err)
		}
		if o.Text != r.Text || o.Start != r.Start || o.End != r.End || o.Kind != r.Kind || (o.Speaker == nil) != (r.Speaker == nil) {
			t.Errorf("object %d: %+v, want %+v", i, o, r)
		}
	}
}

// The names and their order are a contract.
func TestJSONFields(t *testing.T) {
	b, err := json.Marshal(Row{})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"","doc":"","start":0,"end":0,"text":"","kind":"","speaker":null,"mention":"","cue":"","rule":"","confidence":0,"remark":"","outlet":"","title":"","published":"","url":"","context":""}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

func TestContext(t *testing.T) {
	long := strings.Repeat("Il y avait du vent. ", 60)
	for _, c := range []struct {
		name, body, words string
		start             int
		want              string
	}{
		{"the paragraph", "Avant.\nIl dit « oui » ici.\nAprès.", "oui", 0, "Il dit « oui » ici."},
		{"without line ends", "Il dit « oui ».", "oui", 0, "Il dit « oui »."},
		{"several paragraphs", "Un « deux\ntrois » quatre.\nCinq.", "deux\ntrois", 0, "Un « deux\ntrois » quatre."},
		{"not before the text", "date 2024 Il dit « oui ».", "oui", len("date 2024 "), "Il dit « oui »."},
		{"whole sentences", long + "Il dit « oui ». " + long, "oui", 0,
			strings.Repeat("Il y avait du vent. ", 15) + "Il dit « oui ». " + strings.TrimSpace(strings.Repeat("Il y avait du vent. ", 15))},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := sample{Article: &corpus.Article{Body: c.body, TextStart: c.start}}
			s.add(t, c.words, quote.Direct, "", "", "", "", 0)
			r := s.rows()[0]
			if r.Context != c.want {
				t.Errorf("got  %q\nwant %q", r.Context, c.want)
			}
			if got := c.body[r.ContextStart : r.ContextStart+len(r.Context)]; got != r.Context {
				t.Errorf("context does not start at %d: %q", r.ContextStart, got)
			}
		})
	}
}

func FuzzContext(f *testing.F) {
	f.Add("Il dit « oui » ici.\nAprès.", 9, 12)
	f.Add(strings.Repeat("é", 900), 800, 802)
	f.Add(strings.Repeat("\xff", 900), 450, 451)
	f.Fuzz(func(t *testing.T, body string, start, end int) {
		if start < 0 || end < start || end > len(body) {
			return
		}
		s := text.Span{Start: start, End: end}
		c := contextOf(body, s, 0)
		if c.Start < 0 || c.End > len(body) || !c.Contains(s) {
			t.Fatalf("context %v of %v in %d bytes", c, s, len(body))
		}
		if s.Start-c.Start > contextReach || c.End-s.End > contextReach {
			t.Fatalf("context %v reaches too far from %v", c, s)
		}
		if utf8.ValidString(body) && utf8.ValidString(body[:start]) && utf8.ValidString(body[:end]) && !utf8.ValidString(c.Of(body)) {
			t.Fatalf("context %q cuts a rune", c.Of(body))
		}
	})
}

// Any spans of any text are written in every format: whole, and harmless.
func FuzzWrite(f *testing.F) {
	f.Add("Il dit « oui et \"non\" ».\nAprès.", 10, 24, 18, 21, "Luc Tarbal")
	f.Add("=a\tb\x1b[0m\xff\r\n<script>", 0, 5, 3, 9, "=Luc\n\t|*x*")
	f.Fuzz(func(t *testing.T, body string, a, b, c, d int, name string) {
		article := &corpus.Article{ID: "doc", Title: name, URL: name, Body: body}
		var quotations []quote.Quotation
		for _, s := range []text.Span{{Start: a, End: b}, {Start: c, End: d}} {
			if s.Start < 0 || s.End < s.Start || s.End > len(body) {
				return
			}
			q := quote.Quotation{Span: s, Outer: s, Text: s.Of(body), Kind: quote.Direct}
			q.Speaker, q.Cue.Text = &quote.Speaker{ID: name, Name: name}, name
			quotations = append(quotations, q)
		}
		for _, format := range Standard() {
			var b bytes.Buffer
			w := format.New(&b, Options{Width: 40, Explain: true})
			if err := errors.Join(w.Write(article, rowsOf(article, quotations)), w.Close()); err != nil {
				t.Fatalf("%s: %v", format.Name, err)
			}
			out := b.String()
			if !format.Binary && !utf8.ValidString(out) {
				t.Fatalf("%s is not UTF-8", format.Name)
			}
			switch format.Name {
			case "csv":
				if records, err := csv.NewReader(strings.NewReader(out)).ReadAll(); err != nil || len(records) != 3 {
					t.Fatalf("CSV of %d records: %v", len(records), err)
				}
			case "tsv", "jsonl":
				head := map[string]int{"tsv": 1}[format.Name]
				if lines := strings.Count(out, "\n"); lines != 2+head {
					t.Fatalf("%s of %d lines", format.Name, lines)
				}
			case "html":
				if strings.Count(out, "<script") > 0 || !strings.HasSuffix(out, "</html>\n") {
					t.Fatalf("page:\n%s", out)
				}
			case "table":
				if strings.ContainsFunc(out, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
					t.Fatalf("control characters in the table:\n%q", out)
				}
			}
		}
	})
}

// Rows of an archive may come without the place of their context.
func TestPassagesWithoutPlaces(t *testing.T) {
	rows := []Row{
		{Start: 10, End: 13, Text: "oui", Context: "Il dit « oui » et « non »."},
		{Start: 23, End: 26, Text: "non", Context: "Il dit « oui » et « non »."},
		{Start: 90, End: 94, Text: "loin", Context: ""},
	}
	got := passages(rows)
	if len(got) != 2 || len(got[0].rows) != 2 || got[0].text != rows[0].Context || got[1].text != "loin" {
		t.Errorf("%+v", got)
	}
}

func TestJoin(t *testing.T) {
	for _, c := range []struct {
		a, b string
		at   int
		want string
		ok   bool
	}{
		{"abcdef", "defghi", 3, "abcdefghi", true},
		{"abcdef", "cd", 2, "abcdef", true},
		{"abcdef", "dxf", 3, "", false},
		{"abcdef", "dexy", 3, "", false},
		{"abc", "def", 3, "", false},
		{"abc", "def", 9, "", false},
		{"abc", "abc", -1, "", false},
	} {
		got, ok := join(c.a, c.b, c.at)
		if ok != c.ok || ok && got != c.want {
			t.Errorf("join(%q, %q, %d) = %q, %v", c.a, c.b, c.at, got, ok)
		}
	}
}

func TestDamagedSpansAreShown(t *testing.T) {
	body := "abcdefghij"
	rows := []Row{
		{Start: 1, End: 5, Text: "bcde"},
		{Start: 3, End: 8, Text: "defgh"}, // crosses the first
		{Start: 4, End: 99, Text: "nowhere"},
	}
	var all []numbered
	for i := range rows {
		all = append(all, numbered{&rows[i], i + 1})
	}
	var b strings.Builder
	var walk func([]node)
	walk = func(nodes []node) {
		for _, n := range nodes {
			b.WriteString(n.text)
			walk(n.children)
		}
	}
	walk(markUp(body, 0, all))
	if b.String() != body {
		t.Errorf("the text came out as %q", b.String())
	}
}

func TestNothingCommandsTheTerminal(t *testing.T) {
	if out := write(t, "table", Options{}); strings.Contains(out, "\x1b") {
		t.Errorf("an escape character came through:\n%q", out)
	}
}

func TestPageHoldsNothingForeign(t *testing.T) {
	page := write(t, "html", Options{})
	for _, bad := range []string{"<script", "<b>«", "javascript:", "<link", "src=", "@import", "url("} {
		if strings.Contains(page, bad) {
			t.Errorf("the page contains %q", bad)
		}
	}
	if !utf8.ValidString(page) {
		t.Error("the page is not UTF-8")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteErrorsAreReported(t *testing.T) {
	for _, f := range Standard() {
		w := f.New(full{}, Options{})
		for _, s := range samples(t) {
			_ = w.Write(s.Article, s.rows())
		}
		if err := w.Close(); err == nil {
			t.Errorf("%s: a full disk is no error", f.Name)
		}
	}
}

func TestFormats(t *testing.T) {
	formats := Standard()
	if _, err := formats.ByName("docx"); err == nil || !strings.Contains(err.Error(), "jsonl") {
		t.Errorf("an unknown format: %v", err)
	}
	for file, want := range map[string]string{"a.csv": "csv", "A.HTML": "html", "b.txt": "", "c.md": "md"} {
		if f, _ := formats.ByFile(file); f.Name != want {
			t.Errorf("%s is %q, want %q", file, f.Name, want)
		}
	}
}
