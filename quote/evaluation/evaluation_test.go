package evaluation_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dixit/corpus"
	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/evaluation"
	"dixit/quote/export"
)

func read(t *testing.T, gold string) evaluation.Gold {
	t.Helper()
	g, err := evaluation.ReadGold(strings.NewReader(gold), "gold.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// found makes a quotation of words at a place.
func found(start int, words string, kind quote.Kind, speaker, rule string, confidence float64) quote.Quotation {
	q := quote.Quotation{Span: text.Span{Start: start, End: start + len(words)}, Text: words, Kind: kind}
	if speaker != "" {
		q.Speaker = &quote.Speaker{Name: speaker}
	}
	q.Rule, q.Confidence = rule, confidence
	return q
}

const gold = `
{"doc": "x/a.txt", "start": 10, "end": 20, "text": "Nous irons", "kind": "direct", "speaker": "Marie Durand", "aliases": ["la maire"]}
{"doc": "a.txt", "start": 30, "end": 35, "text": "ferme", "kind": "mixed", "kind_ok": ["mixed", "direct"], "speaker": "Marie Durand"}
{"doc": "a.txt", "start": 40, "end": 45, "text": "Odyle", "kind": "other", "speaker": null}

{"doc": "a.txt", "start": 50, "end": 55, "text": "perdu", "kind": "mixed", "speaker": "Jean Petit", "optional": true}
{"doc": "b.txt", "start": 0, "end": 4, "text": "jour", "kind": "mixed", "speaker": "Jean Petit"}
`

func TestReport(t *testing.T) {
	s := evaluation.New(read(t, gold))
	s.Add("dossier/a.txt", []quote.Quotation{
		found(9, " Nous irons.", quote.Direct, "la Maire", "verb", 0.95),
		found(30, "ferme", quote.Direct, "Jean Petit", "verb", 0.92),
		found(40, "Odyle", quote.Mixed, "", "no-source", 0.55),
		found(60, "en trop", quote.Direct, "Jean Petit", "colon", 0.41),
	})
	if s.Add("inconnu.txt", nil) {
		t.Error("an article without annotations was taken")
	}
	if missing := s.Missing(); len(missing) != 1 || missing[0] != "b.txt" {
		t.Errorf("missing %q", missing)
	}
	r := s.Report()
	// 4 annotated, 3 found, 1 extra; 3 with a speaker, 1 right, 3 predicted.
	want := "spans 4  detection P 0.750 R 0.750 F1 0.750  attribution P 0.333 R 0.333 F1 0.333  kind 0.667"
	if r.Line() != want {
		t.Errorf("got  %s\nwant %s", r.Line(), want)
	}
	var errors []string
	for _, e := range r.Errors {
		errors = append(errors, e.String())
	}
	wantErrors := []string{
		"SPEAKER  a.txt@30 «ferme» want=Marie Durand got=Jean Petit  (verb, 0.92)",
		"KIND     a.txt@40 «Odyle» want=other got=mixed  (no-source, 0.55)",
		"EXTRA    a.txt@60 «en trop» speaker=Jean Petit  (colon, 0.41)",
		"MISSED   b.txt@0 «jour» near=[]",
	}
	if strings.Join(errors, "\n") != strings.Join(wantErrors, "\n") {
		t.Errorf("errors:\n%s\nwant:\n%s", strings.Join(errors, "\n"), strings.Join(wantErrors, "\n"))
	}
	if v := (evaluation.RuleScore{Rule: "verb", Found: 2, Kind: 2, Named: 2, Speaker: 1}); r.ByRule[0] != v {
		t.Errorf("by rule %+v, want first %+v", r.ByRule, v)
	}
	if v := (evaluation.KindScore{Kind: quote.Mixed, Gold: 2, Found: 1, Right: 1, Speakers: 2}); r.ByKind[1] != v {
		t.Errorf("by kind %+v, want second %+v", r.ByKind, v)
	}
	if n := len(r.Calibration); n != 3 || r.Calibration[2].Count != 2 || r.Calibration[2].Right != 0.5 {
		t.Errorf("calibration %+v", r.Calibration)
	}
	var b bytes.Buffer
	if err := r.WriteText(&b, true); err != nil {
		t.Fatal(err)
	}
	if out := b.String(); !strings.HasPrefix(out, wantErrors[0]) || !strings.HasSuffix(out, want+"\n") {
		t.Errorf("text:\n%s", out)
	}
}

func TestSpeakers(t *testing.T) {
	for _, c := range []struct {
		gold, aliases, answer string
		right                 bool
	}{
		{"Vladimir Poutine", ``, "Poutine", true},
		{"Vladimir Poutine", ``, "Vladimir", false},
		{"Vladimir Poutine", ``, "le président Vladimir Poutine", true},
		{"Poutine", ``, "Vladimir Poutine", false},
		{"Poutine", `"Vladimir Poutine"`, "Vladimir Poutine", true},
		{"Église réformée", ``, "l’Eglise Réformée", true},
		{"Œuvre de mer", ``, "OEUVRE DE MER", true},
		{"ministre", ``, "la ministre", true},
		{"ministre", ``, "ministre de l'Eau", false},
		{"", `"le maire"`, "maire", true},
	} {
		speaker := `null`
		if c.gold != "" {
			speaker = fmt.Sprintf("%q", c.gold)
		}
		g := read(t, fmt.Sprintf(`{"doc":"a","start":0,"end":3,"text":"mot","kind":"direct","speaker":%s,"aliases":[%s]}`, speaker, c.aliases))
		s := evaluation.New(g)
		s.Add("a", []quote.Quotation{found(0, "mot", quote.Direct, c.answer, "", 1)})
		if right := len(s.Report().Errors) == 0; right != c.right {
			t.Errorf("%q for %q (aliases %s): right %v, want %v", c.answer, c.gold, c.aliases, right, c.right)
		}
	}
}

func TestReadGoldErrors(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "\n", "no annotation"},
		{"not JSON", "\n{oups}\n", "gold.jsonl:2:"},
		{"no doc", `{"start":0,"end":1,"text":"a","kind":"direct"}`, "gold.jsonl:1: no doc"},
		{"backwards", `{"doc":"a","start":5,"end":1,"text":"a","kind":"direct"}`, "no span"},
		{"kind", `{"doc":"a","start":0,"end":1,"text":"a","kind":"indirect"}`, "indirect"},
		{"no kind", `{"doc":"a","start":0,"end":1,"text":"a"}`, "no kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := evaluation.ReadGold(strings.NewReader(c.in), "gold.jsonl"); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
		})
	}
}

