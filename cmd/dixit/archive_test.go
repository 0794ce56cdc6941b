package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// press writes a few articles of two outlets and returns their folder.
func press(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"courrier/port.txt": "---\noutlet: Le Courrier des Dunes\ntitle: Le port\ndate: 2024-06-19\n---\n" +
			"« Les digues seront réexaminées avant l'automne », a déclaré Hélène Vasseur, la maire de Port-Ambre. Elle évoque « un chantier de trois ans ».\n",
		"courrier/quai.txt": "---\noutlet: Le Courrier des Dunes\ntitle: Le quai\ndate: 2024-07-02\n---\n" +
			"« Nous ne quitterons pas ce quai », a affirmé Omar Delcourt mardi.\n",
		"val/port.txt": "---\noutlet: La Dépêche du Val\ntitle: Digues\ndate: 2024-06-20\n---\n" +
			"Hélène Vasseur a déclaré : « Les digues attendront. »\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ingested returns an archive of the press, and the articles' folder.
func ingested(t *testing.T) (archive, articles string) {
	t.Helper()
	articles = press(t)
	archive = filepath.Join(t.TempDir(), "a")
	_, stderr, code := dixit(t, "", "ingest", "--archive", archive, articles)
	if code != 0 || !strings.Contains(stderr, "3 articles: 3 new, 0 unchanged, 0 replaced, 0 failed; 4 quotations stored") {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	return archive, articles
}

func TestIngest(t *testing.T) {
	archive, articles := ingested(t)
	_, stderr, code := dixit(t, "", "ingest", articles, "--archive", archive)
	if code != 0 || !strings.Contains(stderr, "0 new, 3 unchanged") {
		t.Errorf("again: exit %d: %s", code, stderr)
	}
	if err := os.WriteFile(filepath.Join(articles, "val", "port.txt"), []byte("« Tout est calme », a déclaré Hélène Vasseur.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, stderr, code = dixit(t, "", "ingest", articles, filepath.Join(articles, "missing.txt"), "--archive", archive)
	if code != 1 || !strings.Contains(stderr, "1 replaced, 1 failed") || !strings.Contains(stderr, "missing.txt") {
		t.Errorf("changed and missing: exit %d: %s", code, stderr)
	}
	if err := os.WriteFile(filepath.Join(articles, "courrier", "copie.txt"), []byte("---\noutlet: Le Courrier des Dunes\ntitle: Le quai\n---\n« Nous ne quitterons pas ce quai », a affirmé Omar Delcourt mardi.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, stderr, code = dixit(t, "", "ingest", articles, "--archive", archive)
	if code != 0 || !strings.Contains(stderr, "copie.txt is the same text as") || !strings.Contains(stderr, "1 copies not stored") {
		t.Errorf("copy: exit %d: %s", code, stderr)
	}
}

func TestSearch(t *testing.T) {
	archive, _ := ingested(t)
	tests := []struct {
		name string
		args []string
		want string // number of hits
	}{
		{"word", []string{"reexaminer"}, "1"},
		{"everything", nil, "4"},
		{"speaker", []string{"--speaker", "vasseur"}, "3"},
		{"flags behind the query", []string{"digues", "--outlet", "la depeche du val"}, "1"},
		{"dates", []string{"--since", "2024-06", "--until", "2024-06"}, "3"},
		{"kind", []string{"--kind", "mixed"}, "1"},
		{"not", []string{"digues", "NOT", "attendront"}, "1"},
		{"articles", []string{"--articles", "Delcourt"}, "1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stdout, stderr, code := dixit(t, "", append([]string{"search", "--archive", archive, "--count"}, tt.args...)...)
			if code != 0 || strings.TrimSpace(stdout) != tt.want {
				t.Errorf("exit %d, %s hits, want %s: %s", code, strings.TrimSpace(stdout), tt.want, stderr)
			}
		})
	}
	stdout, _, _ := dixit(t, "", "search", "--archive", archive, "digues attendront", "--format", "table", "--facets")
	for _, want := range []string{"« Les *digues* *attendront*. »", "Hélène Vasseur · La Dépêche du Val · 2024-06-20 · direct", "1 quotation\n", "       1  Hélène Vasseur", "       1  2024-06"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in\n%s", want, stdout)
		}
	}
	stdout, _, _ = dixit(t, "", "search", "--archive", archive, "--articles", "quai", "--format", "table")
	if !strings.Contains(stdout, "1. Le *quai*\n") {
		t.Errorf("articles:\n%s", stdout)
	}
	var paged []string
	for page := range 5 {
		stdout, _, _ = dixit(t, "", "search", "--archive", archive, "--limit", "1", "--page", string(rune('1'+page)), "--sort", "oldest")
		for _, r := range rowsOf(t, stdout) {
			paged = append(paged, r.Published)
		}
	}
	if got := strings.Join(paged, " "); got != "2024-06-19 2024-06-19 2024-06-20 2024-07-02" {
		t.Errorf("pages %s", got)
	}
}

func TestSearchErrors(t *testing.T) {
	archive, _ := ingested(t)
	tests := []struct {
		name string
		args []string
		code int
		says string
	}{
		{"malformed", []string{"search", "digues (port"}, 2, "character 8: this parenthesis is not closed\n  digues (port\n         ^"},
		{"date", []string{"search", "--since", "hier"}, 2, "--since"},
		{"sort", []string{"search", "--sort", "taille"}, 2, "--sort"},
		{"page", []string{"search", "--page", "0"}, 2, "begin at 1"},
		{"misspelt speaker", []string{"search", "--speaker", "Vaseur"}, 0, `no speaker "Vaseur"; did you mean Hélène Vasseur?`},
		{"misspelt word", []string{"search", "diges"}, 0, `no word "diges"; did you mean digues?`},
		{"misspelt outlet", []string{"search", "--outlet", "Le Courier des Dunes"}, 0, `no outlet "Le Courier des Dunes"; did you mean Le Courrier des Dunes?`},
		{"speaker like nobody", []string{"search", "--speaker", "xyzzy"}, 0, `no speaker "xyzzy"; dixit speakers lists all`},
		{"outlet like none", []string{"search", "--outlet", "xyzzy"}, 0, `no outlet "xyzzy"; dixit outlets lists all`},
		{"word like none", []string{"search", "--count", "digues", "xyzzy"}, 0, `no word "xyzzy" in any quotation`},
		{"filters too narrow", []string{"search", "digues", "--kind", "other"}, 0, "  without the filters: 2 quotations"},
		{"dates too narrow", []string{"search", "--speaker", "vasseur", "--until", "2020"}, 0, "  without the dates: 3 quotations"},
		{"said by nobody, but printed", []string{"search", "chantier", "maire"}, 0, "  no word \"maire\" in any quotation\n  in whole articles: 1 article (dixit search --articles)"},
		{"not in one quotation", []string{"search", "digues", "chantier"}, 0, "in whole articles: 1 article (dixit search --articles)"},
		{"past the last page", []string{"search", "--limit", "3", "--page", "7"}, 0, "there is no page 7: page 2 is the last"},
		{"a word left out with a dash", []string{"search", "-quai"}, 2, "write NOT quai"},
		{"export of nothing", []string{"export", "--speaker", "Vaseur"}, 0, `did you mean Hélène Vasseur?`},
		{"folder that is not there", []string{"export", "-o", filepath.Join(archive, "none", "q.csv")}, 3, "-o " + filepath.Join(archive, "none", "q.csv") + ": no such file"},
		{"unknown quotation", []string{"show", "rien"}, 2, "not in the archive"},
		{"no ID", []string{"show"}, 2, "name one"},
		{"bom", []string{"export", "--bom", "--format", "jsonl"}, 2, "--bom"},
		{"list format", []string{"outlets", "--format", "xml"}, 2, "neither table nor jsonl"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, stderr, code := dixit(t, "", append(tt.args, "--archive", archive)...)
			if code != tt.code || !strings.Contains(stderr, tt.says) {
				t.Errorf("exit %d, want %d, without %q:\n%s", code, tt.code, tt.says, stderr)
			}
		})
	}
	for _, name := range []string{"search", "speakers", "outlets", "stats", "export", "check", "reindex"} {
		_, stderr, code := dixit(t, "", name, "--archive", filepath.Join(t.TempDir(), "none"))
		if code != 3 || !strings.Contains(stderr, "no archive in") {
			t.Errorf("%s without an archive: exit %d: %s", name, code, stderr)
		}
	}
}

func TestShow(t *testing.T) {
	archive, articles := ingested(t)
	stdout, _, _ := dixit(t, "", "search", "--archive", archive, "chantier")
	id := rowsOf(t, stdout)[0].ID
	stdout, _, code := dixit(t, "", "show", "--archive", archive, id)
	for _, want := range []string{"Le port\n", "« *un chantier de trois ans* »", "a déclaré Hélène Vasseur", "kind        mixed", "rule        "} {
		if code != 0 || !strings.Contains(stdout, want) {
			t.Errorf("exit %d, no %q in\n%s", code, want, stdout)
		}
	}
	stdout, _, code = dixit(t, "", "show", "--archive", archive, filepath.Join(articles, "courrier", "port.txt"))
	if code != 0 || !strings.Contains(stdout, "*Les digues seront réexaminées avant l'automne*") || !strings.Contains(stdout, "2. « un chantier") || strings.Contains(stdout, "outlet:") {
		t.Errorf("exit %d:\n%s", code, stdout)
	}
}

func TestLists(t *testing.T) {
	archive, _ := ingested(t)
	stdout, _, _ := dixit(t, "", "speakers", "--archive", archive)
	if lines := strings.Split(stdout, "\n"); !strings.HasPrefix(lines[1], "3           2        2024-06-19  2024-06-20  Hélène Vasseur") {
		t.Errorf("speakers:\n%s", stdout)
	}
	stdout, _, _ = dixit(t, "", "speakers", "--archive", archive, "--format", "jsonl", "DELCOURT")
	var s struct {
		Name       string
		Quotations int
		Aliases    []string
	}
	if err := json.Unmarshal([]byte(stdout), &s); err != nil || s.Name != "Omar Delcourt" || s.Quotations != 1 || s.Aliases == nil {
		t.Errorf("one speaker: %v %s", err, stdout)
	}
	stdout, _, _ = dixit(t, "", "outlets", "--archive", archive)
	if !strings.Contains(stdout, "2         3           2         2024-06-19  2024-07-02  Le Courrier des Dunes") {
		t.Errorf("outlets:\n%s", stdout)
	}
	stdout, _, _ = dixit(t, "", "stats", "--archive", archive)
	if !strings.Contains(stdout, "quotations  4\n") || !strings.Contains(stdout, "       3  direct") {
		t.Errorf("stats:\n%s", stdout)
	}
}

func TestExport(t *testing.T) {
	archive, _ := ingested(t)
	file := filepath.Join(t.TempDir(), "q.csv")
	_, stderr, code := dixit(t, "", "export", "--archive", archive, "--speaker", "vasseur", "--bom", "-o", file)
	b, err := os.ReadFile(file)
	if code != 0 || err != nil || !strings.HasPrefix(string(b), "\ufeffid,") || strings.Count(string(b), "\n") != 4 || !strings.Contains(stderr, "3 quotations written to") {
		t.Errorf("exit %d, %v: %s\n%s", code, err, stderr, b)
	}
	for name, begins := range map[string]string{"q.xlsx": "PK\x03\x04", "q.parquet": "PAR1", "q.tsv": "id\tdoc\t", "q.md": "## ", "q.html": "<!doctype html>"} {
		file := filepath.Join(t.TempDir(), name)
		_, stderr, code := dixit(t, "", "export", "--archive", archive, "-o", file)
		b, err := os.ReadFile(file)
		if code != 0 || err != nil || !strings.HasPrefix(string(b), begins) || stderr != "4 quotations written to "+file+"\n" {
			t.Errorf("%s: exit %d, %v: %s\n%.60q", name, code, err, stderr, b)
		}
	}
	stdout, _, _ := dixit(t, "", "export", "--archive", archive)
	if rows := rowsOf(t, stdout); len(rows) != 4 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestCheckAndReindex(t *testing.T) {
	archive, _ := ingested(t)
	if _, stderr, code := dixit(t, "", "check", "--archive", archive); code != 0 || !strings.Contains(stderr, "3 articles and 4 quotations: all as they were stored") {
		t.Errorf("check: exit %d: %s", code, stderr)
	}
	files, _ := filepath.Glob(filepath.Join(archive, "gen-*", "store", "root.bolt"))
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], b[:len(b)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check"}, {"search", "x"}, {"stats"}, {"ingest", "."}} {
		_, stderr, code := dixit(t, "", append(args, "--archive", archive)...)
		if code != 3 || !strings.Contains(stderr, "root.bolt") || !strings.Contains(stderr, "reindex") {
			t.Errorf("%v: exit %d: %s", args, code, stderr)
		}
	}
	if _, stderr, code := dixit(t, "", "reindex", "--archive", archive); code != 0 || !strings.Contains(stderr, "3 articles with 4 quotations") {
		t.Errorf("reindex: exit %d: %s", code, stderr)
	}
	if _, stderr, code := dixit(t, "", "check", "--archive", archive); code != 0 {
		t.Errorf("check behind reindex: exit %d: %s", code, stderr)
	}
}

func TestArgumentsThatDoNothing(t *testing.T) {
	archive, _ := ingested(t)
	for _, command := range []string{"outlets", "stats", "check", "reindex", "serve"} {
		if _, stderr, code := dixit(t, "", command, "--archive", archive, "vasseur"); code != 2 || !strings.Contains(stderr, command+" takes no arguments") {
			t.Errorf("%s: exit %d: %s", command, code, stderr)
		}
	}
}

func TestHugePages(t *testing.T) {
	archive, _ := ingested(t)
	const most = "9223372036854775807"
	for _, command := range []string{"search", "remarks"} {
		stdout, stderr, code := dixit(t, "", command, "--archive", archive, "--limit", most)
		if code != 0 || strings.Count(stdout, "\n") != 4 || stderr != "" {
			t.Errorf("%s, huge limit: exit %d: %s\n%s", command, code, stderr, stdout)
		}
		stdout, stderr, code = dixit(t, "", command, "--archive", archive, "--limit", most, "--page", most)
		if code != 0 || stdout != "" || !strings.Contains(stderr, "page 1 is the last") {
			t.Errorf("%s, huge page: exit %d: %s\n%s", command, code, stderr, stdout)
		}
	}
}

// TestRowsThatAreNotAll has fewer rows written than there are: standard error says so.
func TestRowsThatAreNotAll(t *testing.T) {
	archive, _ := ingested(t)
	for _, command := range []string{"search", "remarks"} {
		stdout, stderr, _ := dixit(t, "", command, "--archive", archive, "--limit", "1", "--page", "2", "--format", "jsonl")
		if strings.Count(stdout, "\n") != 1 || stderr != "dixit: these are 2 to 2 of 4; --limit and --page show others\n" {
			t.Errorf("%s: %q\n%s", command, stderr, stdout)
		}
	}
}

func TestShowRemark(t *testing.T) {
	archive, _ := ingested(t)
	stdout, _, _ := dixit(t, "", "search", "--archive", archive, "chantier")
	id := rowsOf(t, stdout)[0].Remark
	if _, stderr, code := dixit(t, "", "show", "--archive", archive, id); code != 2 || !strings.Contains(stderr, "dixit variants "+id) {
		t.Errorf("exit %d: %s", code, stderr)
	}
}
