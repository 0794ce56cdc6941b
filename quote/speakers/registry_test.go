package speakers

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dixit/quote"
)

func TestBuiltinIntegrity(t *testing.T) {
	r := Builtin()
	persons := 0
	ids := map[string]bool{}
	for _, e := range r.Entries() {
		if ids[e.ID] {
			t.Errorf("%s: twice", e.ID)
		}
		ids[e.ID] = true
		if e.ID != Slug(e.Name) {
			t.Errorf("%s: id of %q should be %q", e.ID, e.Name, Slug(e.Name))
		}
		if e.Gender == quote.UnknownGender {
			t.Errorf("%s: no gender", e.ID)
		}
		if e.Type == quote.Person {
			persons++
		}
		if !slices.Contains(r.Lookup(e.Name), e) {
			t.Errorf("%s: not found under its name", e.ID)
		}
		if e.Type != quote.Person {
			for _, n := range append([]string{e.Name}, e.Aliases...) {
				if l := r.Lookup(n); len(l) != 1 && n != "Wagner" && n != "Monténégro" {
					t.Errorf("%s: its name %q is also that of %s, %s", e.ID, n, l[0].ID, l[1].ID)
				}
			}
		}
		seen := map[string]bool{Fold(e.Name): true}
		for _, a := range e.Aliases {
			if seen[Fold(a)] {
				t.Errorf("%s: alias %q adds nothing", e.ID, a)
			}
			seen[Fold(a)] = true
			for _, o := range r.Lookup(a) {
				if o != e && (strings.Contains(a, " ") || Fold(o.Name) == Fold(a)) {
					t.Errorf("%s: alias %q is also %s", e.ID, a, o.ID)
				}
			}
		}
		for i, role := range e.Roles {
			if err := role.check(); err != nil || role.Title == "" {
				t.Errorf("%s: role %+v: %v", e.ID, role, err)
			}
			if slices.Contains(e.Roles[:i], role) {
				t.Errorf("%s: role %+v twice", e.ID, role)
			}
		}
	}
	if persons < 220 {
		t.Errorf("%d persons", persons)
	}
}

// Only one may hold these offices at a time; a day on which nobody or two do is a
// wrong date. Side by side are for example the foreign ministers of two parts of a
// term, so that days in between may be empty, but never doubly held.
func TestBuiltinOverlaps(t *testing.T) {
	h := Builtin().holdings()
	alone := []string{"president", "premier ministre", "chancelier", "roi", "pape", "ministre affaires etrangeres",
		"ministre defense", "ministre interieur", "ministre economie", "ministre finances", "ministre armees", "secretaire etat", "secretaire defense",
		"secretaire general", "directeur general", "haut commissaire", "gouverneur", "president par interim", "maire", "chef etat major", "porte parole gouvernement"}
	for k, l := range h.by {
		if !slices.Contains(alone, k.title) {
			continue
		}
		for i, a := range l {
			for _, b := range l[:i] {
				if a.e != b.e && a.sure < b.sureEnd && b.sure < a.sureEnd {
					t.Errorf("%s of %s: both %s and %s at one time", k.title, k.of, a.e.ID, b.e.ID)
				}
			}
		}
	}
}

