package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// words are what the form table is made of.
type words struct{ cues, nouns, names Source }

// load loads the sources with a form table of the words.
func load(w words, src Sources) (*Lexicon, error) {
	table, err := BuildFormTable(w.cues, w.nouns, w.names)
	if err != nil {
		return nil, err
	}
	src.Forms = Source{"forms", string(table)}
	return Load(src)
}

func TestLoadReadsEveryFormat(t *testing.T) {
	tags, err := BuildTagTable(map[string]Tag{"dit": Fin3S | PastPart, "mer": Noun | Fem})
	if err != nil {
		t.Fatal(err)
	}
	l, err := load(words{
		cues: Source{"cues", "# comment\ndire\tsay\t3s+pms=dit\tinf=dire\n" +
			"redire\tsay,answer\tinf=redire\t12=dire\n"},
		nouns: Source{"nouns", "maire\trole\txs=maire\txp=maires\nchef d'état\trole\tms=chef d'état\n"},
		names: Source{"names", "anne\tf\ncamille\tx\n"},
	}, Sources{
		Tags:        Source{"tags", string(tags)},
		Expressions: Source{"expr", "se dire\t\tadj\tsay\ndire\ttout haut\t-\tsay\ns'en dire\tà\t-\ttarget\n"},
		Places:      Source{"places", "Ruritanie\tstate\tla\tfs\tRuri\tStrelsau\tms=ruritanien fp=ruritaniennes\n"},
		Honorifics:  Source{"hon", "Mme\tfs\nMe\txs\tavocat\n"},
		Closed:      Source{"closed", "elle\tpersonal\t3fs\nselon\tprep,source\t-"},
		Lists:       Source{"lists", "period\tan,chef d'état\nperceive\tentend*,an\ninhabitant\t*ois\n"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Tags("dit"); got != Fin3S|PastPart {
		t.Errorf("Tags(dit) = %b", got)
	}
	if got := l.Tags("dits"); got != 0 {
		t.Errorf("Tags(dits) = %b", got)
	}
	forms, ok := l.VerbForms("dire")
	if !ok || len(forms) != 2 || forms[0].Verb.Lemma != "dire" || forms[1].Verb.Lemma != "redire" || forms[1].Feat != Fin12 {
		t.Errorf("VerbForms(dire) = %+v, %v; want dire and redire", forms, ok)
	}
	if forms, ok := l.VerbForms("dit"); !ok || forms[0].Feat != Fin3S|PastPart|Masc|Sing {
		t.Errorf("VerbForms(dit) = %+v, %v", forms, ok)
	}
	exprs := forms[0].Verb.Expressions
	if got := fmt.Sprintf("%+v", exprs); got != "[{Words:[] Reflexive:true Clitic: Complement:2 Classes:1}"+
		" {Words:[tout haut] Reflexive:false Clitic: Complement:0 Classes:1}"+
		" {Words:[à] Reflexive:true Clitic:en Complement:0 Classes:16}]" {
		t.Errorf("expressions of dire = %s", got)
	}
	if n, ok := l.Noun("maires"); !ok || n != (NounForm{"maire", NounRole, Epicene, Plural}) || !n.Plural() {
		t.Errorf("Noun(maires) = %+v, %v", n, ok)
	}
	if got := slices.Collect(l.NounPhrases()); len(got) != 1 || got[0] != "chef d'état" {
		t.Errorf("NounPhrases() = %q", got)
	}
	if g, ok := l.GivenName("camille"); !ok || g != Epicene {
		t.Errorf("GivenName(camille) = %v, %v", g, ok)
	}
	for _, name := range []string{"ruritanie", "ruri", "strelsau"} {
		if p, ok := l.Place(name); !ok || p.Name != "Ruritanie" || p.Article != "la" || p.Plural() {
			t.Errorf("Place(%q) = %+v, %v", name, p, ok)
		}
	}
	if p, g, n, ok := l.DemonymForm("ruritaniennes"); !ok || p.Name != "Ruritanie" || g != Feminine || n != Plural {
		t.Errorf("DemonymForm = %v %v %v %v", p, g, n, ok)
	}
	if h, ok := l.Honorific("mme"); !ok || h != (Honorific{"Mme", Feminine, Singular, ""}) {
		t.Errorf("Honorific(mme) = %+v, %v", h, ok)
	}
	if h, ok := l.Honorific("me"); !ok || h != (Honorific{"Me", Epicene, Singular, "avocat"}) {
		t.Errorf("Honorific(me) = %+v, %v", h, ok)
	}
	if w, ok := l.Closed("elle"); !ok || w != (ClosedWord{"elle", ClosedPersonal, Feminine, Singular, 3}) {
		t.Errorf("Closed(elle) = %+v, %v", w, ok)
	}
	for word, want := range map[string]List{
		"chef d'état": ListPeriod, "an": ListPeriod | ListPerceive, "entendra": ListPerceive, "entend": ListPerceive,
		"sochalois": ListInhabitant, "lois": 0, "tend": 0, "": 0,
	} {
		if got := l.Listed(word); got != want {
			t.Errorf("Listed(%q) = %b, want %b", word, got, want)
		}
	}
	for _, unknown := range []string{"", "inconnu", "DIRE"} {
		_, verb := l.VerbForms(unknown)
		_, noun := l.Noun(unknown)
		_, name := l.GivenName(unknown)
		_, place := l.Place(unknown)
		_, demonym := l.Demonym(unknown)
		_, hon := l.Honorific(unknown)
		_, closed := l.Closed(unknown)
		if verb || noun || name || place || demonym || hon || closed {
			t.Errorf("%q is known", unknown)
		}
	}
}

func TestEmptyLexiconKnowsNothing(t *testing.T) {
	l, err := Load(Sources{})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := l.VerbForms("dit"); ok || l.Tags("dit") != 0 {
		t.Error("an empty lexicon knows a word")
	}
}

func TestLoadErrorsNameFileAndLine(t *testing.T) {
	const cue = "dire\tsay\tinf=dire\n"
	var many strings.Builder
	for i := range maxRun + 1 {
		fmt.Fprintf(&many, "verbe%d\tsay\tinf=x\n", i)
	}
	for _, test := range []struct {
		name  string
		words words
		src   Sources
		want  string
	}{
		{"unknown class", words{cues: Source{"f", "# c\n\ndire\tspeak\tinf=dire\n"}}, Sources{}, `f:3: unknown code "speak"`},
		{"no class", words{cues: Source{"f", "dire\t\tinf=dire\n"}}, Sources{}, `f:1: no code in ""`},
		{"no forms", words{cues: Source{"f", "dire\tsay\n"}}, Sources{}, "f:1: a field is missing"},
		{"group without forms", words{cues: Source{"f", "dire\tsay\tinf=\n"}}, Sources{}, `f:1: "inf=" is not features=forms`},
		{"unknown feature", words{cues: Source{"f", "dire\tsay\t4s=dire\n"}}, Sources{}, `f:1: unknown code "4s"`},
		{"empty form", words{cues: Source{"f", "dire\tsay\tinf=dire \n"}}, Sources{}, "f:1: an empty form"},
		{"form twice", words{cues: Source{"f", "dire\tsay\tinf=dire\t3s=dire\n"}}, Sources{}, `f:1: form "dire" twice`},
		{"expression of no verb", words{cues: Source{"c", cue}}, Sources{Expressions: Source{"f", "faire\tsavoir\t-\tsay\n"}}, `f:1: no forms of "faire" among the verbs`},
		{"expression of one word", words{cues: Source{"c", cue}}, Sources{Expressions: Source{"f", "dire\t\t-\tsay\n"}}, `f:1: "dire" alone is no expression`},
		{"field too many", words{}, Sources{Honorifics: Source{"f", "M.\tms\tx\ty\n"}}, `f:1: a field too many: "y"`},
		{"bad agreement", words{}, Sources{Honorifics: Source{"f", "M.\tms\nMme\tft\n"}}, `f:2: "ft" is no gender and number`},
		{"noun without code", words{nouns: Source{"f", "maire\trole\tmaire\n"}}, Sources{}, `f:1: "maire" is not gender-number=form`},
		{"noun twice", words{nouns: Source{"f", "maire\trole\txs=maire\nmaire\torg\txs=maire\n"}}, Sources{}, `f:2: form "maire" twice`},
		{"gender of a name", words{names: Source{"f", "anne\tfm\n"}}, Sources{}, "f:1: a gender is m, f or x"},
		{"name twice", words{names: Source{"f", "anne\tf\nanne\tf\n"}}, Sources{}, `f:2: name "anne" twice`},
		{"type of a place", words{}, Sources{Places: Source{"f", "X\tcity\t\tms\t\t\t\n"}}, `f:1: unknown type "city"`},
		{"alias twice", words{}, Sources{Places: Source{"f", "X\torg\t\tms\tY;x\t\t\nZ\torg\t\tms\ty\t\t\n"}}, `f:2: "y" is a name of two places`},
		{"empty alias", words{}, Sources{Places: Source{"f", "X\torg\t\tms\tA;\t\t\n"}}, "f:1: an empty name"},
		{"demonym", words{}, Sources{Places: Source{"f", "X\torg\t\tms\t\t\txien\n"}}, `f:1: "xien" is not gender-number=form`},
		{"closed class", words{}, Sources{Closed: Source{"f", "il\tpronoun\t3ms\n"}}, `f:1: unknown code "pronoun"`},
		{"list", words{}, Sources{Lists: Source{"f", "periods\tan\n"}}, `f:1: unknown code "periods"`},
		{"word of a list", words{}, Sources{Lists: Source{"f", "period\tan,*\n"}}, "f:1: an empty word"},
		{"form of too many verbs", words{cues: Source{"f", many.String()}}, Sources{}, `f:8: form "x" of more than 7 verbs`},
		{"tag table", words{}, Sources{Tags: Source{"f", "dxtags2\n"}}, "f: " + errTagTable.Error()},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := load(test.words, test.src)
			if err == nil || err.Error() != test.want {
				t.Errorf("error %v\nwant  %s", err, test.want)
			}
		})
	}
}

func TestFormTableHoldsEveryForm(t *testing.T) {
	var cues, nouns strings.Builder
	for i := range 5000 {
		// "commun" is a form of seven verbs in a row, as many as can be.
		fmt.Fprintf(&cues, "verbe%d\tsay\tinf=verbe%d\t3s=v%da v%db", i, i, i, i)
		if i < maxRun {
			cues.WriteString("\t3p=commun")
		}
		cues.WriteByte('\n')
		fmt.Fprintf(&nouns, "nom%d\trole\tms=nom%d\tmp=noms%d\n", i, i, i)
	}
	w := words{cues: Source{"cues", cues.String()}, nouns: Source{"nouns", nouns.String()}}
	l, err := load(w, Sources{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5000 {
		verb, noun := fmt.Sprintf("verbe%d", i), fmt.Sprintf("nom%d", i)
		for form, feat := range map[string]Tag{verb: Inf, fmt.Sprintf("v%da", i): Fin3S, fmt.Sprintf("v%db", i): Fin3S} {
			got, _ := l.VerbForms(form)
			if len(got) != 1 || got[0].Verb.Lemma != verb || got[0].Feat != feat || got[0].Classes != Say {
				t.Fatalf("VerbForms(%q) = %+v", form, got)
			}
		}
		if got, ok := l.Noun(fmt.Sprintf("noms%d", i)); !ok || got != (NounForm{noun, NounRole, Masculine, Plural}) {
			t.Fatalf("Noun(noms%d) = %+v, %v", i, got, ok)
		}
	}
	if got, _ := l.VerbForms("commun"); len(got) != maxRun || got[maxRun-1].Verb.Lemma != "verbe6" {
		t.Errorf("VerbForms(commun) = %+v", got)
	}
	for i := range 100_000 {
		word := fmt.Sprintf("inconnu%d", i)
		if _, ok := l.VerbForms(word); ok {
			t.Errorf("%q is a verb", word)
		}
	}
}

func TestTagTableHoldsEveryWord(t *testing.T) {
	words := map[string]Tag{}
	for i := range 20_000 {
		words[strings.Repeat("é", i%7)+fmt.Sprint(i*i)] = Tag(1 + i%900)
	}
	data, err := BuildTagTable(words)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := BuildTagTable(words)
	if string(again) != string(data) {
		t.Error("the same words give different tables")
	}
	table, err := parseTagTable(string(data))
	if err != nil {
		t.Fatal(err)
	}
	for w, want := range words {
		if got := table.lookup(w); got != want {
			t.Fatalf("%q has tags %d, want %d", w, got, want)
		}
	}
	wrong := 0
	for i := range 100_000 {
		if table.lookup(fmt.Sprintf("inconnu%d", i)) != 0 {
			wrong++
		}
	}
	// Expected: about one.
	if wrong > 10 {
		t.Errorf("%d of 100,000 unknown words have tags", wrong)
	}
}

func TestTagTableRejectsTooManyMasks(t *testing.T) {
	words := map[string]Tag{}
	for i := range maxTagMasks {
		words[fmt.Sprint(i)] = Tag(i + 1)
	}
	if _, err := BuildTagTable(words); err == nil {
		t.Error("no error")
	}
}

func TestDamagedFormTable(t *testing.T) {
	whole, err := BuildFormTable(Source{"cues", "dire\tsay\tinf=dire\n"}, Source{}, Source{})
	if err != nil {
		t.Fatal(err)
	}
	noClass := bytes.Replace(whole, []byte("dire"), []byte("d\nre"), 1)
	for name, table := range map[string]string{
		"another beginning":  "dxforms0" + string(whole[8:]),
		"beginning alone":    string(whole[:8]),
		"cut":                string(whole[:len(whole)-1]),
		"too long":           string(whole) + "\x00",
		"verb without class": string(noClass),
	} {
		if _, err := Load(Sources{Forms: Source{"f", table}}); !errors.Is(err, errFormTable) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// FuzzLoad feeds one text to every loader in turn: none may panic, and an error
// must name the file.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "#", "\t\t\t", "dire\tsay\tinf=dire\t3s+pms=dit", "a\trole\txs=a\txp=as",
		"anne\tf\nanne\tm", "X\tstate\tla\tfs\tA;B\tC\tms=x fs=y", "M.\tms", "il\tpersonal\t3ms",
		"se dire\t\tadj\tsay", "=\t=\t=", "a\tsay\tinf=  \xff", "X\torg\t\t-\tA\t\t", "period\tan,jour*,*ois",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := Source{"file", text}
		cue := Source{"cue", "dire\tsay\tinf=dire"}
		for _, c := range []struct {
			words words
			src   Sources
		}{
			{words: words{cues: s}}, {words: words{nouns: s}}, {words: words{names: s}}, {words{cues: cue}, Sources{Expressions: s}},
			{src: Sources{Places: s}}, {src: Sources{Honorifics: s}}, {src: Sources{Closed: s}}, {src: Sources{Lists: s}},
		} {
			if _, err := load(c.words, c.src); err != nil && !strings.HasPrefix(err.Error(), "file:") {
				t.Errorf("error does not name the file: %v", err)
			}
		}
	})
}

// FuzzTagTable reads damaged tables: no panic, whatever they hold.
func FuzzTagTable(f *testing.F) {
	table, err := BuildTagTable(map[string]Tag{"un": Det, "deux": Det | Plur, "dit": Fin3S})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(table), "dit")
	f.Add(tagMagic+strings.Repeat("\xff", 12), "x")
	f.Add(tagMagic+"\x01\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\xff\xff\xff\xff", "x")
	f.Fuzz(func(t *testing.T, data, word string) {
		table, err := parseTagTable(data)
		if err == nil {
			table.lookup(word)
		}
	})
}
