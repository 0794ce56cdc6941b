package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixit/quote/alignment"
)

// damArticles are six articles: a remark as a dispatch, its copy, a translation and
// a fragment; another remark of the same person; a title, which is no remark.
var damArticles = map[string]string{
	"depeche.txt": "---\noutlet: Agence Boréale\ntitle: Le barrage\ndate: 2025-03-04T18:05:00+01:00\n---\n« Le barrage tiendra, et s'il cède, nous ouvrirons les vannes avant minuit », a déclaré Inga Rüttel mardi.\n",
	"copie.txt":   "---\noutlet: Le Petit Amont\ntitle: Rüttel rassure\ndate: 2025-03-05\n---\nLa nuit fut longue. « Le barrage tiendra et, s'il cède, nous ouvrirons les vannes avant minuit », a affirmé Inga Rüttel.\n",
	"radio.txt":   "---\noutlet: Radio Torrent\ntitle: La digue\ndate: 2025-03-04T19:30:00+01:00\n---\n« Le barrage résistera. S'il lâche, les vannes seront ouvertes avant minuit », a déclaré Inga Rüttel.\n",
	"revue.txt":   "---\noutlet: L'Aval\ntitle: Une promesse\ndate: 2025-03-06\n---\nInga Rüttel a promis d'ouvrir « les vannes avant minuit ».\n",
	"autre.txt":   "---\noutlet: L'Aval\ntitle: Les ponts\ndate: 2025-03-07\n---\n« Aucun pont de la vallée ne sera fermé aux camions cet été », a déclaré Inga Rüttel.\n",
	"titre.txt":   "---\noutlet: Le Chamois\ntitle: Le film\ndate: 2025-03-08\n---\nLe film « Torrents de minuit » sort mercredi.\n",
}

// remarked returns an archive of damArticles.
func remarked(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range damArticles {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "a")
	if _, stderr, code := dixit(t, "", "ingest", "--archive", path, dir); code != 0 {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return path
}

// A variantLine is what the tests read of a line of JSON.
type variantLine struct {
	Remark     string
	Rank       int
	Text       string
	Reference  bool
	Outlets    []string
	Origin     string
	Source     string
	Alignment  []struct{ Kind alignment.OpKind }
	Quotations []struct {
		ID    string
		Score float64
		Why   *alignment.Explanation
	}
}

func variantLines(t *testing.T, jsonl string) []variantLine {
	t.Helper()
	var lines []variantLine
	for d := json.NewDecoder(strings.NewReader(jsonl)); d.More(); {
		var l variantLine
		if err := d.Decode(&l); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, l)
	}
	return lines
}

func TestVariants(t *testing.T) {
	a := remarked(t)
	stdout, stderr, code := dixit(t, "", "variants", "--archive", a, "barrage", "--explain")
	lines := variantLines(t, stdout)
	if code != 0 || len(lines) != 3 || stderr != "" {
		t.Fatalf("exit %d, %d lines, %q:\n%s", code, len(lines), stderr, stdout)
	}
	dispatch := lines[0]
	if !dispatch.Reference || dispatch.Origin != "shared" || dispatch.Source != "Agence Boréale" || strings.Join(dispatch.Outlets, ", ") != "Agence Boréale, Le Petit Amont" {
		t.Errorf("the dispatch: %+v", dispatch)
	}
	if w := dispatch.Quotations[0].Why; w == nil || len(w.Words) == 0 || w.Words[0].Weight == 0 {
		t.Errorf("unexplained: %+v", dispatch.Quotations[0])
	}
	if lines[1].Origin != "own" || lines[2].Origin != "excerpt" || lines[2].Alignment[0].Kind != alignment.Outside {
		t.Errorf("the others: %+v", lines[1:])
	}

	// The same by the IDs of the remark and of a quotation.
	fragment := lines[2].Quotations[0].ID
	for _, id := range []string{dispatch.Remark, fragment} {
		again, _, _ := dixit(t, "", "variants", "--archive", a, id, "--explain")
		if again != stdout {
			t.Errorf("%s gives\n%s", id, again)
		}
	}
	against, _, _ := dixit(t, "", "variants", "--archive", a, dispatch.Remark, "--against", fragment)
	if lines := variantLines(t, against); lines[0].Reference || !lines[2].Reference {
		t.Errorf("against the fragment:\n%s", against)
	}

	// Another remark matches as well.
	_, stderr, _ = dixit(t, "", "variants", "--archive", a, "--speaker", "rüttel", "vannes OR pont")
	if want := "dixit: 1 other remark matches as well: dixit remarks 'vannes OR pont', with the same filters, lists all\n"; stderr != want {
		t.Errorf("standard error %q, want %q", stderr, want)
	}
	for name, begins := range map[string]string{"v.md": "## Inga Rüttel", "v.html": "<!doctype html>\n<html lang=\"fr\">", "v.jsonl": `{"remark":"r`} {
		file := filepath.Join(t.TempDir(), name)
		_, stderr, code := dixit(t, "", "variants", "--archive", a, "barrage", "-o", file)
		b, err := os.ReadFile(file)
		if code != 0 || err != nil || !strings.HasPrefix(string(b), begins) {
			t.Errorf("%s: exit %d, %v: %s\n%.60q", name, code, err, stderr, b)
		}
	}
	stdout, _, _ = dixit(t, "", "variants", "--archive", a, "barrage", "--format", "table", "--color", "always")
	if !strings.Contains(stdout, "reference · the same to the letter in 2 outlets, likely from Agence Boréale") || !strings.Contains(stdout, "\x1b[") {
		t.Errorf("table:\n%s", stdout)
	}
}