// Where a role names an organisation or a country, that is registered under this
// name, so that its other names find the holder too; exempt are companies and
// places of one office.
func TestBuiltinCountriesRegistered(t *testing.T) {
	h := Builtin().holdings()
	for _, e := range Builtin().Entries() {
		for _, role := range e.Roles {
			k := titleKey(role.Title)
			if k != "premier ministre" && k != "president" && !strings.HasPrefix(k, "ministre ") {
				continue
			}
			if _, ok := h.of[ofWords(role.Of)]; !ok && !slices.Contains([]string{"Hauts-de-France", "Île-de-France", "Bavière", "Catalogne", "Parti populaire espagnol", "CHP", "République serbe de Bosnie"}, role.Of) {
				t.Errorf("%s: %s of %q: not registered", e.ID, role.Title, role.Of)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	for name, want := range map[string]string{
		"Poutine": "vladimir-poutine", "PUTIN": "vladimir-poutine", "vladimir putin": "vladimir-poutine",
		"Kim Jong-un": "kim-jong-un", "Zelenskyy": "volodymyr-zelensky", "Volodymyr Zelenskiy": "volodymyr-zelensky",
		"von der Leyen": "ursula-von-der-leyen", "Leyen": "ursula-von-der-leyen", "Orban": "viktor-orban",
		"Villepin": "dominique-de-villepin", "al-Assad": "bachar-al-assad", "Assad": "bachar-al-assad",
		"ben Salmane": "mohammed-ben-salmane", "Jean-Pierre": "karine-jean-pierre", "NATO": "otan", "Nations-Unies": "onu",
		"Ushakov": "iouri-ouchakov", "Jaishankar": "s-jaishankar", "Tedros": "tedros-adhanom-ghebreyesus",
		"J.D. Vance": "jd-vance", "Xi": "xi-jinping", "Guterres": "antonio-guterres",
		"Trump": "donald-trump", "Le Pen": "marine-le-pen", "Jinping": "", "Un": "", "": "", "X": "", "VI": "", "Jr": "", "Moscou": "", "Kennedy": "robert-f-kennedy-jr", "Marcos": "ferdinand-marcos-jr", "Pen": "", "personne": "",
	} {
		got := ""
		if l := Builtin().Lookup(name); len(l) > 0 {
			got = l[0].ID
		}
		if got != want {
			t.Errorf("Lookup(%q) = %q, want %q", name, got, want)
		}
	}
	if l := Builtin().BySurname("Kim"); len(l) < 4 || l[0].ID != "kim-jong-un" {
		t.Errorf("BySurname(Kim): %d", len(l))
	}
	if l := Builtin().BySurname("OTAN"); len(l) > 0 {
		t.Error("an organisation has no surname")
	}
	if e, ok := Builtin().Get("vladimir-poutine"); !ok || e.Gender != quote.Masculine || e.Type != quote.Person {
		t.Errorf("Get: %+v", e)
	}
}

// No spelling of a registered person may sound like another registered person.
func TestBuiltinNamesDistinct(t *testing.T) {
	byInitial := map[string][]*Entry{}
	for _, e := range Builtin().Entries() {
		if e.Type == quote.Person {
			k := Fold(e.Name)[:1]
			byInitial[k] = append(byInitial[k], e)
		}
	}
	for _, l := range byInitial {
		for i, a := range l {
			for _, b := range l[:i] {
				if SameName(a.Name, b.Name) {
					t.Errorf("%s and %s are one name", a.ID, b.ID)
				}
			}
		}
	}
}

func TestParseEntriesErrors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"  roi | France | ..", "line 1: a role before the first speaker"},
		{"# x\nJeanne | x |", `line 2: "x" is neither m, f, org nor state`},
		{"Jeanne | f | a,,b", "line 1: empty alias"},
		{"Jeanne | f |\n  roi", "line 2: role is not of the form title | of | from..to"},
		{"Jeanne | f |\n  roi | France | 2024-13..", `line 2: date "2024-13" is not of the form 2024, 2024-10 or 2024-10-01`},
		{"Jeanne | f |\n  roi | France | 2024..2023", "line 2: role ends (2023) before it begins (2024)"},
		{"Jeanne | org x |", `line 1: gender "x" is neither m nor f`},
		{" | f |", "line 1: role is not"},
		{"| f |", "line 1: no name"},
	} {
		_, err := parseEntries(c.in)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) && c.want != "line 1: role is not" {
			t.Errorf("%q: %v, want %s", c.in, err, c.want)
		}
	}
}

