package mentions

import (
	"fmt"
	"strings"
	"testing"

	"dixit/quote"
	"dixit/quote/lang/fr"
	"dixit/quote/lexicon"
	"dixit/quote/notetest"
	"dixit/quote/spans"
	"dixit/quote/speakers"
	"dixit/quote/syntax"
)

// In the cases below a note behind a noun phrase or an inverted pronoun says whom it
// stands for, and is taken out before the text is read:
//
//	le maire⟨name | type | registry ID⟩
//
// Fields left out at the end are not checked; - is nobody, or no entry.

// resolve reads an article as the attribution does, but for the quotations' sources,
// and returns what each phrase and inverted pronoun stands for, by where it ends. Of
// two phrases that end at one place the longer counts.
func resolve(r *Resolver, body, date string) map[int]string {
	var list []quote.Quotation
	for _, f := range spans.Find(body, 0) {
		list = append(list, quote.Quotation{Span: f.Inner, Outer: f.Outer, Text: f.Inner.Of(body), Form: f.Form, Parent: f.Parent})
	}
	an := syntax.NewAnalyzer(fr.Lexicon())
	an.Whole = true
	d := an.Analyze(body, 0, list)
	r.Begin(d, date)
	found := map[int]int32{}
	for s := range d.Sentences[:d.Level0] {
		sent := &d.Sentences[s]
		inner := sent.NPs[0]
		for i, c := range sent.Chunks {
			switch c.Kind {
			case syntax.NP:
				for ; inner < int(c.Index); inner++ {
					if n := &d.NPs[inner]; n.Inner && n.From >= c.From {
						found[d.SpanOf(n.From, n.To).End] = r.Note(int32(inner), s, false, false, true)
					}
				}
				afterPrep := i > 0 && (sent.Chunks[i-1].Kind == syntax.Prep || sent.Chunks[i-1].Kind == syntax.Source)
				found[d.SpanOf(c.From, c.To).End] = r.Note(c.Index, s, isSubject(d, sent, i, afterPrep), false, afterPrep)
			case syntax.Verb:
				if t := d.Verbs[c.Index].Clitic; t >= 0 {
					g, n := lexicon.Masculine, lexicon.Singular
					low := d.Tokens[t].Lower
					if strings.Contains(low, "elle") {
						g = lexicon.Feminine
					}
					if strings.HasSuffix(low, "s") {
						n = lexicon.Plural
					}
					e, _ := r.Pronoun("-il", g, n, s)
					found[d.SpanOf(t, t+1).End] = e
				}
			}
		}
	}
	shown := map[int]string{}
	for end, e := range found {
		if e < 0 {
			shown[end] = "-"
			continue
		}
		x := r.Entity(e)
		id := "-"
		if x.Entry != nil {
			id = x.Entry.ID
		}
		shown[end] = fmt.Sprintf("%s | %s | %s", x.Name, x.Type, id)
	}
	return shown
}

// isSubject reports whether the phrase at chunk i has a finite verb behind it, or
// before it one without a subject.
func isSubject(d *syntax.Doc, s *syntax.Sentence, i int, afterPrep bool) bool {
	if afterPrep {
		return false
	}
	for _, c := range s.Chunks[i+1:] {
		if c.Kind == syntax.Comma || c.Kind == syntax.Adverb {
			continue
		}
		if c.Kind == syntax.Verb && d.Verbs[c.Index].Mood == syntax.Finite || c.Kind == syntax.Rel {
			return true
		}
		break
	}
	return i >= 2 && s.Chunks[i-1].Kind == syntax.Verb && (s.Chunks[i-2].Kind == syntax.Comma || s.Chunks[i-2].Kind == syntax.Quotation)
}

type example struct {
	name, date, text string
	skip             string // why it fails still
}

func TestResolver(t *testing.T) {
	r := NewResolver(fr.Lexicon(), speakers.Builtin())
	for _, x := range examples {
		t.Run(x.name, func(t *testing.T) {
			body, notes := notetest.Strip(t, x.text)
			date := x.date
			if date == "" {
				date = "2024-06-19"
			}
			found := resolve(r, body, date)
			var wrong []string
			for _, n := range notes {
				got, ok := found[n.End]
				if !ok {
					got = "no phrase"
				}
				parts := strings.Split(got, " | ")
				for i, want := range n.Fields {
					if i >= len(parts) || parts[i] != want {
						wrong = append(wrong, fmt.Sprintf("%q: got %s, want %s", body[max(0, n.End-20):n.End], got, strings.Join(n.Fields, " | ")))
						break
					}
				}
			}
			switch {
			case len(notes) == 0:
				t.Error("no note in the case")
			case len(wrong) == 0 && x.skip != "":
				t.Errorf("passes now: %s", x.skip)
			case len(wrong) > 0 && x.skip != "":
				t.Skip(x.skip)
			case len(wrong) > 0:
				t.Errorf("%s\n%s", body, strings.Join(wrong, "\n"))
			}
		})
	}
}

