// Command gen derives the French data from the Lefff: the tag table, the forms of
// the cue verbs and those of the nouns. It reads verbs.txt and nouns.txt beside
// it, given names and places from the data it stands in, and writes pos.bin,
// cues.tsv and nouns.tsv there.
//
//	go run ./gen path/to/lefff-3.4.mlex
//
// Then, and without the Lefff only this, it writes forms.bin, which holds what
// cues.tsv, nouns.tsv and firstnames.tsv say.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dixit/quote/lexicon"
)

func main() {
	if len(os.Args) > 2 {
		fmt.Fprintln(os.Stderr, "usage: gen [path/to/lefff.mlex] (from quote/lang/fr)")
		os.Exit(2)
	}
	var err error
	if len(os.Args) == 2 && os.Args[1] != "" {
		err = derive(os.Args[1], ".")
	}
	if err == nil {
		err = pack(".")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// pack writes the form table.
func pack(dir string) error {
	var sources [3]lexicon.Source
	for i, name := range []string{"cues.tsv", "nouns.tsv", "firstnames.tsv"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		sources[i] = lexicon.Source{Name: name, Text: string(data)}
	}
	table, err := lexicon.BuildFormTable(sources[0], sources[1], sources[2])
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "forms.bin"), table, 0o644)
}

// derive writes what comes from the Lefff.
func derive(lefffPath, dir string) error {
	lex, err := readLefff(lefffPath)
	if err != nil {
		return err
	}
	verbs, err := readGroups(filepath.Join(dir, "gen", "verbs.txt"))
	if err != nil {
		return err
	}
	cues, err := lex.cues(verbs)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "cues.tsv"), []byte(cues), 0o644); err != nil {
		return err
	}
	nounGroups, err := readGroups(filepath.Join(dir, "gen", "nouns.txt"))
	if err != nil {
		return err
	}
	nouns, err := lex.nounTable(nounGroups)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "nouns.tsv"), []byte(nouns), 0o644); err != nil {
		return err
	}
	if err := lex.addGivenNames(filepath.Join(dir, "firstnames.tsv")); err != nil {
		return err
	}
	table, err := lexicon.BuildTagTable(lex.tags)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "pos.bin"), table, 0o644)
}

// A lefff is what the dictionary says, by form for tags and by lemma for the
// forms of verbs and nouns.
type lefff struct {
	tags  map[string]lexicon.Tag
	verbs map[string]map[string]lexicon.Tag // lemma → form → features
	nouns map[string]map[string][]string    // lemma → "ms" → forms
}

func readLefff(path string) (*lefff, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lex := &lefff{
		tags:  map[string]lexicon.Tag{},
		verbs: map[string]map[string]lexicon.Tag{},
		nouns: map[string]map[string][]string{},
	}
	scan := bufio.NewScanner(f)
	for line := 1; scan.Scan(); line++ {
		fields := strings.Split(scan.Text(), "\t")
		if len(fields) != 4 {
			return nil, fmt.Errorf("%s:%d: want 4 fields, have %d", path, line, len(fields))
		}
		form, cat, lemma, feat := fields[0], fields[1], fields[2], fields[3]
		if strings.ContainsAny(form, "_<>=&") {
			continue // the dictionary's own markers
		}
		lex.add(fold(form), cat, fold(lemma), feat)
	}
	return lex, scan.Err()
}

func (l *lefff) add(form, cat, lemma, feat string) {
	tag := tagOf(cat, feat)
	if tag == 0 {
		return
	}
	for _, f := range spellings(form) {
		l.tags[f] |= tag
		switch cat {
		case "v":
			for _, lm := range spellings(lemma) {
				if (strings.Contains(f, "œ")) == strings.Contains(lm, "œ") {
					put(l.verbs, lm, f, tag)
				}
			}
		case "nc":
			m := l.nouns[lemma]
			if m == nil {
				m = map[string][]string{}
				l.nouns[lemma] = m
			}
			if !slices.Contains(m[feat], f) {
				m[feat] = append(m[feat], f)
			}
		}
	}
}

func put(m map[string]map[string]lexicon.Tag, lemma, form string, tag lexicon.Tag) {
	if m[lemma] == nil {
		m[lemma] = map[string]lexicon.Tag{}
	}
	m[lemma][form] |= tag
}

// fold lower-cases and makes apostrophes ASCII.
func fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), "’", "'")
}

