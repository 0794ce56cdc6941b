package variants

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dixit/quote/alignment"
	"dixit/quote/export"
)

var update = flag.Bool("update", false, "write the golden files")

// quotation makes one from "outlet | date | speaker | text".
func quotation(id, line string) Quotation {
	f := strings.SplitN(line, " | ", 4)
	q := Quotation{Row: export.Row{
		ID: id, Doc: id + ".txt", Text: f[3], Outlet: f[0], Published: f[1], Remark: "r1", Title: "L'article " + id,
		URL: "https://example.org/" + id, Kind: "direct", Confidence: 0.9, Context: "Hier, « " + f[3] + " ».", ContextStart: 0,
	}, Score: 0.9}
	if f[2] != "" {
		q.Speaker = &export.Speaker{ID: "x", Name: f[2]}
	}
	return q
}

func quotations(lines ...string) []Quotation {
	var all []Quotation
	for i, l := range lines {
		all = append(all, quotation(fmt.Sprintf("q%d", i+1), l))
	}
	return all
}

// dam is one remark as six outlets print it: a dispatch that two of them copy and
// one edits, two translations, pieces in a headline and in a sentence, and a long
// quotation that goes on to something else.
var dam = quotations(
	"Agence Boréale | 2025-03-04T18:05:00+01:00 | Inga Rüttel | Le barrage tiendra, et si jamais il cède, nous ouvrirons les vannes avant minuit.",
	"Le Petit Amont | 2025-03-05 | Inga Rüttel | Le barrage tiendra et, si jamais il cède, nous ouvrirons les vannes avant minuit",
	"Gazette de l'Ubac | 2025-03-05T06:30:00+01:00 | Mme Rüttel | « LE BARRAGE TIENDRA, et si jamais il cede, nous ouvrirons les vannes avant minuit »",
	"L'Aval | 2025-03-05T07:00:00+01:00 | Inga Rüttel | Le barrage tiendra, et s'il cède, nous ouvrirons toutes les vannes avant minuit.",
	"Radio Torrent | 2025-03-04T19:30:00+01:00 | Inga Rüttel | La digue résistera. Si elle lâche malgré tout, on ouvrira les écluses avant la mi-nuit.",
	"Le Chamois | 2025-03-06 | Inga Rüttel | Oui, le barrage va tenir ! S'il rompt, les vannes seront ouvertes avant minuit. Et puis, vous savez, mon grand-père était charpentier, ma mère vendait des cloches à la foire de Brume.",
	"Le Chamois | 2025-03-06 |  | ouvrirons les vannes",
	"L'Aval |  | Inga Rüttel | les écluses ouvertes",
)

func describe(v *View) string {
	var b strings.Builder
	for i, w := range v.Variants {
		mark := " "
		if i == v.Reference {
			mark = "*"
		}
		of := ""
		if w.Origin.Of >= 0 {
			of = fmt.Sprint(" of ", w.Origin.Of+1)
		}
		if w.Origin.Source != "" {
			of = " from " + w.Origin.Source
		}
		fmt.Fprintf(&b, "%s%d. %.22s… %s%s, fragment %v: %s\n", mark, i+1, w.Text, w.Origin.Kind, of, w.Fragment, strings.Join(w.Outlets, ", "))
	}
	return b.String()
}

