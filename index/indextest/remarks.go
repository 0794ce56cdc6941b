package indextest

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"dixit/corpus"
	"dixit/index"
	"dixit/quote"
)

// reprinted are articles of several outlets: one remark in three wordings and a
// fragment, another of the same speaker on the same subject, and one alone.
func reprinted() []index.Entry {
	article := func(id, outlet, published, body string) index.Entry {
		return Entry(corpus.Article{ID: id, Outlet: outlet, Title: id, Published: published, Lang: "fr", Body: body})
	}
	return []index.Entry{
		article("c1", "Le Courrier des Dunes", "2024-06-19",
			"« La digue du Moulin sera reconstruite avant les grandes marées d'octobre », a déclaré Hélène Vasseur.\n"+
				"« Le chantier coûtera neuf millions, payés par la région seule », a déclaré Hélène Vasseur.\n"),
		article("v1", "La Dépêche du Val", "2024-06-20",
			"« La digue du Moulin sera rebâtie avant les grandes marées d'octobre », affirme Hélène Vasseur.\n"),
		article("e1", "L'Écho d'Ambremont", "2024-06-21",
			"« Avant les grandes marées d'octobre, la digue du Moulin sera reconstruite », estime Hélène Vasseur.\n"),
		article("e2", "L'Écho d'Ambremont", "2024-06-21T18:00:00+02:00",
			"La préfète promet une digue « reconstruite avant les grandes marées », affirme Hélène Vasseur.\n"),
		article("v2", "La Dépêche du Val", "2024-06-18",
			"« Personne ne nous a consultés sur le tracé de la rocade », affirme Omar Delcourt.\n"),
	}
}

