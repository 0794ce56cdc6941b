package indextest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"dixit/corpus"
	"dixit/corpus/block"
	"dixit/corpus/text"
	"dixit/index"
	"dixit/index/query"
	"dixit/quote"
)

// articles of the suite: invented people, places and outlets.
func articles() []index.Entry {
	return []index.Entry{
		Entry(corpus.Article{
			ID: "dunes/1", Outlet: "Le Courrier des Dunes", Title: "Pêche : l'accord réexaminé", Published: "2024-06-19", Lang: "fr",
			Body: "Le port d'Ambremont attend.\n« Les clauses seront réexaminées avant l'été », a déclaré Hélène Vasseur, mercredi.\n" +
				"Elle y voit « un traité d'assistance mutuelle » entre les deux rives.\n",
		}),
		Entry(corpus.Article{
			ID: "val/1", Outlet: "La Dépêche du Val", Title: "Quotas", Published: "2024-06-20T08:15:00+02:00", Lang: "fr-CA",
			Body: "date: 20 juin\n\nLes pêcheurs s'inquiètent. « Nous n'accepterons pas cet accord », a déclaré Omar Delcourt. " +
				"« Les accords passés n'ont rien donné », affirme Hélène Vasseur.\n", TextStart: 15,
		}),
		Entry(corpus.Article{
			ID: "val/2", Outlet: "La Dépêche du Val", Title: "Sommet", Published: "2024-07", Lang: "fr",
			Body: "Le sommet s'est ouvert. « L'assistance sera mutuelle ou ne sera pas », estime Irène Quastel.\n",
		}),
		Entry(corpus.Article{
			ID: "echo/1", Outlet: "L'Écho d'Ambremont", Title: "Sans date", Lang: "en",
			Body: "Un texte sans parole rapportée, sur un accord de pêche ancien.\n",
		}),
	}
}