// ligatures are the letters before which the dictionary writes oe for œ, and the
// beginnings of learned words that have the ligature too.
var ligature = strings.NewReplacer("oeu", "œu", "oei", "œi", "foet", "fœt",
	"oesoph", "œsoph", "oestr", "œstr", "oecum", "œcum", "oeno", "œno", "oedi", "œdi")

// spellings returns a form with and without the ligature that the dictionary
// does not have.
func spellings(s string) []string {
	if t := ligature.Replace(s); t != s {
		return []string{s, t}
	}
	return []string{s}
}

// tagOf translates a category and its features.
func tagOf(cat, feat string) lexicon.Tag {
	var t lexicon.Tag
	switch cat {
	case "nc":
		return lexicon.Noun | agreement(feat)
	case "adj":
		t = lexicon.Adj | agreement(strings.TrimPrefix(feat, "K"))
		return t
	case "np":
		return lexicon.ProperName
	case "adv", "advneg", "advPref", "que_restr":
		return lexicon.Adv
	case "prep":
		return lexicon.Prep
	case "det":
		return lexicon.Det
	case "pro", "cln", "cld", "cla", "clr", "cll", "cldr", "clar", "clg", "pri", "prel", "ilimp", "caimp", "ce":
		return lexicon.Pron
	case "coo", "csu", "que":
		return lexicon.Conj
	case "clneg":
		return lexicon.Adv
	case "auxAvoir", "auxEtre":
		return lexicon.Aux | verbTag(feat)
	case "v":
		return verbTag(feat)
	}
	return 0
}

// agreement reads "ms", "fp", "s", "p", "m", "f" and "": what is not said is
// either.
func agreement(feat string) lexicon.Tag {
	var t lexicon.Tag
	if !strings.Contains(feat, "f") {
		t |= lexicon.Masc
	}
	if !strings.Contains(feat, "m") {
		t |= lexicon.Fem
	}
	if !strings.Contains(feat, "p") {
		t |= lexicon.Sing
	}
	if !strings.Contains(feat, "s") {
		t |= lexicon.Plur
	}
	return t
}

// verbTag reads W, G, K + agreement, or moods (P I F C J S T Y), persons and
// number: "PS13s".
func verbTag(feat string) lexicon.Tag {
	switch {
	case feat == "W":
		return lexicon.Inf
	case feat == "G":
		return lexicon.PresPart
	case strings.HasPrefix(feat, "K"):
		return lexicon.PastPart | agreement(feat[1:])
	case strings.HasPrefix(feat, "Y"):
		return lexicon.Fin12
	}
	var t lexicon.Tag
	if strings.ContainsAny(feat, "12") {
		t |= lexicon.Fin12
	}
	if strings.Contains(feat, "3") {
		if !strings.Contains(feat, "p") {
			t |= lexicon.Fin3S
		}
		if !strings.Contains(feat, "s") {
			t |= lexicon.Fin3P
		}
	}
	return t
}

// A group is a line of verbs.txt or nouns.txt: classes and the words that belong
// to them. A word may stand in several groups.
type group struct {
	classes []string
	words   []string
}

func readGroups(path string) ([]group, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var groups []group
	line := 0
	for text := range strings.Lines(string(data)) {
		line++
		text = strings.TrimSpace(text)
		if text == "" || text[0] == '#' {
			continue
		}
		classes, words, ok := strings.Cut(text, ": ")
		if !ok {
			return nil, fmt.Errorf("%s:%d: want \"classes: words\"", path, line)
		}
		groups = append(groups, group{strings.Split(classes, ","), strings.Fields(words)})
	}
	return groups, nil
}

// merge returns the words of all groups, each with the union of its classes in
// the order of known.
func merge(groups []group) (words []string, classes map[string][]string) {
	classes = map[string][]string{}
	for _, g := range groups {
		for _, w := range g.words {
			for _, c := range g.classes {
				if !slices.Contains(classes[w], c) {
					classes[w] = append(classes[w], c)
				}
			}
		}
	}
	for w := range classes {
		words = append(words, w)
	}
	slices.Sort(words)
	return words, classes
}

const notice = `# Generated by gen from gen/%s and the Lefff 3.4 (Sagot 2010), see NOTICE.
# LGPL-LR. Do not edit.
`

// featNames are the codes of the verb features, as the loader reads them.
var featNames = []struct {
	name string
	tag  lexicon.Tag
}{
	{"3s", lexicon.Fin3S}, {"3p", lexicon.Fin3P}, {"12", lexicon.Fin12},
	{"inf", lexicon.Inf}, {"ger", lexicon.PresPart},
}