// The hardest input: everything at once.
func TestNew(t *testing.T) {
	v, err := New(dam, "")
	if err != nil {
		t.Fatal(err)
	}
	want := `*1. Le barrage tiendra, et… shared from Agence Boréale, fragment false: Agence Boréale, Le Petit Amont, Gazette de l'Ubac
 2. La digue résistera. Si… own, fragment false: Radio Torrent
 3. Le barrage tiendra, et… edited of 1, fragment false: L'Aval
 4. Oui, le barrage va ten… own, fragment false: Le Chamois
 5. ouvrirons les vannes… excerpt of 1, fragment true: Le Chamois
 6. les écluses ouvertes… short, fragment true: L'Aval
`
	if got := describe(v); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if v.Remark != "r1" || v.Speaker != "Inga Rüttel" || v.Quotations != 8 || v.Outlets != 6 {
		t.Errorf("remark %s by %s: %d quotations, %d outlets", v.Remark, v.Speaker, v.Quotations, v.Outlets)
	}
	if len(v.First) != 1 || v.First[0].ID != "q1" {
		t.Errorf("first seen: %v", v.First)
	}
	var spread []string
	for _, d := range v.Spread {
		s := fmt.Sprint(d.Date, " ", d.Outlets, ":")
		for _, a := range d.Appearances {
			s += fmt.Sprint(" ", a.Outlet, " ", a.Time, " ", ranks(a.Variants))
			if a.New {
				s += "+"
			}
		}
		spread = append(spread, s)
	}
	wantSpread := []string{
		"2025-03-04 2: Agence Boréale 18:05 1+ Radio Torrent 19:30 2+",
		"2025-03-05 5: Le Petit Amont  1+ Gazette de l'Ubac 06:30 1+ L'Aval 07:00 3+",
		"2025-03-06 6: Le Chamois  4, 5+",
		" 6: L'Aval  6",
	}
	if !slices.Equal(spread, wantSpread) {
		t.Errorf("spread\n%s\nwant\n%s", strings.Join(spread, "\n"), strings.Join(wantSpread, "\n"))
	}
}

func TestReference(t *testing.T) {
	for _, c := range []struct {
		name, against, want string // want: how the reference begins
		lines               []string
	}{
		{"asked for, a fragment", "q2", "la pluie", []string{"A |  |  | La pluie a noyé la moisson entière de ce canton", "B |  |  | la pluie a noyé"}},
		{"a fragment printed everywhere is none", "", "Nous ", []string{
			"A |  |  | la moisson noyée", "B |  |  | la moisson noyée", "C |  |  | La moisson noyée", "D |  |  | la moisson noyée",
			"E |  |  | Nous rentrerons la moisson noyée avant que le moulin ne ferme", "F |  |  | Nous rentrerons la moisson avant la fermeture du moulin"}},
		{"the wording most like the others", "", "Le moulin brûle depuis l'aube", []string{
			"A |  |  | Le vieux moulin est en flammes depuis le lever du soleil", "B |  |  | Le moulin brûle depuis l'aube et le village pleure",
			"C |  |  | Le moulin brûle depuis l'aube et tout le village pleure", "D |  |  | Depuis l'aube le moulin brûle, le village est en pleurs"}},
		{"one only", "", "Oui", []string{"A |  |  | Oui"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := New(quotations(c.lines...), c.against)
			if err != nil {
				t.Fatal(err)
			}
			ref := &v.Variants[v.Reference]
			if !strings.HasPrefix(ref.Text, c.want) {
				t.Errorf("the reference is %q", ref.Text)
			}
			for _, op := range ref.Ops {
				if op.Kind != alignment.Same {
					t.Errorf("the reference differs from itself: %v", op)
				}
			}
		})
	}
	if _, err := New(dam, "q99"); err == nil || !strings.Contains(err.Error(), "q99") {
		t.Errorf("a reference from elsewhere: %v", err)
	}
	if _, err := New(nil, ""); err == nil {
		t.Error("a remark of nothing")
	}
}