func group(t *testing.T, s index.Store) index.Grouping {
	t.Helper()
	g, err := s.Group(context.Background(), func(done, total int) {
		if done < 0 || done > total {
			t.Errorf("grouping: %d of %d", done, total)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// remarksOf returns the articles of each remark that the store ranks.
func remarksOf(t *testing.T, s index.Reader, req index.Request, order index.RemarkOrder) [][]string {
	t.Helper()
	req.Limit = 100
	res, err := s.Remarks(context.Background(), req, order)
	if err != nil {
		t.Fatal(err)
	}
	if res.Total != len(res.Remarks) {
		t.Errorf("%d remarks of %d", len(res.Remarks), res.Total)
	}
	var out [][]string
	for _, r := range res.Remarks {
		got, hits, err := s.Remark(context.Background(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if *got != r.Remark {
			t.Errorf("remark %+v, in the list %+v", *got, r.Remark)
		}
		var ids []string
		for _, h := range hits {
			ids = append(ids, h.Article.ID)
			if h.Remark == nil || h.Remark.ID != r.ID || h.Membership <= 0 || h.Membership > 1 {
				t.Errorf("hit of %s: remark %+v, membership %v", h.Article.ID, h.Remark, h.Membership)
			}
			one, err := s.Quotation(h.Quotation.ID)
			if err != nil || one.Remark == nil || *one.Remark != *h.Remark || one.Membership != h.Membership {
				t.Errorf("quotation of %s alone: %+v %v", h.Article.ID, one, err)
			}
		}
		out = append(out, ids)
	}
	return out
}

func testRemarks(t *testing.T, s index.Store) {
	put(t, s, reprinted()...)
	if i := s.Info(); i.Ungrouped != 6 {
		t.Errorf("%d quotations not grouped, want 6", i.Ungrouped)
	}
	if res := find(t, s, index.Request{Collapse: true}); res.Total != 6 || res.Ungrouped != 6 || res.Hits[0].Remark != nil {
		t.Errorf("before grouping: %d hits, %+v", res.Total, res.Hits[0].Remark)
	}
	if g := group(t, s); g != (index.Grouping{Quotations: 6, Remarks: 3}) {
		t.Errorf("grouping %+v", g)
	}
	before := s.Info()
	if before.Ungrouped != 0 {
		t.Errorf("%d quotations not grouped", before.Ungrouped)
	}
	if g := group(t, s); g != (index.Grouping{Remarks: 3}) || !reflect.DeepEqual(s.Info(), before) {
		t.Errorf("grouping again: %+v", g)
	}

	want := [][]string{{"c1", "v1", "e1", "e2"}, {"v2"}, {"c1"}}
	if got := remarksOf(t, s, index.Request{}, index.ByOutlets); !reflect.DeepEqual(got, want) {
		t.Errorf("by outlets %v, want %v", got, want)
	}
	want = [][]string{{"c1", "v1", "e1", "e2"}, {"c1"}, {"v2"}}
	if got := remarksOf(t, s, index.Request{}, index.ByNewest); len(got) != 3 || !slices.Equal(got[2], want[2]) {
		t.Errorf("by date %v, want %v", got, want)
	}
	digue, err := s.Remarks(context.Background(), index.Request{Query: "digue", Limit: 10}, index.ByWordings)
	if err != nil || digue.Total != 1 {
		t.Fatalf("remarks of a query: %+v %v", digue, err)
	}
	r := digue.Remarks[0]
	if r.Quotations != 4 || r.Outlets != 3 || r.Wordings != 4 || r.First != "2024-06-19" || r.Last != "2024-06-21" || r.Matched != 3 {
		t.Errorf("remark %+v", r)
	}
	if r.Best == nil || len(r.Best.Matches) == 0 || r.Best.Article.ID != "c1" {
		t.Errorf("best hit %+v", r.Best)
	}
	val := index.Filter{Outlets: []string{"La Dépêche du Val"}}
	if got := remarksOf(t, s, index.Request{Filter: val}, index.ByOutlets); len(got) != 2 {
		t.Errorf("remarks of an outlet %v", got)
	}
	if res, err := s.Remarks(context.Background(), index.Request{Offset: 1, Limit: math.MaxInt}, index.ByOutlets); err != nil || len(res.Remarks) != 2 {
		t.Errorf("a page without end: %+v %v", res, err)
	}
	if res := find(t, s, index.Request{Collapse: true, Offset: 1, Limit: math.MaxInt}); len(res.Hits) != 2 {
		t.Errorf("a page of hits without end: %d", len(res.Hits))
	}
	if res, err := s.Remarks(context.Background(), index.Request{Query: "digeu", Limit: 10}, index.ByOutlets); err != nil || res.Total != 0 || len(res.Suggestions) != 1 {
		t.Errorf("remarks of a misspelt query: %+v %v", res, err)
	}
	c1, err := s.Article("c1")
	if err != nil || len(c1.Remarks) != 2 || !reflect.DeepEqual(c1.Remarks[0], &r.Remark) || c1.Remarks[1] == nil || c1.Remarks[1].Quotations != 1 {
		t.Errorf("remarks of an article: %+v %v", c1, err)
	}
	if _, _, err := s.Remark(context.Background(), "r000000000000000"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("a remark that is not there: %v", err)
	}
	if _, _, err := s.Remark(context.Background(), "digue"); !errors.Is(err, index.ErrNotFound) {
		t.Errorf("an ID that is none: %v", err)
	}

	for _, sort := range []index.Sort{index.ByRelevance, index.ByDate, index.ByDateAscending, index.ByConfidence} {
		all := find(t, s, index.Request{Collapse: true, Sort: sort})
		if all.Total != 3 || all.Quotations != 6 || all.Remarks != 3 || all.Nobodys+all.Ungrouped != 0 || len(all.Hits) != 3 {
			t.Errorf("sort %d: %d hits of %d quotations", sort, all.Total, all.Quotations)
		}
	}
	res := find(t, s, index.Request{Query: "digue marées", Collapse: true, Sort: index.ByDate})
	if res.Total != 1 || res.Quotations != 3 || res.Hits[0].Article.ID != "e1" || *res.Hits[0].Remark != r.Remark {
		t.Errorf("newest of a remark: %d hits, %+v", res.Total, res.Hits[0])
	}
	// A title is nobody's remark, but a hit.
	title := Entry(corpus.Article{ID: "t1", Outlet: "L'Écho d'Ambremont", Title: "t1", Published: "2024-06-25", Lang: "fr", Body: "Le film « La digue » passe au Moulin.\n"})
	title.Quotations[0].Kind = quote.Other
	put(t, s, title)
	group(t, s)
	if res := find(t, s, index.Request{Collapse: true}); res.Total != 4 || res.Quotations != 7 || res.Remarks != 3 || res.Nobodys != 1 || res.Ungrouped != 0 {
		t.Errorf("with a title: %d hits, %d quotations in %d remarks, %d nobody's, %d not grouped", res.Total, res.Quotations, res.Remarks, res.Nobodys, res.Ungrouped)
	}
	if st, err := s.Stats(context.Background()); err != nil || st.Remarks != 3 || st.Reprinted != 1 {
		t.Errorf("stats %+v %v", st, err)
	}
}

// testRegrouping changes the articles of a remark.
func testRegrouping(t *testing.T, s index.Store) {
	all := reprinted()
	put(t, s, all[:2]...)
	group(t, s)
	if got := remarksOf(t, s, index.Request{}, index.ByOutlets); !reflect.DeepEqual(got, [][]string{{"c1", "v1"}, {"c1"}}) {
		t.Errorf("two articles: %v", got)
	}
	first, err := s.Quotation(all[0].Quotations[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, all[2:]...)
	group(t, s)
	want := [][]string{{"c1", "v1", "e1", "e2"}, {"v2"}, {"c1"}}
	if got := remarksOf(t, s, index.Request{}, index.ByOutlets); !reflect.DeepEqual(got, want) {
		t.Errorf("more articles: %v, want %v", got, want)
	}
	later, err := s.Quotation(all[0].Quotations[0].ID)
	if err != nil || later.Remark.ID != first.Remark.ID {
		t.Errorf("the remark %+v became %+v: %v", first.Remark, later.Remark, err)
	}
	// A new version of an article without the quotation.
	changed := *all[1].Article
	changed.Body = "La préfète n'a rien dit.\n"
	put(t, s, Entry(changed))
	if i := s.Info(); i.Ungrouped != 3 {
		t.Errorf("%d quotations to be grouped again, want 3", i.Ungrouped)
	}
	if h, err := s.Quotation(all[0].Quotations[0].ID); err != nil || h.Remark != nil {
		t.Errorf("a quotation of a remark that changed: %+v %v", h.Remark, err)
	}
	group(t, s)
	if n, err := s.Delete(context.Background(), "e1", "v2"); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	group(t, s)
	want = [][]string{{"c1", "e2"}, {"c1"}}
	if got := remarksOf(t, s, index.Request{}, index.ByOutlets); !reflect.DeepEqual(got, want) {
		t.Errorf("fewer articles: %v, want %v", got, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	put(t, s, all[2])
	if _, err := s.Group(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	group(t, s)
	if got := remarksOf(t, s, index.Request{}, index.ByOutlets); len(got) != 2 || len(got[0]) != 3 {
		t.Errorf("behind a cancelled grouping: %v", got)
	}
}