// features names a form's tags: "3s+12".
func features(t lexicon.Tag) string {
	var names []string
	for _, f := range featNames {
		if t&f.tag != 0 {
			names = append(names, f.name)
		}
	}
	if t&lexicon.PastPart != 0 {
		for _, g := range []struct {
			name string
			tag  lexicon.Tag
		}{{"m", lexicon.Masc}, {"f", lexicon.Fem}} {
			if t&g.tag == 0 {
				continue
			}
			if t&lexicon.Sing != 0 {
				names = append(names, "p"+g.name+"s")
			}
			if t&lexicon.Plur != 0 {
				names = append(names, "p"+g.name+"p")
			}
		}
	}
	return strings.Join(names, "+")
}

// cues writes cues.tsv. A verb that the dictionary lacks is written with its
// model: "tweeter<poster".
func (l *lefff) cues(groups []group) (string, error) {
	for _, g := range groups {
		for i, w := range g.words {
			lemma, model, ok := strings.Cut(w, "<")
			if !ok {
				continue
			}
			g.words[i] = lemma
			if l.verbs[lemma] != nil {
				continue
			}
			from, to := strings.TrimSuffix(model, "er"), strings.TrimSuffix(lemma, "er")
			for form, tag := range l.verbs[model] {
				f := to + strings.TrimPrefix(form, from)
				put(l.verbs, lemma, f, tag)
				l.tags[f] |= tag
			}
		}
	}
	words, classes := merge(groups)
	unmark(groups, classes)
	var missing []string
	for _, lemma := range words {
		if l.verbs[lemma] == nil {
			missing = append(missing, lemma)
		}
	}
	if missing != nil {
		return "", fmt.Errorf("verbs.txt: neither in the dictionary nor with a model: %s", strings.Join(missing, " "))
	}
	var out strings.Builder
	fmt.Fprintf(&out, notice, "verbs.txt")
	for _, lemma := range words {
		forms := l.verbs[lemma]
		byFeat := map[string][]string{}
		for form, tag := range forms {
			f := features(tag)
			byFeat[f] = append(byFeat[f], form)
		}
		fmt.Fprintf(&out, "%s\t%s", lemma, strings.Join(classes[lemma], ","))
		for _, f := range sortedKeys(byFeat) {
			slices.Sort(byFeat[f])
			fmt.Fprintf(&out, "\t%s=%s", f, strings.Join(byFeat[f], " "))
		}
		out.WriteByte('\n')
	}
	return out.String(), nil
}