func TestSource(t *testing.T) {
	const words = " |  | Personne ne paiera deux fois la même eau"
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"by the day", []string{"A | 2025-03-04" + words, "B | 2025-03-05T01:00:00+01:00" + words}, "A"},
		{"by the hour, in two zones", []string{"A | 2025-03-04T10:00:00+02:00" + words, "B | 2025-03-04T09:00:00+01:00" + words, "C | 2025-03-04T08:30:00+01:00" + words}, "C"},
		{"the same hour in two zones", []string{"A | 2025-03-04T10:00:00+02:00" + words, "B | 2025-03-04T09:00:00+01:00" + words}, ""},
		{"the day alone tells nothing", []string{"A | 2025-03-04" + words, "B | 2025-03-04T09:00:00+01:00" + words}, ""},
		{"nor does the month", []string{"A | 2025-03" + words, "B | 2025-03-04" + words}, ""},
		{"the month before does", []string{"B | 2025-03-04" + words, "A | 2025-02" + words}, "A"},
		{"one without a date may be the first", []string{"A | 2025-03-04" + words, "B | 2025-03-05" + words, "C | hier" + words}, ""},
		{"twice in one outlet", []string{"A | 2025-03-04" + words, "A | 2025-03-04" + words, "B | 2025-03-05" + words}, "A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := New(quotations(c.lines...), "")
			if err != nil {
				t.Fatal(err)
			}
			if o := v.Variants[0].Origin; o.Kind != Shared || o.Source != c.want {
				t.Errorf("origin %+v, want source %q", o, c.want)
			}
		})
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	want, err := New(dam, "")
	if err != nil {
		t.Fatal(err)
	}
	shuffled := slices.Clone(dam)
	for range 20 {
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got, err := New(shuffled, ""); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("another order gives another view: %v\n%s", err, describe(got))
		}
	}
}

// FuzzNew makes a remark of the lines of a text, and writes it.
func FuzzNew(f *testing.F) {
	f.Add("Le barrage tiendra | 2025\nle barrage a tenu | 2025-03-04T09:00:00Z\ntiendra\n\xff", uint8(1))
	f.Add("S'il cède\nil cède, s'il\nqu’l'’ il", uint8(2))
	f.Add("…\n…\n!\n | 2025-13-45", uint8(0))
	f.Fuzz(func(t *testing.T, lines string, reference uint8) {
		if len(lines) > 1000 {
			return
		}
		var all []Quotation
		for l := range strings.SplitSeq(lines, "\n") {
			text, date, _ := strings.Cut(l, " | ")
			all = append(all, quotation(fmt.Sprint(len(all)), fmt.Sprintf("%d | %s |  | %s", len(all)%3, date, text)))
		}
		against := all[int(reference)%len(all)].ID
		v, err := New(all, against)
		if err != nil {
			t.Fatal(err)
		}
		n, days := 0, 0
		for i, w := range v.Variants {
			n += len(w.Quotations)
			if i > 1 && w.Fragment == v.Variants[i-1].Fragment && w.complete > v.Variants[i-1].complete {
				t.Errorf("variant %d is more complete than the one before", i)
			}
			if w.Origin.Of >= len(v.Variants) || w.Origin.Of == i {
				t.Errorf("variant %d is of %d", i, w.Origin.Of)
			}
		}
		for _, d := range v.Spread {
			days += len(d.Appearances)
		}
		if n != len(all) || days == 0 || days > n {
			t.Errorf("%d of %d quotations, %d appearances", n, len(all), days)
		}
		for _, format := range Formats() {
			if err := Write(io.Discard, format, v, export.Options{Width: 20}); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
		if !slices.ContainsFunc(v.Variants[v.Reference].Quotations, func(q Quotation) bool { return q.ID == against }) {
			t.Errorf("the reference is not that of %s", against)
		}
	})
}

// A remark that a thousand outlets word for themselves.
func BenchmarkNew(b *testing.B) {
	var all []Quotation
	words := strings.Fields(dam[0].Text + " " + dam[4].Text)
	for i := range 1000 {
		w := slices.Clone(words)
		w[i%len(w)] = fmt.Sprint("x", i)
		all = append(all, quotation(fmt.Sprint(i), fmt.Sprintf("o%d | 2025-03-04 |  | %s", i, strings.Join(w, " "))))
	}
	for b.Loop() {
		if _, err := New(all, ""); err != nil {
			b.Fatal(err)
		}
	}
}
