package fr

import (
	"os"
	"slices"
	"strings"
	"testing"

	"dixit/quote/lexicon"
)

const (
	pms = lexicon.PastPart | lexicon.Masc | lexicon.Sing
	pmp = lexicon.PastPart | lexicon.Masc | lexicon.Plur
	pfs = lexicon.PastPart | lexicon.Fem | lexicon.Sing
	pfp = lexicon.PastPart | lexicon.Fem | lexicon.Plur
)

// source reads a file of this folder.
func source(t *testing.T, name string) lexicon.Source {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return lexicon.Source{Name: name, Text: string(data)}
}

func TestFormTableIsUpToDate(t *testing.T) {
	want, err := lexicon.BuildFormTable(source(t, "cues.tsv"), source(t, "nouns.tsv"), source(t, "firstnames.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if forms != string(want) {
		t.Error("forms.bin is not what cues.tsv, nouns.tsv and firstnames.tsv say: run go generate ./quote/lang/fr")
	}
}

func TestDataLoads(t *testing.T) {
	if _, err := lexicon.Load(sources()); err != nil {
		t.Fatal(err)
	}
}

func TestFilesAreSortedWithoutDoubles(t *testing.T) {
	s := sources()
	for _, src := range []lexicon.Source{source(t, "cues.tsv"), source(t, "nouns.tsv"), source(t, "firstnames.tsv"), s.Expressions, s.Places, s.Honorifics, s.Closed, s.Lists} {
		var previous string
		n := 0
		for line := range strings.Lines(src.Text) {
			n++
			line, complete := strings.CutSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !complete {
				t.Errorf("%s:%d: no end of line", src.Name, n)
			}
			if line <= previous {
				t.Errorf("%s:%d: %q is not after %q", src.Name, n, line, previous)
			}
			if strings.TrimRight(line, " ") != line || strings.Contains(line, "  ") || strings.ContainsAny(line, "\r’\u00a0") {
				t.Errorf("%s:%d: stray space or apostrophe: %q", src.Name, n, line)
			}
			if src.Name != s.Places.Name && src.Name != s.Honorifics.Name && strings.ToLower(line) != line {
				t.Errorf("%s:%d: capitals: %q", src.Name, n, line)
			}
			previous = line
		}
	}
}

func TestLexiconIsLargeEnough(t *testing.T) {
	l := Lexicon()
	classes := map[lexicon.Class]int{}
	lemmas := map[string]bool{}
	expressions := 0
	for _, v := range l.Verbs() {
		if lemmas[v.Lemma] {
			t.Errorf("verb %q twice", v.Lemma)
		}
		lemmas[v.Lemma] = true
		expressions += len(v.Expressions)
		if v.Classes == lexicon.Light && len(v.Expressions) == 0 {
			t.Errorf("%q is a cue only in expressions and has none", v.Lemma)
		}
		for c := lexicon.Say; c <= lexicon.Light; c <<= 1 {
			if v.Classes&c != 0 {
				classes[c]++
			}
		}
	}
	if n := len(lemmas) - classes[lexicon.Light]; n < 500 {
		t.Errorf("%d verbs besides the light ones, want 500 or more", n)
	}
	if expressions < 500 {
		t.Errorf("%d expressions, want 500 or more", expressions)
	}
	if n := len(l.Places()); n < 400 {
		t.Errorf("%d places, want 400 or more", n)
	}
}

func TestTags(t *testing.T) {
	l := Lexicon()
	for word, want := range map[string]struct{ with, without lexicon.Tag }{
		"avocate":     {lexicon.Noun | lexicon.Fem | lexicon.Sing, lexicon.Inf},
		"dit":         {lexicon.Fin3S | pms, lexicon.Fin3P},
		"disant":      {lexicon.PresPart, lexicon.Fin3S},
		"affirment":   {lexicon.Fin3P, lexicon.Fin3S},
		"dites":       {lexicon.Fin12 | pfp, lexicon.Fin3S},
		"est":         {lexicon.Aux | lexicon.Fin3S | lexicon.Noun, lexicon.Fin3P},
		"ont":         {lexicon.Aux | lexicon.Fin3P, lexicon.Noun},
		"eût":         {lexicon.Aux | lexicon.Fin3S, lexicon.Noun},
		"selon":       {lexicon.Prep, lexicon.Noun},
		"puis":        {lexicon.Fin12, lexicon.Fin3P},
		"que":         {lexicon.Conj, lexicon.Noun},
		"elle":        {lexicon.Pron, lexicon.Noun},
		"cœur":        {lexicon.Noun | lexicon.Masc, lexicon.Fem},
		"coeur":       {lexicon.Noun | lexicon.Masc, lexicon.Fem},
		"autrice":     {lexicon.Noun | lexicon.Fem, lexicon.Masc},
		"cheffes":     {lexicon.Noun | lexicon.Fem | lexicon.Plur, lexicon.Sing},
		"tweete":      {lexicon.Fin3S | lexicon.Fin12, lexicon.Noun},
		"aujourd'hui": {lexicon.Adv, lexicon.Inf},
		"mathilde":    {lexicon.NameFem | lexicon.ProperName, lexicon.NameMasc | lexicon.Common},
		"jean":        {lexicon.NameMasc | lexicon.ProperName, lexicon.NameFem},
		"pierre":      {lexicon.NameMasc | lexicon.Noun, lexicon.NameFem},
		"camille":     {lexicon.NameMasc | lexicon.NameFem, lexicon.Adv},
	} {
		if got := l.Tags(word); got&want.with != want.with || got&want.without != 0 {
			t.Errorf("Tags(%q) = %b, want %b and not %b", word, got, want.with, want.without)
		}
	}
	for _, word := range []string{"", "zorglubique", "déclarationnons", "Avocate"} {
		if got := l.Tags(word); got != 0 {
			t.Errorf("Tags(%q) = %b, want none", word, got)
		}
	}
	if !l.Tags("maison").CommonWord() || l.Tags("mathilde").CommonWord() {
		t.Error("CommonWord does not tell maison from Mathilde")
	}
}

func TestVerbForms(t *testing.T) {
	l := Lexicon()
	for _, test := range []struct {
		form, lemma string
		feat        lexicon.Tag
	}{
		{"dit", "dire", lexicon.Fin3S | pms},
		{"disent", "dire", lexicon.Fin3P},
		{"dîtes", "dire", lexicon.Fin12},
		{"dites", "dire", lexicon.Fin12 | pfp},
		{"prédisait", "prédire", lexicon.Fin3S},
		{"contredisent", "contredire", lexicon.Fin3P},
		{"promis", "promettre", lexicon.Fin12 | pms | pmp},
		{"promise", "promettre", pfs},
		{"admît", "admettre", lexicon.Fin3S},
		{"convient", "convenir", lexicon.Fin3S},
		{"convainc", "convaincre", lexicon.Fin3S},
		{"reconnaît", "reconnaître", lexicon.Fin3S},
		{"craignait", "craindre", lexicon.Fin3S},
		{"feint", "feindre", lexicon.Fin3S | pms},
		{"espère", "espérer", lexicon.Fin3S | lexicon.Fin12},
		{"rappelle", "rappeler", lexicon.Fin3S | lexicon.Fin12},
		{"rappelait", "rappeler", lexicon.Fin3S},
		{"martèle", "marteler", lexicon.Fin3S | lexicon.Fin12},
		{"enchaîna", "enchaîner", lexicon.Fin3S},
		{"répond", "répondre", lexicon.Fin3S},
		{"répondant", "répondre", lexicon.PresPart},
		{"écrit", "écrire", lexicon.Fin3S | pms},
		{"écrivent", "écrire", lexicon.Fin3P},
		{"prédites", "prédire", pfp},
		{"croit", "croire", lexicon.Fin3S},
		{"veulent", "vouloir", lexicon.Fin3P},
		{"peint", "peindre", lexicon.Fin3S | pms},
		{"renchérit", "renchérir", lexicon.Fin3S},
		{"rétorque", "rétorquer", lexicon.Fin3S | lexicon.Fin12},
		{"assène", "asséner", lexicon.Fin3S | lexicon.Fin12},
		{"tweeté", "tweeter", pms},
		{"tacle", "tacler", lexicon.Fin3S | lexicon.Fin12},
		{"s'exclama", "", 0},
		{"exclama", "exclamer", lexicon.Fin3S},
		{"sourit", "sourire", lexicon.Fin3S},
		{"rit", "rire", lexicon.Fin3S},
		{"fait", "faire", lexicon.Fin3S | pms},
		{"tient", "tenir", lexicon.Fin3S},
		{"mange", "", 0},
	} {
		forms, ok := l.VerbForms(test.form)
		if test.lemma == "" {
			if ok {
				t.Errorf("VerbForms(%q) = %+v, want none", test.form, forms)
			}
			continue
		}
		at := slices.IndexFunc(forms, func(f lexicon.VerbForm) bool { return f.Verb.Lemma == test.lemma })
		if at < 0 {
			t.Errorf("VerbForms(%q) lacks %q", test.form, test.lemma)
		} else if forms[at].Feat != test.feat {
			t.Errorf("VerbForms(%q) of %q has features %b, want %b", test.form, test.lemma, forms[at].Feat, test.feat)
		}
	}
}

// Every form that the loader enters must be in the tag table with at least the
// same features: both come from the same dictionary.
func TestCuesAgreeWithTags(t *testing.T) {
	l := Lexicon()
	for line := range strings.Lines(source(t, "cues.tsv").Text) {
		if line[0] == '#' {
			continue
		}
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		var all lexicon.Tag
		for _, group := range fields[2:] {
			_, forms, _ := strings.Cut(group, "=")
			for _, form := range strings.Fields(forms) {
				found, _ := l.VerbForms(form)
				at := slices.IndexFunc(found, func(f lexicon.VerbForm) bool { return f.Verb.Lemma == fields[0] })
				if at < 0 {
					t.Errorf("%s: form %q is not found again", fields[0], form)
					continue
				}
				feat := found[at].Feat
				all |= feat
				if l.Tags(form)&feat != feat {
					t.Errorf("%s: form %q has features %b, tags %b", fields[0], form, feat, l.Tags(form))
				}
			}
		}
		if want := lexicon.Fin3S | lexicon.Inf | lexicon.PastPart; all&want != want {
			t.Errorf("%s has no 3rd person, infinitive or participle: %b", fields[0], all)
		}
	}
}

func TestNouns(t *testing.T) {
	l := Lexicon()
	const m, f, x = lexicon.Masculine, lexicon.Feminine, lexicon.Epicene
	const s, p, i = lexicon.Singular, lexicon.Plural, lexicon.Invariable
	for form, want := range map[string]lexicon.NounForm{
		"avocate":             {Lemma: "avocat", Classes: lexicon.NounPerson, Gender: f, Number: s},
		"ministres":           {Lemma: "ministre", Classes: lexicon.NounRole, Gender: x, Number: p},
		"porte-parole":        {Lemma: "porte-parole", Classes: lexicon.NounRole, Gender: x, Number: i},
		"secrétaire générale": {Lemma: "secrétaire général", Classes: lexicon.NounRole, Gender: f, Number: s},
		"chefs d'état":        {Lemma: "chef d'état", Classes: lexicon.NounRole, Gender: m, Number: p},
		"victime":             {Lemma: "victime", Classes: lexicon.NounPerson, Gender: f, Number: s},
		"tribunaux":           {Lemma: "tribunal", Classes: lexicon.NounOrg, Gender: m, Number: p},
		"agence":              {Lemma: "agence", Classes: lexicon.NounMedia, Gender: f, Number: s},
		"communiqué":          {Lemma: "communiqué", Classes: lexicon.NounDocument, Gender: m, Number: s},
		"propos":              {Lemma: "propos", Classes: lexicon.NounSpeech, Gender: m, Number: i},
		"films":               {Lemma: "film", Classes: lexicon.NounWork, Gender: m, Number: p},
		"opération":           {Lemma: "opération", Classes: lexicon.NounTerm, Gender: f, Number: s},
	} {
		if got, ok := l.Noun(form); !ok || got != want {
			t.Errorf("Noun(%q) = %+v, %v; want %+v", form, got, ok, want)
		}
	}
}

func TestNamesPlacesAndClosedClasses(t *testing.T) {
	l := Lexicon()
	for name, want := range map[string]lexicon.Gender{
		"jean": lexicon.Masculine, "marie": lexicon.Feminine, "dominique": lexicon.Epicene,
		"volodymyr": lexicon.Masculine, "fatoumata": lexicon.Feminine, "recep": lexicon.Masculine,
		"irakli": lexicon.Masculine, "solomiya": lexicon.Feminine, "güler": lexicon.Epicene,
		"table": 0,
		// names elsewhere, but in French news something else first
		"ina": 0, "andra": 0, "ema": 0, "lada": 0, "liga": 0, "pape": 0, "silva": 0,
	} {
		if got, ok := l.GivenName(name); got != want || ok != (want != 0) {
			t.Errorf("GivenName(%q) = %v, %v; want %v", name, got, ok, want)
		}
	}
	for name, want := range map[string]string{
		"pyongyang": "Corée du Nord", "rpdc": "Corée du Nord", "kyiv": "Ukraine", "etats-unis": "États-Unis",
		"otan": "OTAN", "élysée": "Élysée", "afp": "Agence France-Presse", "ue": "Union européenne",
	} {
		if p, ok := l.Place(name); !ok || p.Name != want {
			t.Errorf("Place(%q) = %+v, want %s", name, p, want)
		}
	}
	for form, want := range map[string]string{
		"nord-coréenne": "Corée du Nord", "turques": "Turquie", "grecque": "Grèce",
		"américains": "États-Unis", "britannique": "Royaume-Uni", "français": "France",
	} {
		if p, ok := l.Demonym(form); !ok || p.Name != want {
			t.Errorf("Demonym(%q) = %+v, want %s", form, p, want)
		}
	}
	if h, ok := l.Honorific("mmes"); !ok || h.Gender != lexicon.Feminine || h.Number != lexicon.Plural {
		t.Errorf("Honorific(mmes) = %+v, %v", h, ok)
	}
	for form, want := range map[string]lexicon.ClosedClass{
		"selon": lexicon.ClosedSource, "aux yeux de": lexicon.ClosedSource, "auprès de": lexicon.ClosedPrep,
		"cette dernière": lexicon.ClosedAnaphor, "mardi": lexicon.ClosedWeekday | lexicon.ClosedBetween,
		"également": lexicon.ClosedBetween, "laquelle": lexicon.ClosedRelative, "août": lexicon.ClosedMonth,
		"eux": lexicon.ClosedPersonal, "se": lexicon.ClosedReflexive, "jamais": lexicon.ClosedNegation,
	} {
		if w, _ := l.Closed(form); w.Classes&want != want {
			t.Errorf("Closed(%q) = %+v, want class %b", form, w, want)
		}
	}
}

func BenchmarkTags(b *testing.B) {
	l := Lexicon()
	words := []string{"le", "président", "de", "la", "république", "a", "déclaré", "que", "zorglub", "constitutionnellement"}
	for i := 0; b.Loop(); i++ {
		l.Tags(words[i%len(words)])
	}
}

func BenchmarkVerbForms(b *testing.B) {
	l := Lexicon()
	words := []string{"affirme", "président", "a", "dit", "république", "expliqué", "renchérit", "maison"}
	for i := 0; b.Loop(); i++ {
		l.VerbForms(words[i%len(words)])
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lexicon.Load(sources()); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWordsOfAListAreSortedWithoutDoubles(t *testing.T) {
	for line := range strings.Lines(sources().Lists.Text) {
		name, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || name[0] == '#' {
			continue
		}
		list := strings.Split(words, ",")
		for i := 1; i < len(list); i++ {
			if list[i] <= list[i-1] {
				t.Errorf("%s: %q is not after %q", name, list[i], list[i-1])
			}
		}
	}
}