func writeFile(t *testing.T, content string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "speakers.yaml")
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWithFile(t *testing.T) {
	r, err := Builtin().WithFile(writeFile(t, `# ours
speakers:
  - name: Jeanne Ravel
    gender: f
    aliases: [Jeanne Ravel-Mercier]
    roles:
      - {title: maire, of: Brévannes, from: 2020-07-04, to: 2026-03}
  - id: vladimir-poutine
    aliases: [Wladimir Poutine]
  - name: Office des eaux du Sorlin
    type: organisation
    aliases: [OES]
  - id: jens-stoltenberg
    roles:
      - title: président
        of: OES
        from: 2026
  - id: marc-rubio
    name: Marc Rubio
  - id: serguei-lavrov
    roles: [{title: ministre des Affaires étrangères, of: Russie, from: 2004-03-09, to: 2026-05-01}]
`))
	if err != nil {
		t.Fatal(err)
	}
	holder := func(title, of, at, want string) {
		t.Helper()
		got := ""
		if e, ok := r.Holder(title, of, at); ok {
			got = e.ID
		}
		if got != want {
			t.Errorf("Holder(%q, %q, %q) = %q, want %q", title, of, at, got, want)
		}
	}
	holder("la maire", "Brévannes", "2024", "jeanne-ravel")
	holder("maire", "Brévannes", "2020-07-03", "")
	holder("maire", "Brévannes", "2026-04", "")
	holder("présidente", "l'Office des eaux du Sorlin", "2026-08", "jens-stoltenberg")
	holder("secrétaire général", "OTAN", "2024-06", "jens-stoltenberg")
	holder("ministre des Affaires étrangères", "Russie", "2026-05-02", "")
	holder("ministre des Affaires étrangères", "Russie", "2026-04-30", "serguei-lavrov")
	for name, id := range map[string]string{"Ravel-Mercier": "jeanne-ravel", "Wladimir Poutine": "vladimir-poutine", "Putin": "vladimir-poutine", "OES": "office-des-eaux-du-sorlin"} {
		if l := r.Lookup(name); len(l) != 1 || l[0].ID != id {
			t.Errorf("Lookup(%q): %v", name, l)
		}
	}
	if len(Builtin().Lookup("Wladimir Poutine")) != 0 || len(Builtin().Lookup("Jeanne Ravel")) != 0 {
		t.Error("WithFile changed the built-in registry")
	}
	if e, _ := Builtin().Get("serguei-lavrov"); e.Roles[0].To != "" {
		t.Error("WithFile changed a built-in entry")
	}
}

func TestWithFileErrors(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"no name", "speakers:\n  - gender: f\n", ":2: speaker without a name"},
		{"unknown id", "speakers:\n  - id: nobody-known\n", ":2: \"nobody-known\" is no built-in"},
		{"bad id", "speakers:\n  - id: Jeanne Ravel\n    name: Jeanne Ravel\n", ":2: id \"Jeanne Ravel\""},
		{"gender", "speakers:\n  - name: A B\n  - name: Jeanne Ravel\n    gender: x\n", ":3: gender"},
		{"type", "speakers:\n  - name: Jeanne Ravel\n    type: robot\n", ":2: type"},
		{"unknown field", "speakers:\n  - name: Jeanne Ravel\n    alias: [X]\n", ":3: "},
		{"date", "speakers:\n  - name: Jeanne Ravel\n    roles:\n      - title: maire\n      - title: maire\n        from: hier\n", ":5: date"},
		{"order", "speakers:\n  - name: Jeanne Ravel\n    roles:\n      - {title: maire, from: 2024, to: 2020}\n", ":4: role ends"},
		{"no title", "speakers:\n  - name: Jeanne Ravel\n    roles:\n      - of: Paris\n", ":4: role without"},
		{"twice", "speakers:\n  - name: Jeanne Ravel\n  - name: jeanne ravel\n", ":3: jeanne-ravel stands on line 2"},
		{"alias", "speakers:\n  - name: Jeanne Ravel\n    aliases: ['-']\n", ":2: alias"},
		{"not yaml", "speakers:\n  - name: [\n", ":"},
		{"other", "- 1\n", ":1: "},
	} {
		path := writeFile(t, c.in)
		_, err := Builtin().WithFile(path)
		if err == nil || !strings.HasPrefix(err.Error(), path+c.want) {
			t.Errorf("%s: %v, want …%s", c.name, err, c.want)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: message of several lines: %v", c.name, err)
		}
	}
	if _, err := Builtin().WithFile(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "none.yaml") {
		t.Errorf("missing file: %v", err)
	}
}