var examples = []example{
	// Variants of a name.
	{name: "surname behind the full name", text: "Armand Belmont⟨Armand Belmont | person | -⟩ a parlé. Belmont⟨Armand Belmont⟩ a promis une digue."},
	{name: "surname before the full name", text: "Carmelin⟨Yves Carmelin⟩ sort du silence\nLe préfet de région, Yves Carmelin⟨Yves Carmelin⟩, a parlé jeudi."},
	{name: "surname that is a noun too before the full name", text: "Tisserand⟨Armand Tisserand⟩ sort du silence\nLe maire de Vaubry, Armand Tisserand⟨Armand Tisserand⟩, a parlé jeudi.",
		skip: "a bare surname that is a common noun is not seen as a name at the start of a sentence"},
	{name: "honorific before the full name", text: "M. Carmelin⟨Yves Carmelin⟩ se tait.\nYves Carmelin a parlé jeudi."},
	{name: "given name alone", text: "Odile Favre tient le bar. Odile⟨Odile Favre⟩ connaît tout le monde."},
	{name: "accents left out", text: "Éric Lefèvre a parlé. Eric Lefevre⟨Éric Lefèvre⟩ a souri."},
	{name: "apostrophes", text: "Sean O'Brien⟨Sean O'Brien⟩ a parlé. M. O’Brien⟨Sean O'Brien⟩ a souri."},
	{name: "particles", text: "Bertrand de La Motte⟨Bertrand de La Motte⟩ a parlé. M. de La Motte⟨Bertrand de La Motte⟩ est parti."},
	{name: "particle first", text: "Bertrand de La Motte a parlé. De La Motte⟨Bertrand de La Motte⟩ a souri.",
		skip: "a capital particle at the start of a sentence is left out of the name"},
	{name: "initial", text: "J. Martin⟨Jeanne Martin⟩ a parlé. Jeanne Martin⟨Jeanne Martin⟩ a souri. Mme Martin⟨Jeanne Martin⟩ est partie.",
		skip: "an initial does not stand for a given name"},

	// Honorifics.
	{name: "M. and Mme", text: "Armand Belmont et Odile Favre ont débattu. M. Belmont⟨Armand Belmont⟩ a crié, Mme Favre⟨Odile Favre⟩ a souri."},
	{name: "M. and Mme of one surname", text: "Paul Vannier et Lise Vannier tiennent la ferme. M. Vannier⟨Paul Vannier⟩ trait, Mme Vannier⟨Lise Vannier⟩ vend."},
	{name: "Mme is not Paul", text: "Paul Roux a parlé. Mme Roux⟨Roux | person⟩ a ri."},
	{name: "given names of one surname", text: "Paul Vannier a vu Marc Vannier. Marc⟨Marc Vannier⟩ a ri. Paul⟨Paul Vannier⟩ a crié."},
	{name: "Me", text: "Me Samia Roux a plaidé. L'avocate⟨Samia Roux⟩ a convaincu. Elle⟨Samia Roux⟩ a gagné."},
	{name: "Mgr", text: "Mgr Delorme a parlé. L'évêque⟨Delorme | person⟩ a ri."},
	{name: "docteur", text: "Le docteur Anne Kermadec a parlé. La médecin⟨Anne Kermadec⟩ a souri. Elle⟨Anne Kermadec⟩ est partie."},

	// Roles that the article gives.
	{name: "role of an apposition", text: "La directrice de l'école, Solène Aubriet⟨Solène Aubriet⟩, est partie. La directrice⟨Solène Aubriet⟩ a pleuré."},
	{name: "roles tell two apart", text: "Le maire, Armand Belmont, et le préfet, Yves Carmelin, ont débattu. Le préfet⟨Yves Carmelin⟩ a cédé. Le maire⟨Armand Belmont⟩ a souri."},
	{name: "spokesperson", text: "Le porte-parole du Conseil de sécurité nationale, John Kirby⟨John Kirby | person | john-kirby⟩, a parlé. Le porte-parole⟨John Kirby⟩ a souri. M. Kirby⟨John Kirby⟩ est parti."},
	{name: "former office", text: "L'ancien ministre Paul Vannier a parlé. L'ancien ministre⟨Paul Vannier⟩ a souri."},
	{name: "a new role in one clause with a name is another's", text: "Armand Belmont a reçu Odile Favre, puis le préfet⟨préfet | person⟩."},
	{name: "never named", text: "Un pêcheur⟨pêcheur | person | -⟩ a crié. Le pêcheur⟨pêcheur⟩ a ri. Il⟨pêcheur⟩ est parti."},
	{name: "two never named", text: "Un pêcheur et une vendeuse ont crié. La vendeuse⟨vendeuse⟩ a ri. Le pêcheur⟨pêcheur⟩ est parti."},

	{name: "an office told behind a new name", text: "Jeanne Kerdal a pris le micro. La présidente du comité⟨Jeanne Kerdal⟩ a souri. Elle⟨Jeanne Kerdal⟩ a ri."},
	{name: "an office told behind a name of the paragraph before", text: "Jeanne Kerdal a pris le micro.\nLa présidente du comité⟨présidente du comité | person⟩ a souri."},
	{name: "an office of the other gender behind a new name", text: "Jeanne Kerdal a pris le micro. Le président du comité⟨président du comité | person⟩ a souri."},

	// Families of nouns.
	{name: "nouns of a mayor", text: "Le maire, Armand Belmont, a parlé. L'édile⟨Armand Belmont⟩ a promis une digue. L'élu⟨Armand Belmont⟩ a été applaudi."},
	{name: "nouns of a coach", text: "L'entraîneur du club, Karim Belhadj, a parlé. Le coach⟨Karim Belhadj⟩ a souri."},
	{name: "nouns of an officer", text: "Le commandant Hervé Salmon a parlé. L'officier⟨Hervé Salmon⟩ a souri."},
	{name: "nouns of a lawyer", text: "L'avocat de la famille, Me Lucas Obry, a plaidé. Le pénaliste⟨Lucas Obry⟩ a convaincu."},
	{name: "nouns of Me", text: "Me Paul Roux a plaidé longtemps.\nLe tribunal a écouté. Le pénaliste⟨Paul Roux⟩ a convaincu."},
	{name: "nouns of a teacher", text: "La professeure Anne Kermadec a parlé. L'enseignante⟨Anne Kermadec⟩ a souri."},
	{name: "a general noun of a trade", text: "La pianiste, Lise Armand, a joué. La musicienne⟨Lise Armand⟩ a souri."},
	{name: "two trades of one general noun", text: "La pianiste, Lise Armand, a joué. Le violoniste, Karim Belhadj, a ri. Le violoniste⟨Karim Belhadj⟩ est parti."},
	{name: "nouns of age", text: "Lise Armand, 34 ans, navigue. La trentenaire⟨Lise Armand⟩ a souri. La jeune femme⟨Lise Armand⟩ est partie."},
	{name: "nouns of anybody", text: "Paul Vannier a été arrêté. Le quadragénaire⟨Paul Vannier⟩ a nié. L'intéressé⟨Paul Vannier⟩ a crié."},
	{name: "demonstrative", text: "Paul Vannier répare des ponts. Ce technicien⟨Paul Vannier⟩ a ri."},
	{name: "nouns of a company", text: "La société Armor Voile⟨Armor Voile | organisation⟩ a nié. L'entreprise⟨Armor Voile⟩ a ri."},
	{name: "nouns of a body", text: "L'ONU⟨ONU | organisation | onu⟩ a parlé. L'organisation⟨ONU⟩ a souri."},

	// Pronouns.
	{name: "gender", text: "Armand Belmont a reçu Odile Favre. Elle⟨Odile Favre⟩ a remercié. Il⟨Armand Belmont⟩ a souri."},
	{name: "gender of a given name", text: "Camille Vannier a parlé. Maxime Roux a écouté. Sonia Roux est partie. Elle⟨Sonia Roux⟩ a ri."},
	{name: "number", text: "Armand Belmont a reçu les riverains. Ils⟨riverains | group⟩ ont crié. Il⟨Armand Belmont⟩ a souri."},
	{name: "inverted", text: "Le préfet Yves Carmelin a écouté Odile Favre. « Bien », a-t-il⟨Yves Carmelin⟩ dit. « Mal », a-t-elle⟨Odile Favre⟩ dit."},
	{name: "of a body", text: "La société Armor Voile conteste. Elle⟨Armor Voile⟩ a fait appel."},
	{name: "of nobody", text: "On⟨-⟩ a vu le maire. Cela⟨-⟩ ira."},
	{name: "ce dernier", text: "Armand Belmont a reçu Karim Belhadj. Ce dernier⟨Karim Belhadj⟩ a remercié."},
	{name: "cette dernière", text: "Odile Favre a salué Lise Armand et Armand Belmont. Cette dernière⟨Lise Armand⟩ a remercié."},
	{name: "ces derniers", text: "Les riverains ont protesté. Ces derniers⟨riverains⟩ ont crié."},
	{name: "celui-ci", text: "Armand Belmont a vu Karim Belhadj. Celui-ci⟨Karim Belhadj⟩ a ri."},
	{name: "le premier, le second", text: "Armand Belmont affronte Karim Belhadj. Le premier⟨Armand Belmont⟩ a crié, le second⟨Karim Belhadj⟩ a ri."},
	{name: "la première, la seconde", text: "Odile Favre affronte Lise Armand. La première⟨Odile Favre⟩ a crié, la seconde⟨Lise Armand⟩ a ri."},
	{name: "le second, then le premier", text: "Armand Belmont affronte Karim Belhadj. Le second⟨Karim Belhadj⟩ a ri. Le premier⟨Armand Belmont⟩ a crié."},
	{name: "one of a group with its complement", text: "Les délégués du personnel sont sortis. L'un d'eux⟨délégué du personnel | person⟩ a ri."},
	{name: "the two of them", text: "Armand Belmont a vu Karim Belhadj. Les deux hommes⟨Armand Belmont et Karim Belhadj | group⟩ ont ri."},

	// The registry, at the article's date.
	{name: "office in 2024", date: "2024-06-19", text: "Le secrétaire général de l'Otan⟨secrétaire général de l'Otan | person | jens-stoltenberg⟩ a parlé."},
	{name: "office in 2025", date: "2025-03-01", text: "Le secrétaire général de l'Otan⟨secrétaire général de l'Otan | person | mark-rutte⟩ a parlé."},
	{name: "office of somebody named", text: "Jens Stoltenberg a parlé. Le secrétaire général de l'Otan⟨Jens Stoltenberg | person | jens-stoltenberg⟩ a souri."},
	{name: "office before the name", text: "Le président russe⟨Vladimir Poutine | person | vladimir-poutine⟩ a parlé. Vladimir Poutine⟨Vladimir Poutine⟩ a souri."},
	{name: "one state, two presidents, the first", date: "2024-06-01", text: "Le président américain⟨Joe Biden⟩ a parlé. Joe Biden a souri."},
	{name: "one state, two presidents, the second", date: "2025-06-01", text: "Le président américain⟨Donald Trump⟩ a parlé. Donald Trump a souri."},
	{name: "minister and diplomacy", text: "Le ministre russe des Affaires étrangères, Sergueï Lavrov⟨Sergueï Lavrov | person | serguei-lavrov⟩, a parlé. Le chef de la diplomatie russe⟨Sergueï Lavrov⟩ a ri."},
	{name: "capital and palace", text: "Poutine⟨Poutine | person | vladimir-poutine⟩ a parlé. Le maître du Kremlin⟨Poutine⟩ a souri."},
	{name: "an office of no state it knows", text: "Le président valmérien⟨président valmérien | person | -⟩ a parlé."},
	{name: "the head of one's own state", text: "Emmanuel Macron a parlé. Le chef de l'État⟨Emmanuel Macron⟩ est parti."},

	// Demonyms.
	{name: "leader of a state", text: "Le dirigeant nord-coréen Kim Jong-un a parlé. Le Nord-Coréen⟨Kim Jong-un⟩ a souri."},
	{name: "dirigeant for a prime minister", text: "Le premier ministre japonais Shigeru Ishiba a parlé. Le dirigeant japonais⟨Shigeru Ishiba⟩ a souri."},
	{name: "sportswoman", text: "La Belge Nina Claes a gagné. La Belge⟨Nina Claes | person⟩ a souri."},
	{name: "of a town", text: "Le Lillois Paul Vannier a gagné. Le Lillois⟨Paul Vannier⟩ a ri."},
	{name: "of a town in -ain", text: "Paul Vannier a gagné. Le Toulousain⟨Paul Vannier⟩ a ri."},
	{name: "of a region of two words", text: "Lise Armand a gagné. La Haut-Savoyarde⟨Lise Armand⟩ a ri."},
	{name: "of a people", text: "Les Russes⟨Russes | group⟩ ont protesté. Ils⟨Russes⟩ ont ri.",
		skip: "a people is taken for an organisation"},

	// Spellings across languages.
	{name: "Putin", text: "Vladimir Poutine a parlé. Putin⟨Vladimir Poutine | person | vladimir-poutine⟩ a souri."},
	{name: "Zelensky", text: "Volodymyr Zelensky a parlé. Zelenskyy⟨Volodymyr Zelensky | person | volodymyr-zelensky⟩ a souri. Le président ukrainien⟨Volodymyr Zelensky⟩ est parti."},
	{name: "Netanyahou", text: "Benjamin Netanyahou a parlé. Netanyahu⟨Benjamin Netanyahou | person | benyamin-netanyahou⟩ a souri. Benyamin Nétanyahou⟨Benjamin Netanyahou⟩ est parti."},
	{name: "Erdogan", text: "Recep Tayyip Erdogan a parlé. Erdoğan⟨Recep Tayyip Erdogan | person | recep-tayyip-erdogan⟩ a souri."},
	{name: "somebody unknown", text: "Le poète Andreï Sokolov a parlé. Andrei Sokolov⟨Andreï Sokolov | person | -⟩ a souri."},
	{name: "somebody unknown with another given name", text: "Oleksandr Kovalenko a parlé. Alexander Kovalenko⟨Oleksandr Kovalenko⟩ est parti."},

	// Names of Korea and China.
	{name: "Korean, spelt in two ways", text: "Kim Jong-un⟨Kim Jong-un | person | kim-jong-un⟩ a parlé. Kim Jong Un⟨Kim Jong-un⟩ a souri. M. Kim⟨Kim Jong-un⟩ est parti. Kim⟨Kim Jong-un⟩ a ri."},
	{name: "two Koreans of one surname", text: "Kim Jong-un a parlé. Sa sœur, Kim Yo-jong⟨Kim Yo-jong | person | kim-yo-jong⟩, a souri."},
	{name: "Korean unknown", text: "Le député Park Sung-ho⟨Park Sung-ho | person | -⟩ a parlé. M. Park⟨Park Sung-ho⟩ a souri. Park⟨Park Sung-ho⟩ a ri."},
	{name: "Chinese at the start of a sentence", text: "Xi Jinping⟨Xi Jinping | person | xi-jinping⟩ a parlé. M. Xi⟨Xi Jinping⟩ a souri.",
		skip: "the surname at the start of a sentence is left out of the name"},
	{name: "two surnames of a meeting", text: "Le sommet Poutine-Kim⟨-⟩ a eu lieu. Vladimir Poutine a reçu Kim Jong-un."},

	// Places and bodies.
	{name: "a town is nobody", text: "À Vaubry⟨-⟩, Armand Belmont a parlé. Vaubry⟨-⟩ a ri."},
	{name: "a town by its saint", text: "Saint-Aubin⟨-⟩ a voté. Le maire de Saint-Aubin⟨maire de Saint-Aubin | person⟩ a parlé."},
	{name: "a birthplace", text: "Paul Vannier est né à Karvel⟨-⟩. Karvel⟨-⟩ a brûlé. Il⟨Paul Vannier⟩ a fui."},
	{name: "who is spoken to is no town", text: "Paul Vannier a parlé à Karvel, son voisin⟨Karvel | person⟩. Karvel⟨Karvel | person⟩ a ri."},
	{name: "a state", text: "Oslo⟨Oslo | state⟩ a protesté. La Norvège⟨Norvège | state⟩ a protesté."},
	{name: "a union", text: "Le syndicat CGT a parlé. La CGT⟨CGT | organisation⟩ a souri."},

	// Relatives and counterparts.
	{name: "brother", text: "Karim Belhadj a été arrêté. Son frère⟨frère de Karim Belhadj | person | -⟩ a crié."},
	{name: "wife, before a vowel", text: "Armand Belmont est élu. Son épouse⟨épouse d'Armand Belmont | person⟩ a souri."},
	{name: "brother with a name", text: "Karim Belhadj a été arrêté. Son frère, Samir⟨Samir | person⟩, a crié. Samir⟨Samir⟩ est parti."},
	{name: "companion with a name", text: "Lise Armand a gagné. Son compagnon, Paul Roux⟨Paul Roux⟩, a pleuré. M. Roux⟨Paul Roux⟩ a ri."},
	{name: "counterpart", text: "Le président russe Vladimir Poutine a reçu Kim Jong-un. Son homologue⟨Kim Jong-un⟩ a souri."},
	{name: "who writes", text: "Notre correspondant⟨-⟩ a vu Armand Belmont."},
}
