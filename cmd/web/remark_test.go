package web

import (
	"encoding/csv"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"dixit/corpus"
)

// reprints are articles of several outlets that print one remark, twice in the same
// words.
var reprints = []*corpus.Article{
	{ID: "c1", Outlet: "Le Courrier des Dunes", Title: "La digue", Published: "2024-06-19T08:00:00+02:00", Lang: "fr",
		Body: "« La digue du Moulin sera reconstruite avant les grandes marées d'octobre », a déclaré Hélène Vasseur, la maire.\n"},
	{ID: "v1", Outlet: "La Dépêche du Val", Title: "Marées", Published: "2024-06-20", Lang: "fr",
		Body: "« La digue du Moulin sera rebâtie avant les grandes marées d'octobre », a affirmé Hélène Vasseur.\n"},
	{ID: "e1", Outlet: "L'Écho d'Ambremont", Title: "Travaux", Published: "2024-06-21", Lang: "fr",
		Body: "« La digue du Moulin sera reconstruite avant les grandes marées d'octobre », a estimé Hélène Vasseur. « Rien d'autre », a-t-elle ajouté.\n"},
}

func TestRemarks(t *testing.T) {
	h := Handler(stored(t, reprints...), options())
	plain := strings.NewReplacer("\u00a0", " ", "&nbsp;", " ", "&#39;", "'", "\u202f", " ")
	body := func(url string) string {
		t.Helper()
		w := get(t, h, url)
		if w.Code != 200 {
			t.Fatalf("%s: status %d: %s", url, w.Code, w.Body)
		}
		return plain.Replace(w.Body.String())
	}
	expect := func(url string, want ...string) string {
		t.Helper()
		b := body(url)
		for _, w := range want {
			if !strings.Contains(b, w) {
				t.Errorf("%s: no %q in\n%s", url, w, b)
			}
		}
		return b
	}
	search := expect("/?q=digue", `3 citations <span class="in">en 1 propos</span>`, "3 médias, 2 formulations", "Exporter les 3 citations")
	if n := strings.Count(search, `class="hit `); n != 1 {
		t.Errorf("%d hits of one remark", n)
	}
	if n := strings.Count(body("/?q=digue&all=1"), `class="hit `); n != 3 {
		t.Errorf("%d hits of three quotations", n)
	}
	if n := strings.Count(get(t, h, "/export?q=digue&format=jsonl").Body.String(), "\n"); n != 3 {
		t.Errorf("%d rows exported", n)
	}
	remark := regexp.MustCompile(`/remark/r[0-9a-f]+`).FindString(search)
	page := expect(remark, "3 citations", "2 formulations", "Formulation 1 — référence", "la même à la lettre dans 2 médias", "Première parution : Le Courrier des Dunes (19 juin 2024, 8 h 00)",
		"3 médias à ce jour", `<span class="synonym"`, "Prendre pour référence")
	use := regexp.MustCompile(`/remark/r[0-9a-f]+\?against=[0-9a-f]+`).FindString(page)
	expect(use, "Formulation 2 — référence", "<h1 class=\"hero\" lang=\"fr\">« La digue du Moulin sera rebâtie")
	if w := get(t, h, remark+"?against=none"); w.Code != 400 {
		t.Errorf("another quotation as the reference: status %d", w.Code)
	}
	if w := get(t, h, "/remark/none"); w.Code != 404 {
		t.Errorf("no remark: status %d", w.Code)
	}
	if n := strings.Count(get(t, h, "/export?remark="+strings.TrimPrefix(remark, "/remark/")+"&format=jsonl").Body.String(), "\n"); n != 3 {
		t.Errorf("%d rows of the remark exported", n)
	}
	// The list is exported as it is shown.
	if b := body("/remarks?q=digue&order=newest"); !strings.Contains(b, `href="/export?format=csv&amp;order=newest&amp;q=digue&amp;remarks=1"`) || !strings.Contains(b, "Exporter le propos (1)") {
		t.Errorf("no export of the list: %s", b)
	}
	list := get(t, h, "/export?remarks=1&format=csv&order=newest")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(list.Body.String(), "\ufeff"))).ReadAll()
	if err != nil || len(rows) != 3 || rows[0][0] != "id" || "/remark/"+rows[2][0] != remark || !strings.Contains(list.Header().Get("Content-Disposition"), "dixit-remarks.csv") {
		t.Errorf("the list as a file: %q %v %v", rows, err, list.Header())
	}
	if w := get(t, h, "/export?remarks=1&format=xlsx"); w.Code != 400 {
		t.Errorf("the list in a format that it has not: status %d", w.Code)
	}
	if b := body(remark + "?ui=en"); !strings.Contains(b, `<html lang="en">`) || !strings.Contains(b, `<h1 class="hero" lang="fr">`) {
		t.Errorf("in English: %s", b)
	}
	expect("/article/c1", "3 médias, 2 formulations", "La Dépêche du Val, L'Écho d'Ambremont")
	expect("/remarks", "2 propos", "La digue du Moulin")
	expect("/remarks?order=newest&q=digue", "1 propos<", `aria-current="true">Plus récents`)
	expect("/overview", "Les propos les plus repris", "3 médias, 2 formulations")
	expect("/speaker/helene-vasseur", "Propos les plus repris")
	expect("/outlet/"+url.PathEscape("La Dépêche du Val"), "Propos les plus repris")
	var r apiRemark
	if err := json.Unmarshal(get(t, h, "/api/v1/remarks/"+strings.TrimPrefix(remark, "/remark/")).Body.Bytes(), &r); err != nil || len(r.Quotations) != 3 || r.Quotations[0].Doc != "c1" || r.Wordings != 2 {
		t.Errorf("%+v %v", r, err)
	}
}