func TestVariantsErrors(t *testing.T) {
	a := remarked(t)
	stdout, _, _ := dixit(t, "", "variants", "--archive", a, "barrage")
	dam := variantLines(t, stdout)[0]
	stdout, _, _ = dixit(t, "", "search", "--archive", a, "--all", "pont")
	bridge := rowsOf(t, stdout)[0].ID
	stdout, _, _ = dixit(t, "", "search", "--archive", a, "--all", "--kind", "other")
	title := rowsOf(t, stdout)[0].ID
	for _, tt := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"nothing asked", nil, 2, "dixit variants ID|QUERY"},
		{"malformed", []string{"(barrage"}, 2, "character 1"},
		{"nothing found", []string{"barrige"}, 0, "no word \"barrige\"; did you mean barrage?"},
		{"a speaker who is not there", []string{"barrage", "--speaker", "Rutel"}, 0, "did you mean Inga Rüttel?"},
		{"no remark", []string{"torrents"}, 0, "no remark was found: 1 quotation, of kind other"},
		{"of kind other", []string{title}, 2, "of kind other"},
		{"against another remark's", []string{dam.Remark, "--against", bridge}, 2, "does not render this remark"},
		{"an ID and a filter", []string{dam.Remark, "--since", "2025"}, 2, "filters go with a query"},
		{"format", []string{"barrage", "--format", "xlsx"}, 2, "table, jsonl, md, html"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, stderr, code := dixit(t, "", append(append([]string{"variants"}, tt.args...), "--archive", a)...)
			if code != tt.code || !strings.Contains(stderr, tt.says) {
				t.Errorf("exit %d, want %d, without %q:\n%s", code, tt.code, tt.says, stderr)
			}
		})
	}
	for _, args := range [][]string{{"variants", "x"}, {"remarks"}} {
		_, stderr, code := dixit(t, "", append(args, "--archive", filepath.Join(t.TempDir(), "none"))...)
		if code != 3 || !strings.Contains(stderr, "no archive in") {
			t.Errorf("%v without an archive: exit %d: %s", args, code, stderr)
		}
	}
}

func TestRemarks(t *testing.T) {
	a := remarked(t)
	type row struct {
		ID, Text                               string
		Speaker                                struct{ Name string }
		Outlets, Wordings, Quotations, Matched int
		First, Last, Quotation                 string
	}
	rows := func(args ...string) (rows []row, stderr string) {
		stdout, stderr, code := dixit(t, "", append([]string{"remarks", "--archive", a}, args...)...)
		if code != 0 {
			t.Fatalf("%v: exit %d: %s", args, code, stderr)
		}
		for d := json.NewDecoder(strings.NewReader(stdout)); d.More(); {
			var r row
			if err := d.Decode(&r); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, r)
		}
		return rows, stderr
	}
	all, _ := rows()
	if len(all) != 2 || all[0].Outlets != 4 || all[0].Wordings != 3 || all[0].Quotations != 4 || all[0].Matched != 4 || all[0].Speaker.Name != "Inga Rüttel" || all[0].First != "2025-03-04" || all[0].Last != "2025-03-06" {
		t.Fatalf("remarks: %+v", all)
	}
	for _, tt := range []struct {
		name string
		args []string
		want string // how the text of the first begins; "" for none
		n    int
	}{
		{"newest", []string{"--sort", "newest"}, "Aucun pont", 2},
		{"wordings", []string{"--sort", "wordings"}, "Le barrage", 2},
		{"quotations", []string{"--sort", "quotations", "--limit", "1"}, "Le barrage", 1},
		{"second page", []string{"--limit", "1", "--page", "2"}, "Aucun pont", 1},
		{"query", []string{"camions"}, "Aucun pont", 1},
		{"filter", []string{"--outlet", "Radio Torrent"}, "Le barrage résistera", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := rows(tt.args...)
			if len(got) != tt.n || !strings.HasPrefix(got[0].Text, tt.want) {
				t.Errorf("%+v", got)
			}
		})
	}
	if _, stderr := rows("--page", "9"); !strings.Contains(stderr, "there is no page 9: page 1 is the last") {
		t.Errorf("past the end: %s", stderr)
	}
	if _, stderr := rows("barrige"); !strings.Contains(stderr, "did you mean barrage?") {
		t.Errorf("nothing: %s", stderr)
	}
	if _, stderr, code := dixit(t, "", "remarks", "--archive", a, "--sort", "size"); code != 2 || !strings.Contains(stderr, "neither outlets") {
		t.Errorf("sort: exit %d: %s", code, stderr)
	}
	stdout, _, _ := dixit(t, "", "remarks", "--archive", a, "--format", "table")
	for _, want := range []string{"1. « Le barrage", "   Inga Rüttel\n   4 outlets · 3 wordings · 4 quotations · 2025-03-04 to 2025-03-06 · r", "\n2 remarks\n"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in\n%s", want, stdout)
		}
	}
	file := filepath.Join(t.TempDir(), "r.csv")
	if _, stderr, code := dixit(t, "", "remarks", "--archive", a, "-o", file); code != 0 {
		t.Fatalf("csv: exit %d: %s", code, stderr)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil || len(records) != 3 || records[0][0] != "id" || records[1][4] != "4" {
		t.Errorf("csv: %v %v", err, records)
	}
}