// unmark takes "pron" from verbs that are cues of speech without a reflexive
// pronoun too: expliquer, of s'expliquer and expliquer.
func unmark(groups []group, classes map[string][]string) {
	for _, g := range groups {
		if slices.Contains(g.classes, "pron") || !slices.ContainsFunc(g.classes, func(c string) bool {
			return c == "say" || c == "think" || c == "manner"
		}) {
			continue
		}
		for _, w := range g.words {
			classes[w] = slices.DeleteFunc(classes[w], func(c string) bool { return c == "pron" })
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// nounTable writes nouns.tsv. A noun is written "avocat/avocate" (masculine and
// feminine), "ministre:x" (one form for both genders), "lettre:f" or
// "porte-parole:x!" (invariable in number); a word alone is masculine, or what
// the dictionary says. "_" stands for a space.
func (l *lefff) nounTable(groups []group) (string, error) {
	words, classes := merge(groups)
	var out strings.Builder
	fmt.Fprintf(&out, notice, "nouns.txt")
	taken := map[string]string{}
	var lines, clashes []string
	for _, word := range words {
		spec := strings.ReplaceAll(word, "_", " ")
		spec, invariable := strings.CutSuffix(spec, "!")
		spec, gender, _ := strings.Cut(spec, ":")
		masc, fem, both := strings.Cut(spec, "/")
		var forms []string
		add := func(gender, singular string) {
			pl := singular
			if !invariable {
				pl = l.plural(singular)
			}
			if pl == singular {
				forms = append(forms, gender+"x="+singular)
			} else {
				forms = append(forms, gender+"s="+singular, gender+"p="+pl)
			}
		}
		if gender == "" {
			gender = l.gender(masc)
		}
		if both {
			add("m", masc)
			add("f", fem)
		} else {
			add(gender, masc)
		}
		for _, f := range forms {
			_, form, _ := strings.Cut(f, "=")
			if by, ok := taken[form]; ok {
				clashes = append(clashes, fmt.Sprintf("%q of %q and of %q", form, by, word))
			}
			taken[form] = word
			l.tagNoun(f)
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\n", masc, strings.Join(classes[word], ","), strings.Join(forms, "\t")))
	}
	if clashes != nil {
		return "", fmt.Errorf("nouns.txt: forms of two nouns: %s", strings.Join(clashes, ", "))
	}
	slices.Sort(lines)
	out.WriteString(strings.Join(lines, ""))
	return out.String(), nil
}

// tagNoun enters a form that the dictionary may lack: "cheffe".
func (l *lefff) tagNoun(coded string) {
	code, form, _ := strings.Cut(coded, "=")
	tag := lexicon.Noun
	if code[0] != 'f' {
		tag |= lexicon.Masc
	}
	if code[0] != 'm' {
		tag |= lexicon.Fem
	}
	if code[1] != 'p' {
		tag |= lexicon.Sing
	}
	if code[1] != 's' {
		tag |= lexicon.Plur
	}
	l.tags[form] |= tag
}

// gender is what the dictionary says of a noun's singular, masculine where it
// says nothing.
func (l *lefff) gender(noun string) string {
	t := l.tags[noun]
	for feat, forms := range l.nouns[noun] {
		if strings.HasPrefix(feat, "f") && slices.Contains(forms, noun) && t&lexicon.Noun != 0 {
			if _, masc := l.nouns[noun]["ms"]; !masc {
				return "f"
			}
		}
	}
	return "m"
}

// plural pluralises a noun, of a phrase or compound the words before its first
// preposition.
func (l *lefff) plural(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if slices.Contains(prepositions, w) || i > 0 && elided(w) {
			break
		}
		parts := strings.Split(w, "-")
		for j, p := range parts {
			if elided(p) && len(parts) > 1 {
				break
			}
			if len(parts) == 1 || !slices.Contains(prefixes, p) {
				parts[j] = l.pluralWord(p)
			}
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " ")
}

func elided(w string) bool { return strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "l'") }

var (
	prepositions = []string{"de", "du", "des", "en", "à", "au", "aux", "sans", "pour"}
	// prefixes are the first parts of compounds that take no plural.
	prefixes = []string{"ex", "vice", "sous", "e", "t", "tee", "best", "talk", "web", "télé", "saint"}
	// irregular plurals, and words that have none as the second word of a phrase.
	irregular = map[string]string{"vieil": "vieux", "festival": "festivals",
		"récital": "récitals", "monsieur": "messieurs", "madame": "mesdames",
		"coach": "coachs", "non": "non", "social": "sociaux", "un": "un", "deux": "deux", "think": "think",
		"internet": "internet", "web": "web", "facebook": "facebook",
		"twitter": "twitter", "presse": "presse", "phare": "phare", "son": "son"}
)

func (l *lefff) pluralWord(w string) string {
	if p, ok := irregular[w]; ok {
		return p
	}
	switch w[len(w)-1] {
	case 's', 'x', 'z':
		return w
	}
	candidates := []string{w + "s", w + "x"}
	if stem, ok := strings.CutSuffix(w, "al"); ok {
		candidates = []string{stem + "aux", w + "s"}
	} else if strings.HasSuffix(w, "eau") || strings.HasSuffix(w, "eu") {
		candidates = []string{w + "x", w + "s"}
	} else if stem, ok := strings.CutSuffix(w, "ail"); ok {
		candidates = append(candidates, stem+"aux")
	}
	for _, c := range candidates {
		if l.tags[c]&lexicon.Noun != 0 {
			return c
		}
	}
	return candidates[0]
}

// addGivenNames tags the given names of firstnames.tsv.
func (l *lefff) addGivenNames(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	genders := map[string]lexicon.Tag{"m": lexicon.NameMasc, "f": lexicon.NameFem,
		"x": lexicon.NameMasc | lexicon.NameFem}
	line := 0
	for text := range strings.Lines(string(data)) {
		line++
		text = strings.TrimSuffix(text, "\n")
		if text == "" || text[0] == '#' {
			continue
		}
		name, gender, _ := strings.Cut(text, "\t")
		if genders[gender] == 0 {
			return fmt.Errorf("%s:%d: unknown gender %q", path, line, gender)
		}
		l.tags[name] |= lexicon.ProperName | genders[gender]
	}
	return nil
}