func TestFoldAndSlug(t *testing.T) {
	for _, c := range []struct{ in, fold, slug string }{
		{"Kim Jong‑un", "kim jong un", "kim-jong-un"},
		{"  Benoît\u00a0L’Œuvre ", "benoit l'oeuvre", "benoit-l-oeuvre"},
		{"J. D. Vance", "j d vance", "j-d-vance"}, {"J.D. Vance", "jd vance", "jd-vance"},
		{"Łukasz Ćwik", "lukasz cwik", "lukasz-cwik"}, {"Erdoğan", "erdogan", "erdogan"}, {"İmamoğlu", "imamoglu", "imamoglu"},
		{"E\u0301lisabeth", "elisabeth", "elisabeth"}, {"Straße", "strasse", "strasse"},
		{"Путин", "путин", ""}, {"習近平", "習近平", ""}, {"a\xffb", "a b", "a-b"}, {"", "", ""}, {"—", "", ""},
	} {
		if got := Fold(c.in); got != c.fold {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.fold)
		}
		if got := Slug(c.in); got != c.slug {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.slug)
		}
	}
}

func FuzzParseEntries(f *testing.F) {
	f.Add("Jeanne Ravel | f | Ravel-Mercier\n  maire / édile | Brévannes | 2020-07..2026\n")
	f.Add("X | org | a, b\n  || ..")
	f.Add("\x00A|f")
	f.Fuzz(func(t *testing.T, in string) {
		entries, err := parseEntries(in)
		if err != nil {
			return
		}
		r := newRegistry(entries)
		for _, e := range entries {
			if !slices.Contains(r.Lookup(e.Name), e) {
				t.Errorf("%q: not found under its name", e.Name)
			}
			for _, role := range e.Roles {
				r.Holders(role.Title, role.Of, string(role.From))
			}
		}
	})
}

func FuzzParseUserFile(f *testing.F) {
	f.Add([]byte("speakers:\n  - name: Jeanne Ravel\n    roles:\n      - {title: maire, from: 2024-01-01}\n"))
	f.Add([]byte("speakers: [{id: vladimir-poutine, aliases: [X]}]"))
	f.Add([]byte("- 1"))
	f.Fuzz(func(t *testing.T, in []byte) {
		entries, err := parseUserFile(in, Builtin())
		if err != nil {
			return
		}
		for _, e := range entries {
			if e.ID == "" || Slug(e.ID) != e.ID {
				t.Errorf("id %q", e.ID)
			}
		}
	})
}

func BenchmarkHolder(b *testing.B) {
	for b.Loop() {
		Builtin().Holder("secrétaire général de l'OTAN", "", "2024-06-19")
	}
}

// The keys of a title that is cut in two are those of its parts.
func TestCuts(t *testing.T) {
	for _, title := range []string{"", "maire", "le maire de Brest", "la secrétaire générale de l'OTAN", "Ministre des Affaires étrangères et du Commerce de la Norvège", "de la", "chef d’état-major  de l’armée de terre"} {
		words := strings.Fields(Fold(title))
		got := cuts(title)
		if len(got) != max(0, len(words)-1) {
			t.Errorf("%d cuts of %q, want %d", len(got), title, len(words)-1)
			continue
		}
		for i, c := range got {
			if want := (roleKey{titleKey(strings.Join(words[:i+1], " ")), ofWords(strings.Join(words[i+1:], " "))}); c != want {
				t.Errorf("cut %d of %q is %q, want %q", i, title, c, want)
			}
		}
	}
}