// Run runs the suite. open returns an empty store and is called once a test.
func Run(t *testing.T, open func(t *testing.T) index.Store) {
	tests := []struct {
		name string
		f    func(*testing.T, index.Store)
	}{
		{"empty store", testEmpty},
		{"round trip", testRoundTrip},
		{"put again", testIdempotence},
		{"replace", testReplace},
		{"copies", testCopies},
		{"invalid entries", testInvalid},
		{"delete", testDelete},
		{"search words", testWords},
		{"search articles", testArticles},
		{"filters", testFilters},
		{"malformed queries", testMalformed},
		{"marks", testMarks},
		{"order and pages", testPages},
		{"facets", testFacets},
		{"speakers and outlets", testSpeakers},
		{"suggestions", testSuggestions},
		{"iterate", testIterate},
		{"remarks", testRemarks},
		{"remarks of changed articles", testRegrouping},
		{"concurrent readers", testConcurrent},
		{"cancelled", testCancelled},
		{"closed", testClosed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			tt.f(t, s)
			if problems, err := s.Check(context.Background(), nil); err != nil && !errors.Is(err, index.ErrClosed) || len(problems) > 0 {
				t.Errorf("check: %v %v", problems, err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func put(t *testing.T, s index.Store, entries ...index.Entry) []index.Outcome {
	t.Helper()
	out, err := s.Put(context.Background(), entries)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func find(t *testing.T, s index.Reader, req index.Request) *index.Result {
	t.Helper()
	if req.Limit == 0 {
		req.Limit = 100
	}
	res, err := s.Search(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	if res.Total < len(res.Hits) {
		t.Fatalf("%d hits of %d", len(res.Hits), res.Total)
	}
	return res
}

// texts of the hits: quotations, or the titles of articles.
func texts(res *index.Result) []string {
	var out []string
	for _, h := range res.Hits {
		if h.Quotation != nil {
			out = append(out, h.Quotation.Text)
		} else {
			out = append(out, h.Article.Title)
		}
	}
	return out
}

func testEmpty(t *testing.T, s index.Store) {
	if res := find(t, s, index.Request{Query: "accord", Facets: true}); res.Total != 0 || len(res.Hits) != 0 {
		t.Errorf("found %v", texts(res))
	}
	if _, err := s.Article("x"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("article: %v", err)
	}
	if _, err := s.Quotation("x"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("quotation: %v", err)
	}
	if out := put(t, s); len(out) != 0 {
		t.Errorf("outcomes %v of nothing", out)
	}
	if i := s.Info(); i.Articles != 0 || i.Quotations != 0 {
		t.Errorf("info %+v", i)
	}
}

func testRoundTrip(t *testing.T, s index.Store) {
	entries := articles()
	for i, o := range put(t, s, entries...) {
		if o != (index.Outcome{Status: index.New}) {
			t.Errorf("entry %d: %+v", i, o)
		}
	}
	for _, e := range entries {
		got, err := s.Article(e.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Article, e.Article) || !reflect.DeepEqual(got.Quotations, e.Quotations) {
			t.Errorf("stored %+v %+v\nread %+v %+v", e.Article, e.Quotations, got.Article, got.Quotations)
		}
		for _, q := range e.Quotations {
			h, err := s.Quotation(q.ID)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(*h.Quotation, q) || h.Article.ID != e.Article.ID {
				t.Errorf("quotation %+v of %s, want %+v of %s", *h.Quotation, h.Article.ID, q, e.Article.ID)
			}
		}
	}
	st, err := s.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if st.Articles != 4 || st.Quotations != 5 || st.Speakers != 3 || st.Outlets != 3 || st.BodyBytes == 0 {
		t.Errorf("stats %+v", st)
	}
}

func testIdempotence(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	before := s.Info()
	for _, e := range articles() {
		if !s.Has(e.Article) {
			t.Errorf("%s is not there", e.Article.ID)
		}
		e.Article.Byline = "Une autre"
		if s.Has(e.Article) {
			t.Errorf("%s is there though it differs", e.Article.ID)
		}
	}
	if s.Has(Numbered(1, 1).Article) {
		t.Error("an article that was never put is there")
	}
	for i, o := range put(t, s, articles()...) {
		if o.Status != index.Unchanged {
			t.Errorf("entry %d: %+v", i, o)
		}
	}
	if after := s.Info(); !reflect.DeepEqual(before, after) {
		t.Errorf("info %+v, before %+v", after, before)
	}
	// Twice in one Put.
	e := Numbered(1, 1)
	out := put(t, s, e, e, Numbered(1, 2), Numbered(1, 1))
	want := []index.Status{index.New, index.Unchanged, index.Replaced, index.Replaced}
	for i, o := range out {
		if o.Status != want[i] {
			t.Errorf("entry %d is %v, want %v", i, o.Status, want[i])
		}
	}
	if got, err := s.Article(e.Article.ID); err != nil || got.Article.Body != e.Article.Body {
		t.Errorf("the last one is not there: %v", err)
	}

	// The same text with other markup.
	marked := *e.Article
	marked.Blocks = []block.Quotation{{Words: text.Span{End: 9}, Author: text.Span{Start: 10, End: 12}}}
	e.Article = &marked
	if out := put(t, s, e, e); out[0].Status != index.Replaced || out[1].Status != index.Unchanged {
		t.Errorf("with a block quotation: %+v", out)
	}
	if got, err := s.Article(e.Article.ID); err != nil || !reflect.DeepEqual(got.Article.Blocks, marked.Blocks) {
		t.Errorf("its block quotations are %+v, want %+v: %v", got.Article.Blocks, marked.Blocks, err)
	}
}

func testReplace(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	old := articles()[0]
	changed := *old.Article
	changed.Body = "Une brève.\n« Tout est reporté », a déclaré Omar Delcourt.\n"
	e := Entry(changed)
	if out := put(t, s, e); out[0].Status != index.Replaced {
		t.Errorf("outcome %+v", out[0])
	}
	if res := find(t, s, index.Request{Query: "réexaminées"}); res.Total != 0 {
		t.Errorf("the old text is found: %v", texts(res))
	}
	if res := find(t, s, index.Request{Query: "reporté"}); res.Total != 1 {
		t.Errorf("the new text is found %d times", res.Total)
	}
	for _, q := range old.Quotations {
		if _, err := s.Quotation(q.ID); !errors.Is(err, index.ErrNotFound) {
			t.Errorf("old quotation %q: %v", q.Text, err)
		}
	}
	// A change of metadata alone is a change.
	changed.Title = "Reporté"
	if out := put(t, s, Entry(changed)); out[0].Status != index.Replaced {
		t.Errorf("outcome %+v", out[0])
	}
	if i := s.Info(); i.Articles != 4 || i.Quotations != 4 {
		t.Errorf("info %+v", i)
	}
}

// wire is a text long enough to be recognised in another version.
func wire(extra string) string {
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, "Le point numéro %d de la conférence d'Ambremont a porté sur la filière %s et ses %d ports.\n", i, strings.Repeat("x", i+1), 10*i)
	}
	return b.String() + extra + "« Nous restons », a déclaré Hélène Vasseur.\n"
}

func testCopies(t *testing.T, s index.Store) {
	a := corpus.Article{ID: "a", Outlet: "Le Courrier des Dunes", Title: "Dépêche", Body: wire("")}
	put(t, s, Entry(a))
	copied := a
	copied.ID, copied.Body = "a-bis", strings.ReplaceAll(a.Body, "\n", "\n\n")
	if out := put(t, s, Entry(copied)); out[0] != (index.Outcome{Status: index.Copy, Of: "a"}) {
		t.Errorf("copy: %+v", out[0])
	}
	if _, err := s.Article("a-bis"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("the copy is stored: %v", err)
	}
	updated := a
	updated.ID, updated.Body = "a-ter", wire("Le préfet a ajouté que rien ne pressait, avant de quitter la salle.\n")
	if out := put(t, s, Entry(updated)); out[0] != (index.Outcome{Status: index.New, Of: "a"}) {
		t.Errorf("updated story: %+v", out[0])
	}
	elsewhere := a
	elsewhere.ID, elsewhere.Outlet = "b", "La Dépêche du Val"
	if out := put(t, s, Entry(elsewhere)); out[0] != (index.Outcome{Status: index.New}) {
		t.Errorf("another outlet: %+v", out[0])
	}
	// Short texts tell nothing: only under one title are they copies.
	short := corpus.Article{ID: "s1", Outlet: "X", Title: "Un", Body: "À lire dans notre édition."}
	put(t, s, Entry(short))
	short.ID, short.Title = "s2", "Deux"
	if out := put(t, s, Entry(short)); out[0].Status != index.New {
		t.Errorf("short text: %+v", out[0])
	}
	// An article that is gone has no copies.
	if n, err := s.Delete(context.Background(), "a", "a-ter"); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	if out := put(t, s, Entry(copied)); out[0] != (index.Outcome{Status: index.New}) {
		t.Errorf("copy of a deleted article: %+v", out[0])
	}
}

func testInvalid(t *testing.T, s index.Store) {
	good := articles()[0]
	bad := func(change func(*index.Entry)) index.Entry {
		e := articles()[1]
		change(&e)
		return e
	}
	for name, e := range map[string]index.Entry{
		"no article":    {},
		"no ID":         bad(func(e *index.Entry) { e.Article.ID = "" }),
		"span outside":  bad(func(e *index.Entry) { e.Quotations[0].Span.End = 1 << 20 }),
		"other text":    bad(func(e *index.Entry) { e.Quotations[0].Text = "autre chose" }),
		"negative span": bad(func(e *index.Entry) { e.Quotations[0].Span.Start = -1 }),
		"text start":    bad(func(e *index.Entry) { e.Article.TextStart = 1 << 20 }),
		"no quote ID":   bad(func(e *index.Entry) { e.Quotations[0].ID = "" }),
	} {
		if _, err := s.Put(context.Background(), []index.Entry{good, e}); err == nil {
			t.Errorf("%s: stored", name)
		}
	}
	if i := s.Info(); i.Articles != 0 {
		t.Errorf("%d articles of rejected Puts", i.Articles)
	}
	odd := index.Entry{Article: &corpus.Article{ID: "bytes \xff\xfe", Outlet: "\xff", Title: strings.Repeat("é", 3000), Published: "hier", Body: "\xff\x00« \xc3 » l'" + strings.Repeat("mot", 4000)}}
	odd.Quotations = Extract(odd.Article)
	put(t, s, odd, good)
	got, err := s.Article(odd.Article.ID)
	if err != nil || !reflect.DeepEqual(got.Article, odd.Article) || !reflect.DeepEqual(got.Quotations, odd.Quotations) {
		t.Errorf("odd bytes are not read back: %v", err)
	}
}

func testDelete(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	n, err := s.Delete(context.Background(), "val/1", "no such article")
	if n != 1 || err != nil {
		t.Fatalf("deleted %d, %v", n, err)
	}
	if _, err := s.Article("val/1"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
	if res := find(t, s, index.Request{Filter: index.Filter{Speakers: []string{"omar-delcourt"}}}); res.Total != 0 {
		t.Errorf("its quotations are found: %v", texts(res))
	}
	if out := put(t, s, articles()[1]); out[0].Status != index.New {
		t.Errorf("put again: %+v", out[0])
	}
}

func testWords(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	tests := []struct {
		query string
		want  int
	}{
		{"", 5},
		{"*", 5},
		{"réexaminer", 1},
		{"REEXAMINEES", 1},
		{"reexaminees", 1},
		{"accord", 2},
		{"accords", 2},
		{"exact:accords", 1},
		{"exact:Accord", 1},
		{"exact:réexaminées", 1},
		{"exact:reexaminees", 0},
		{`"assistance mutuelle"`, 1},
		{`"traité d'assistance"`, 1},
		{"assistance mutuelle", 2},
		{`"mutuelle assistance"`, 0},
		{`"accords passés"`, 1},
		{`exact:"accords passés"`, 1},
		{`exact:"accord passé"`, 0},
		{"accord NOT passés", 1},
		{"accord -passé", 1},
		{"-accord", 3},
		{"NOT accord NOT mutuelle", 1},
		{"traité OR passé", 2},
		{"(traité OR passé) accord", 1},
		{"réexam*", 1},
		{"reexam*", 1},
		{"acc?rd", 1},
		{"asistance~", 2},
		{"asystence~", 0},
		{"asystence~2", 2},
		{"speaker:vasseur", 2},
		{`speaker:"Helene VASSEUR" accords`, 1},
		{"speaker:omar-delcourt", 1},
		{"outlet:\"depeche du val\"", 3},
		{"outlet:Le*", 2},
		{"kind:mixed", 1},
		{"lang:fr", 5},
		{"lang:en", 0},
		{"date:2024-06", 4},
		{"date:2024-06-20..2024-07", 3},
		{"l'accord", 2},
		{"porte-parole", 0},
		{"accord le la", 2},
		{"introuvable", 0},
		{"introuvable accord", 0},
		{"introuvable speaker:vasseur", 0},
	}
	for _, tt := range tests {
		if res := find(t, s, index.Request{Query: tt.query}); res.Total != tt.want {
			t.Errorf("%s: %d hits, want %d: %q", tt.query, res.Total, tt.want, texts(res))
		}
	}
}

func testArticles(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	tests := []struct {
		query string
		want  int
	}{
		{"", 4},
		{"pêche", 2}, // once in a title only
		{"title:pêche", 1},
		{"title:réexam*", 1},
		{"accord", 3},
		{`"accord de pêche"`, 1},
		{`"accord réexaminé"`, 1}, // a title
		{`"pêche accord"`, 1},     // a title, elision aside
		{`"pêche ancien accord"`, 0},
		{`exact:"port d'ambremont"`, 1},
		{"speaker:vasseur", 2},
		{"juin", 0}, // what stands before the text is no text
		{"ambremont -vasseur", 0},
		{"accord -quotas", 2},
		{"lang:en", 1},
		{"id:val/2", 1},
	}
	for _, tt := range tests {
		if res := find(t, s, index.Request{Query: tt.query, Articles: true}); res.Total != tt.want {
			t.Errorf("%s: %d hits, want %d: %q", tt.query, res.Total, tt.want, texts(res))
		}
	}
}

func testFilters(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	tests := []struct {
		name       string
		f          index.Filter
		quotations int
		articles   int
	}{
		{"none", index.Filter{}, 5, 4},
		{"speaker by ID", index.Filter{Speakers: []string{"helene-vasseur"}}, 2, 2},
		{"speaker by name", index.Filter{Speakers: []string{"VASSEUR"}}, 2, 2},
		{"two speakers", index.Filter{Speakers: []string{"vasseur", "quastel"}}, 3, 3},
		{"unknown speaker", index.Filter{Speakers: []string{"personne"}}, 0, 0},
		{"outlet", index.Filter{Outlets: []string{"la depeche du val"}}, 3, 2},
		{"kind", index.Filter{Kinds: []quote.Kind{quote.Mixed}}, 1, 1},
		{"kinds", index.Filter{Kinds: []quote.Kind{quote.Mixed, quote.Direct}}, 5, 3},
		{"language", index.Filter{Langs: []string{"fr"}}, 5, 3},
		{"since day", index.Filter{Since: "2024-06-20"}, 3, 2},
		{"until day", index.Filter{Until: "2024-06-19"}, 2, 1},
		{"month", index.Filter{Since: "2024-06", Until: "2024-06"}, 4, 2},
		{"within a month that is all we know", index.Filter{Since: "2024-07-02"}, 0, 0},
		{"year", index.Filter{Since: "2024", Until: "2024"}, 5, 3},
		{"another year", index.Filter{Since: "2025"}, 0, 0},
		{"confidence", index.Filter{MinConfidence: 0.9}, 4, 3},
		{"more confidence", index.Filter{MinConfidence: 0.901}, 0, 0},
		{"less confidence", index.Filter{MinConfidence: 0.5}, 5, 3},
		{"all at once", index.Filter{Speakers: []string{"vasseur"}, Outlets: []string{"La Dépêche du Val"}, Since: "2024-06-20", Kinds: []quote.Kind{quote.Direct}, MinConfidence: 0.1}, 1, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if res := find(t, s, index.Request{Filter: tt.f}); res.Total != tt.quotations {
				t.Errorf("%d quotations, want %d: %q", res.Total, tt.quotations, texts(res))
			}
			if res := find(t, s, index.Request{Filter: tt.f, Articles: true}); res.Total != tt.articles {
				t.Errorf("%d articles, want %d: %q", res.Total, tt.articles, texts(res))
			}
		})
	}
	if res := find(t, s, index.Request{Query: "accord", Filter: index.Filter{Speakers: []string{"delcourt"}}}); res.Total != 1 {
		t.Errorf("query and filter: %q", texts(res))
	}
}

func testMalformed(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	for q, pos := range map[string]int{
		`accord "sans fin`: 7, "(accord": 0, "nulle:part": 0, "kind:étrange": 0, "date:hier": 0, "title:accord": 0, "le": 0, "?": 0,
	} {
		_, err := s.Search(context.Background(), index.Request{Query: q, Limit: 1})
		var e *query.Error
		if !errors.As(err, &e) || e.Pos != pos {
			t.Errorf("%s: %v", q, err)
		}
		for _, err = range s.Iterate(context.Background(), index.Request{Query: q}) {
		}
		if !errors.As(err, &e) {
			t.Errorf("%s: Iterate: %v", q, err)
		}
	}
	for _, req := range []index.Request{{Filter: index.Filter{Since: "demain"}}, {Filter: index.Filter{Kinds: []quote.Kind{"x"}}}, {Offset: -1}, {Limit: -1}} {
		if _, err := s.Search(context.Background(), req); err == nil || errors.Is(err, index.ErrDamaged) {
			t.Errorf("%+v: %v", req, err)
		}
	}
}

func testMarks(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	tests := []struct {
		query    string
		articles bool
		want     string // marked words by hit, in order
	}{
		{"réexaminer", false, "réexaminées"},
		{`"assistance mutuelle"`, false, "assistance mutuelle"},
		{"assist*", false, "assistance|assistance"},
		{"mutuele~", false, "mutuelle|mutuelle"},
		{"accord -passé", false, "accord"},
		{"exact:accords", false, "accords"},
		{`"accord de pêche"`, true, "accord de pêche"},
		{"title:pêche", true, ""},
	}
	for _, tt := range tests {
		res := find(t, s, index.Request{Query: tt.query, Articles: tt.articles, Sort: index.ByDate})
		var got []string
		for _, h := range res.Hits {
			for _, m := range h.Matches {
				got = append(got, m.Of(h.Article.Body))
			}
			if tt.query == "title:pêche" && (len(h.TitleMatches) != 1 || h.TitleMatches[0].Of(h.Article.Title) != "Pêche") {
				t.Errorf("title matches %v", h.TitleMatches)
			}
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%s: %q, want %q", tt.query, got, tt.want)
		}
	}
}

func testPages(t *testing.T, s index.Store) {
	var entries []index.Entry
	for i := range 50 {
		entries = append(entries, Numbered(i, 1))
	}
	put(t, s, entries[:20]...)
	put(t, s, entries[20:]...)
	for _, sort := range []index.Sort{index.ByRelevance, index.ByDate, index.ByDateAscending, index.ByConfidence} {
		for _, q := range []string{"", "réexaminé", "session OR étape"} {
			all := find(t, s, index.Request{Query: q, Sort: sort, Limit: 1000})
			if q == "" && all.Total != 150 {
				t.Fatalf("%d hits", all.Total)
			}
			var paged []string
			for offset := 0; offset < all.Total+7; offset += 7 {
				res := find(t, s, index.Request{Query: q, Sort: sort, Offset: offset, Limit: 7})
				if res.Total != all.Total {
					t.Fatalf("total %d on page %d", res.Total, offset/7)
				}
				for _, h := range res.Hits {
					paged = append(paged, h.Quotation.ID)
				}
			}
			for i, h := range all.Hits {
				if i >= len(paged) || paged[i] != h.Quotation.ID {
					t.Fatalf("sort %d, query %q: pages and whole differ at hit %d", sort, q, i)
				}
				if i == 0 {
					continue
				}
				before := all.Hits[i-1]
				switch {
				case sort == index.ByDate && before.Article.Published < h.Article.Published,
					sort == index.ByDateAscending && before.Article.Published > h.Article.Published,
					sort == index.ByConfidence && before.Quotation.Confidence < h.Quotation.Confidence,
					sort == index.ByRelevance && before.Score < h.Score:
					t.Fatalf("sort %d, query %q: hits %d and %d in the wrong order", sort, q, i-1, i)
				}
			}
		}
	}
	if res, err := s.Search(context.Background(), index.Request{Query: "réexaminé"}); err != nil || res.Total != 50 || len(res.Hits) != 0 {
		t.Errorf("count alone: %+v %v", res, err)
	}
}

func counts(list []index.Count) string {
	var out []string
	for _, c := range list {
		out = append(out, fmt.Sprintf("%s=%d", c.Label, c.N))
	}
	return strings.Join(out, " ")
}

func testFacets(t *testing.T, s index.Store) {
	put(t, s, Numbered(1, 1), Numbered(2, 1))
	put(t, s, articles()...)
	// What is replaced and deleted must leave no count behind.
	put(t, s, Numbered(1, 2))
	if _, err := s.Delete(context.Background(), Numbered(1, 1).Article.ID, Numbered(2, 1).Article.ID); err != nil {
		t.Fatal(err)
	}
	everything := find(t, s, index.Request{Facets: true}).Facets
	counted := find(t, s, index.Request{Facets: true, Query: "lang:fr OR -lang:fr"}).Facets
	if !reflect.DeepEqual(everything, counted) {
		t.Errorf("kept   %+v\ncounted %+v", everything, counted)
	}
	if got := counts(everything.Speakers); got != "Hélène Vasseur=2 Irène Quastel=1 Omar Delcourt=1" {
		t.Errorf("speakers %s", got)
	}
	if got := counts(everything.Months); got != "2024-06=4 2024-07=1" {
		t.Errorf("months %s", got)
	}
	if got := counts(everything.Days); got != "2024-06-19=2 2024-06-20=2 2024-07=1" {
		t.Errorf("days %s", got)
	}
	f := find(t, s, index.Request{Facets: true, Query: "accord", FacetSize: 1}).Facets
	if got := counts(f.Speakers); got != "Hélène Vasseur=1" {
		t.Errorf("speakers of a query %s", got)
	}
	if got := counts(f.Outlets); got != "La Dépêche du Val=2" {
		t.Errorf("outlets of a query %s", got)
	}
	everything = find(t, s, index.Request{Facets: true, Articles: true}).Facets
	counted = find(t, s, index.Request{Facets: true, Articles: true, Query: "lang:fr OR -lang:fr"}).Facets
	if !reflect.DeepEqual(everything, counted) {
		t.Errorf("articles: kept %+v\ncounted %+v", everything, counted)
	}
	for _, f := range []index.Filter{{Since: "2024-06", Until: "2024-06"}, {Since: "2024-06-19", Until: "2024-07"}, {Until: "2024-06"}, {Since: "2024-06-20", Until: "2024-06-20"}} {
		want := map[string]string{"2024-06": "2024-06-19=2 2024-06-20=2", "2024-07": "2024-06-19=2 2024-06-20=2 2024-07=1", "2024-06-20": "2024-06-20=2"}[f.Until]
		if got := counts(find(t, s, index.Request{Facets: true, Filter: f}).Facets.Days); got != want {
			t.Errorf("days from %q to %q: %s, want %s", f.Since, f.Until, got, want)
		}
	}
	// Days of many months would be too many.
	later := articles()[0]
	later.Article.ID, later.Article.Outlet, later.Article.Published = "later", "La Gazette", "2024-09-02"
	put(t, s, later)
	if f := find(t, s, index.Request{Facets: true}).Facets; len(f.Months) != 3 || len(f.Days) != 0 {
		t.Errorf("months %s, days %s", counts(f.Months), counts(f.Days))
	}
}

func testSpeakers(t *testing.T, s index.Store) {
	entries := articles()
	entries[1].Quotations[0].Mention.Text = "le chef du syndicat Delcourt"
	put(t, s, entries...)
	speakers, err := s.Speakers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []index.SpeakerInfo{
		{ID: "helene-vasseur", Name: "Hélène Vasseur", Quotations: 2, Outlets: 2, First: "2024-06-19", Last: "2024-06-20"},
		{ID: "irene-quastel", Name: "Irène Quastel", Quotations: 1, Outlets: 1, First: "2024-07", Last: "2024-07"},
		{ID: "omar-delcourt", Name: "Omar Delcourt", Aliases: []string{"le chef du syndicat Delcourt"}, Quotations: 1, Outlets: 1, First: "2024-06-20", Last: "2024-06-20"},
	}
	if !reflect.DeepEqual(speakers, want) {
		t.Errorf("speakers %+v", speakers)
	}
	outlets, err := s.Outlets(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	wantOutlets := []index.OutletInfo{
		{Name: "La Dépêche du Val", Articles: 2, Quotations: 3, Speakers: 3, First: "2024-06-20", Last: "2024-07"},
		{Name: "L'Écho d'Ambremont", Articles: 1},
		{Name: "Le Courrier des Dunes", Articles: 1, Quotations: 2, Speakers: 1, First: "2024-06-19", Last: "2024-06-19"},
	}
	if !reflect.DeepEqual(outlets, wantOutlets) {
		t.Errorf("outlets %+v", outlets)
	}
}

func testSuggestions(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	tests := []struct {
		req               index.Request
		field, value, try string
	}{
		{index.Request{Filter: index.Filter{Speakers: []string{"Vaseur"}}}, "speaker", "Vaseur", "Hélène Vasseur"},
		{index.Request{Query: "speaker:quastelle"}, "speaker", "quastelle", "Irène Quastel"},
		{index.Request{Filter: index.Filter{Outlets: []string{"La Dépeche du Vale"}}}, "outlet", "La Dépeche du Vale", "La Dépêche du Val"},
		{index.Request{Query: "asistence"}, "text", "asistence", "assistance"},
	}
	for _, tt := range tests {
		res := find(t, s, tt.req)
		if len(res.Suggestions) != 1 || res.Suggestions[0].Field != tt.field || res.Suggestions[0].Value != tt.value || !slices.Contains(res.Suggestions[0].Try, tt.try) {
			t.Errorf("%s %s: %+v, want %s", tt.field, tt.value, res.Suggestions, tt.try)
		}
	}
	for _, req := range []index.Request{{Filter: index.Filter{Speakers: []string{"xyzzy"}}}, {Filter: index.Filter{Outlets: []string{"xyzzy"}}}, {Query: "xyzzy"}} {
		if res := find(t, s, req); len(res.Suggestions) != 1 || res.Suggestions[0].Value != "xyzzy" || len(res.Suggestions[0].Try) > 0 {
			t.Errorf("for what resembles nothing: %+v", res.Suggestions)
		}
	}
	if res := find(t, s, index.Request{Query: "accord", Filter: index.Filter{Until: "1990"}}); res.Total > 0 || len(res.Suggestions) > 0 {
		t.Errorf("for what is there, only not together: %+v", res.Suggestions)
	}
	if res := find(t, s, index.Request{Query: "accord"}); res.Suggestions != nil {
		t.Errorf("suggestions beside hits: %+v", res.Suggestions)
	}
}

func testIterate(t *testing.T, s index.Store) {
	var want []string
	for i := range 30 {
		e := Numbered(29-i, 1)
		for _, q := range e.Quotations {
			want = append(want, q.ID)
		}
		put(t, s, e)
	}
	var got []string
	for h, err := range s.Iterate(context.Background(), index.Request{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, h.Quotation.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d hits in another order than stored, want %d", len(got), len(want))
	}
	n := 0
	for h, err := range s.Iterate(context.Background(), index.Request{Query: "étape", Filter: index.Filter{Outlets: []string{"La Dépêche du Val"}}}) {
		if err != nil {
			t.Fatal(err)
		}
		if h.Article.Outlet != "La Dépêche du Val" || len(h.Matches) != 1 {
			t.Errorf("hit %q of %s, %d matches", h.Quotation.Text, h.Article.Outlet, len(h.Matches))
		}
		n++
	}
	if n != 10 {
		t.Errorf("%d hits, want 10", n)
	}
	n = 0
	for range s.Iterate(context.Background(), index.Request{Articles: true}) {
		if n++; n == 3 {
			break
		}
	}
	func() {
		defer func() {
			if p := recover(); p != "mine" {
				t.Errorf("a panic of the loop's body became %v", p)
			}
		}()
		for range s.Iterate(context.Background(), index.Request{}) {
			panic("mine")
		}
	}()
}

// testConcurrent reads while articles are put, replaced and deleted: a reader
// never sees an article with the quotations of another version, or without.
func testConcurrent(t *testing.T, s index.Store) {
	ctx := context.Background()
	const n = 12
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				s.Has(Numbered(i%n, 0).Article)
				if e, err := s.Article(Numbered(i%n, 0).Article.ID); err == nil {
					if got := Extract(e.Article); !reflect.DeepEqual(got, e.Quotations) {
						t.Errorf("article %s has the quotations of another", e.Article.ID)
					}
				} else if !errors.Is(err, index.ErrNotFound) {
					t.Error(err)
					return
				}
				byArticle := map[string]int{}
				for h, err := range s.Iterate(ctx, index.Request{}) {
					if err != nil {
						t.Error(err)
						return
					}
					byArticle[h.Article.ID]++
				}
				for id, n := range byArticle {
					if n != 3 {
						t.Errorf("article %s with %d of 3 quotations", id, n)
					}
				}
				if _, err := s.Search(ctx, index.Request{Query: "projet", Limit: 5, Facets: true}); err != nil {
					t.Error(err)
					return
				}
				if _, err := s.Speakers(ctx); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for version := range 3 {
		for i := 0; i < n; i += 4 {
			if _, err := s.Put(ctx, []index.Entry{Numbered(i, version), Numbered(i+1, version), Numbered(i+2, version), Numbered(i+3, version)}); err != nil {
				t.Error(err)
			}
		}
		if _, err := s.Delete(ctx, Numbered(version, 0).Article.ID); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
}

func testCancelled(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Search(ctx, index.Request{Limit: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("search: %v", err)
	}
	if _, err := s.Put(ctx, []index.Entry{Numbered(1, 1)}); !errors.Is(err, context.Canceled) {
		t.Errorf("put: %v", err)
	}
	if _, err := s.Check(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("check: %v", err)
	}
	put(t, s, Numbered(1, 1)) // a cancelled Put does no harm
}

func testClosed(t *testing.T, s index.Store) {
	put(t, s, articles()...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(context.Background(), articles()); !errors.Is(err, index.ErrClosed) {
		t.Errorf("put: %v", err)
	}
	if _, err := s.Search(context.Background(), index.Request{}); !errors.Is(err, index.ErrClosed) {
		t.Errorf("search: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}