func FuzzReadGold(f *testing.F) {
	f.Add(gold)
	f.Add(`{"doc":1}`)
	f.Fuzz(func(t *testing.T, in string) {
		g, err := evaluation.ReadGold(strings.NewReader(in), "g")
		if err != nil {
			return
		}
		s := evaluation.New(g)
		for doc, list := range g {
			var q []quote.Quotation
			for _, a := range list {
				q = append(q, found(a.Start, a.Text, a.Kind, "", "", 1))
			}
			s.Add(doc, q)
		}
		s.Report()
	})
}

// The Python script is the measure that others use; predictions with every kind of
// mistake must score the same there.
func TestAgreesWithScript(t *testing.T) {
	data := os.Getenv("DIXIT_EVAL_DATA")
	if data == "" {
		data = "../shared"
	}
	if !filepath.IsAbs(data) {
		data = filepath.Join("..", "..", data) // from the repository's root
	}
	script := filepath.Join(data, "score", "score_quotes.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("no ", script)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	for _, set := range []string{"domestic", "world", "ordinary"} {
		for stride := 1; stride <= 4; stride++ {
			t.Run(fmt.Sprintf("%s/%d", set, stride), func(t *testing.T) {
				goldFile := filepath.Join("..", "extract", "testdata", set, "gold.jsonl")
				f, err := os.Open(goldFile)
				if err != nil {
					t.Fatal(err)
				}
				defer f.Close()
				g, err := evaluation.ReadGold(f, goldFile)
				if err != nil {
					t.Fatal(err)
				}
				scorer := evaluation.New(g)
				var rows bytes.Buffer
				format, err := export.Standard().ByName("jsonl")
				if err != nil {
					t.Fatal(err)
				}
				w := format.New(&rows, export.Options{})
				n := 0
				for doc, list := range g {
					a := &corpus.Article{ID: "some/folder/" + doc}
					quotations := spoil(list, stride, &n)
					scorer.Add(a.ID, quotations)
					var r []export.Row
					for i := range quotations {
						r = append(r, export.NewRow(a, &quotations[i]))
					}
					if err := w.Write(a, r); err != nil {
						t.Fatal(err)
					}
				}
				if err := w.Close(); err != nil {
					t.Fatal(err)
				}
				predicted := filepath.Join(t.TempDir(), "predicted.jsonl")
				if err := os.WriteFile(predicted, rows.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
				out, err := exec.Command(python, script, goldFile, predicted, "-v").CombinedOutput()
				if err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				lines := strings.Split(strings.TrimSpace(string(out)), "\n")
				r := scorer.Report()
				if want := lines[len(lines)-1]; r.Line() != want {
					t.Errorf("got  %s\nwant %s", r.Line(), want)
				}
				counts, wantCounts := map[string]int{}, map[string]int{}
				for _, e := range r.Errors {
					counts[string(e.Type)]++
				}
				for _, line := range lines[:len(lines)-1] {
					// A text of several lines has no word of the script's on the others.
					if word, rest, _ := strings.Cut(line, " "); strings.Contains(rest, "@") && strings.ToUpper(word) == word {
						wantCounts[word]++
					}
				}
				if !maps.Equal(counts, wantCounts) {
					t.Errorf("errors %v, the script lists %v", counts, wantCounts)
				}
			})
		}
	}
}

// spoil makes predictions of annotations, with a mistake in most of them; n counts
// over the articles.
func spoil(list []evaluation.Annotation, stride int, n *int) []quote.Quotation {
	var quotations []quote.Quotation
	for _, a := range list {
		*n += stride
		speaker := ""
		if a.Speaker != nil {
			speaker = *a.Speaker
		}
		q := found(a.Start, a.Text, a.Kind, speaker, "some", 0.5)
		q.Span.End = a.End
		surname := speaker[strings.LastIndexByte(speaker, ' ')+1:]
		answer := func(name string) {
			if name != "" {
				q.Speaker = &quote.Speaker{ID: "x", Name: name}
			}
		}
		switch *n % 13 {
		case 0:
			continue
		case 1:
			q.Text = "« " + strings.ToUpper(q.Text) + " ! »"
		case 2:
			q.Text += " et plus"
		case 3:
			q.Span.Start, q.Span.End = q.Span.End, q.Span.End+3
		case 4:
			q.Kind = quote.Other
		case 5:
			q.Speaker = nil
		case 6:
			answer("M. Personne")
		case 7:
			answer(surname)
		case 8:
			answer("le " + speaker)
		case 9:
			if len(a.Aliases) > 0 {
				answer(a.Aliases[*n%len(a.Aliases)])
			}
		case 10:
			quotations = append(quotations, q) // twice
		case 11:
			answer("la ministre " + surname)
		}
		quotations = append(quotations, q)
	}
	return quotations
}
