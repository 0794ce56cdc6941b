package syntax

import (
	"slices"
	"strings"
	"testing"

	"dixit/corpus/text"
	"dixit/quote"
	"dixit/quote/lang/fr"
	"dixit/quote/lexicon"
	"dixit/quote/spans"
)

// quotations finds a body's quotations for the analyzer.
func quotations(body string, from int) []quote.Quotation {
	var list []quote.Quotation
	for _, f := range spans.Find(body, from) {
		list = append(list, quote.Quotation{Span: f.Inner, Outer: f.Outer, Text: f.Inner.Of(body), Form: f.Form, Parent: f.Parent})
	}
	return list
}

// newWhole returns an Analyzer that parses every sentence.
func newWhole() *Analyzer {
	a := NewAnalyzer(fr.Lexicon())
	a.Whole = true
	return a
}

func analyze(body string) *Doc { return newWhole().Analyze(body, 0, quotations(body, 0)) }

// TestFormat shows the chunks of sentences: [noun phrase]=name in it, {verb group},
// ! where it reports, «» a quotation, p: preposition, src: of a source, c: que, qui,
// k: conjunction, a: adverb. A second line is the sentence within a quotation.
func TestFormat(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
		skip       string // why the case fails still
	}{
		// Inversion.
		{"incise", "« Le pont restera fermé », a prévenu hier soir la maire de Vaubry.",
			[]string{"«» , {a prévenu}! a:hier soir [la maire de Vaubry] .", "[Le pont] {restera} fermé"}, ""},
		{"incise without comma", "« Vous partez ? » demande le juge au prévenu.",
			[]string{"«» {demande}! [le juge] p:au [prévenu] .", "[Vous] {partez} ?"}, ""},
		{"incise with modal", "« Rien n'est perdu », veut croire l'entraîneur.",
			[]string{"«» , {veut croire}! [l'entraîneur] .", "[Rien] {n'est perdu}"}, ""},
		{"inverted pronoun", "« Nous verrons », a-t-il ajouté.",
			[]string{"«» , {a-t-il ajouté}! .", "[Nous] {verrons}!"}, ""},
		{"inverted pronoun, reflexive", "« Pourquoi pas ? », s'interroge-t-elle.",
			[]string{"«» , {s'interroge-t-elle}! .", "Pourquoi a:pas ?"}, ""},
		{"adverb first", "Ainsi parlait le vieux meunier.",
			[]string{"a:Ainsi {parlait}! [le vieux meunier] ."}, ""},
		{"auxiliary first", "Ont également protesté les riverains du quai.",
			[]string{"{Ont également protesté}! [les riverains du quai] ."}, ""},

		// Clitics.
		{"two objects", "Il nous l'a répété deux fois.",
			[]string{"[Il] {nous l'a répété}! [deux fois] ."}, ""},
		{"negation and object", "Elle ne nous a rien dit.",
			[]string{"[Elle] {ne nous a rien dit}! ."}, ""},
		{"negation and two objects", "Elle ne le lui a jamais dit.",
			[]string{"[Elle] {ne le lui a jamais dit}! ."}, "\"le\" before another clitic is not read as one"},
		{"adverbial clitic", "Les syndicats s'y opposent.",
			[]string{"[Les syndicats] {s'y opposent}! ."}, ""},
		{"plural object", "Le préfet les a reçus mardi matin.",
			[]string{"[Le préfet] {les a reçus} a:mardi matin ."}, ""},
		{"elided object", "Son frère, Karim, l'accompagne.",
			[]string{"[Son frère, Karim]=Karim , {l'accompagne} ."}, ""},

		// Verb groups.
		{"insertion between commas", "Le gouvernement a, lui aussi, dénoncé l'attaque.",
			[]string{"[Le gouvernement] {a, lui aussi, dénoncé}! [l'attaque] ."}, ""},
		{"infinitive that reports", "La directrice vient d'annoncer son départ.",
			[]string{"[La directrice] {vient d'annoncer}! [son départ] ."}, ""},
		{"infinitive with à", "Le maire tient à rassurer les habitants.",
			[]string{"[Le maire] {tient à rassurer}! [les habitants] ."}, ""},
		{"negated infinitive chain", "Ce dernier n'a pas souhaité réagir.",
			[]string{"[Ce dernier] {n'a pas souhaité réagir}! ."}, ""},
		{"passive", "Le dossier a été qualifié de « vide » par Me Obry.",
			[]string{"[Le dossier] {a été qualifié de}! «» p:par [Me Obry] ."}, ""},
		{"expression", "Me Lucas Obry a pris la parole.",
			[]string{"[Me Lucas Obry] {a pris la parole}! ."}, ""},
		{"expression with an elision", "Un ouvrier a tiré la sonnette d'alarme.",
			[]string{"[Un ouvrier] {a tiré la sonnette d'alarme}! ."}, "the expression of the lexicon is not found: d'alarme is two tokens"},
		{"verb that is a noun too", "L'enquête avance, selon une source policière.",
			[]string{"[L'enquête] {avance}! , src:selon une source [policière] ."}, "\"avance\" is taken for an adjective of the noun"},

		// Honorifics and apposition.
		{"M. and Mme", "M. Tisserand a quitté la salle avec Mme Favre.",
			[]string{"[M. Tisserand] {a quitté} [la salle] p:avec [Mme Favre] ."}, ""},
		{"Me with apposition", "Me Lucas Obry, avocat de la famille, attend.",
			[]string{"[Me Lucas Obry, avocat de la famille]=Lucas Obry , {attend} ."}, ""},
		{"rank and Mgr", "Le capitaine Hervé Salmon a rejoint Mgr Delorme.",
			[]string{"[Le capitaine Hervé Salmon]=Hervé Salmon {a rejoint} [Mgr Delorme] ."}, ""},
		{"name, then office", "Odile Favre, présidente du comité de quartier, attend une réponse.",
			[]string{"[Odile Favre, présidente du comité de quartier]=Odile Favre , {attend} [une réponse] ."}, ""},
		{"office, then name", "Le maire de Vaubry, Armand Tisserand, attend une réponse.",
			[]string{"[Le maire de Vaubry, Armand Tisserand]=Armand Tisserand , {attend} [une réponse] ."}, ""},
		{"office and name without comma", "La ministre de la Culture Solène Aubriet attend une réponse.",
			[]string{"[La ministre de la Culture Solène Aubriet]=Solène Aubriet {attend} [une réponse] ."}, ""},
		{"name, age, then office", "Odile Favre, 61 ans, présidente du comité, attend une réponse.",
			[]string{"[Odile Favre, 61 ans, présidente du comité]=Odile Favre , {attend} [une réponse] ."}, ""},
		{"age alone", "Odile Favre, 61 ans, attend une réponse.",
			[]string{"[Odile Favre] , [61 ans] , {attend} [une réponse] ."}, ""},
		{"party between office and name", "La députée PRG Odile Favre attend une réponse.",
			[]string{"[La députée PRG Odile Favre]=Odile Favre {attend} [une réponse] ."}, ""},
		{"union behind an office", "Le délégué CGT attend une réponse.",
			[]string{"[Le délégué CGT] {attend} [une réponse] ."}, ""},
		{"name in capitals behind a trade", "Le rappeur ZKR attend une réponse.",
			[]string{"[Le rappeur ZKR]=ZKR {attend} [une réponse] ."}, ""},
		{"party in brackets", "Armand Tisserand (Union du fleuve) attend une réponse.",
			[]string{"[Armand Tisserand] ( [Union du fleuve] ) {attend} [une réponse] ."}, ""},
		{"demonym", "Le dirigeant nord-coréen Kim Jong-un a remercié son hôte.",
			[]string{"[Le dirigeant nord-coréen Kim Jong-un]=Kim Jong-un {a remercié}! [son hôte] ."}, ""},

		// Relative clauses.
		{"qui", "Le maire, qui avait promis une réponse, s'est tu.",
			[]string{"[Le maire] , c:qui {avait promis}! [une réponse] , {s'est tu} ."}, ""},
		{"que", "La note que le préfet a signée parle d'un « oubli ».",
			[]string{"[La note] c:que [le préfet] {a signée}! {parle d'}! un «» .", "[oubli]"}, ""},
		{"dont", "L'élu dont le mandat expire en juin dénonce « un procès politique ».",
			[]string{"[L'élu] c:dont [le mandat] {expire} p:en a:juin {dénonce}! «» .", "[un procès politique]"}, ""},
		{"ce que", "C'est ce qu'il appelle « la méthode douce ».",
			[]string{"[C'] {est} [ce] c:qu' [il] {appelle}! «» .", "[la méthode douce]"}, ""},

		// Coordination.
		{"two verbs", "Le président brésilien dénonce et condamne l'attaque.",
			[]string{"[Le président brésilien] {dénonce}! k:et {condamne}! [l'attaque] ."}, ""},
		{"two verbs with quotations", "Il dénonce « un scandale » et réclame « des comptes ».",
			[]string{"[Il] {dénonce}! «» k:et {réclame}! «» .", "[un scandale]", "[des comptes]"}, ""},
		{"two quotations", "Le député a jugé le texte « mal écrit » et « dangereux ».",
			[]string{"[Le député] {a jugé}! [le texte] «» k:et «» .", "a:mal écrit", "dangereux"}, ""},
		{"the first, the second", "Le premier a nié, le second a avoué.",
			[]string{"[Le premier] {a nié}! , [le second] {a avoué}! ."}, ""},

		// Names.
		{"French particles", "Bertrand de La Motte et Charlotte du Plessis ont signé.",
			[]string{"[Bertrand de La Motte] k:et [Charlotte du Plessis] {ont signé}! ."}, ""},
		{"German and Arabic particles", "Ursula von der Leyen a reçu Mohammed ben Salmane.",
			[]string{"[Ursula von der Leyen] {a reçu} [Mohammed ben Salmane] ."}, ""},
		{"Dutch particles", "Willem van den Berg préside la séance.",
			[]string{"[Willem van den Berg] {préside} [la séance] ."}, ""},
		{"a given name that is a noun too, before a particle", "Lotte van den Berg préside la séance.",
			[]string{"[Lotte van den Berg] {préside} [la séance] ."}, ""},
		{"acronyms", "L'Otan et l'ONU ont condamné l'attaque.",
			[]string{"[L'Otan] k:et [l'ONU] {ont condamné}! [l'attaque] ."}, ""},
		{"acronym as complement", "Le PDG d'EDF a parlé à la SNCF.",
			[]string{"[Le PDG d'EDF] {a parlé}! p:à [la SNCF] ."}, ""},
		{"one of several", "L'un des ouvriers a crié.",
			[]string{"[L'un des ouvriers] {a crié}! ."}, ""},
		{"pronoun of pointing", "Celle-ci a démenti.",
			[]string{"[Celle-ci] {a démenti}! ."}, ""},

		// Sources.
		{"selon", "D'après le rapport de la Cour des comptes, la dette augmente.",
			[]string{"src:D'après [le rapport de la Cour des comptes] , [la dette] {augmente} ."}, ""},
		{"pour", "Pour Lise Armand, c'est « trop tard ».",
			[]string{"src:Pour [Lise Armand] , [c'] {est} «» .", "a:trop a:tard"}, ""},
		{"agency", "La CGT appelle à la grève, selon l'AFP.",
			[]string{"[La CGT] {appelle à}! [la grève] , src:selon [l'AFP] ."}, ""},

		// Quotations as units.
		{"title", "Le roman « Les Vents contraires » paraît lundi.",
			[]string{"[Le roman] «» {paraît}! a:lundi .", "[Les Vents contraires]"}, ""},
		{"noun of the sentence", "Le « Chacal » a encore frappé.",
			[]string{"Le «» {a encore frappé} .", "[Chacal]"}, ""},
		{"elided preposition before the mark", "Il parle d'« oubli ».",
			[]string{"[Il] {parle d'}! «» .", "[oubli]"}, ""},
		{"nested", "« Il m'a dit “partez” et je suis partie », raconte Lise Armand.",
			[]string{"«» , {raconte}! [Lise Armand] .", "[Il] {m'a dit}! «» k:et [je] {suis partie}", "{partez}"}, ""},
		{"nested at the end", "« On m'a parlé d'une “erreur de jeunesse” », soupire-t-il.",
			[]string{"«» , {soupire-t-il}! .", "[On] {m'a parlé d'}! une «»", "[erreur de jeunesse]"}, ""},

		// Headlines.
		{"topic and verb", "Budget : Tisserand promet des économies",
			[]string{"[Budget] : [Tisserand] {promet}! [des économies]"}, ""},
		{"quotation first", "« Je reste » : Tisserand répond aux critiques",
			[]string{"«» : [Tisserand] {répond}! p:aux [critiques]", "[Je] {reste}"}, ""},
		{"quotation last", "Incendie à Vaubry : « On a tout perdu »",
			[]string{"[Incendie] p:à [Vaubry] : «»", "[On] {a tout perdu}"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := analyze(test.body)
			var got []string
			for i := range d.Sentences {
				got = append(got, d.Format(&d.Sentences[i]))
			}
			want := test.want
			if len(want) == 1 && d.Level0 == 1 {
				got = got[:1] // what the marks hold is not what the case is about
			}
			if slices.Equal(got, want) {
				if test.skip != "" {
					t.Errorf("passes now: %s", test.skip)
				}
				return
			}
			if test.skip != "" {
				t.Skip(test.skip)
			}
			t.Errorf("%s\ngot  %s\nwant %s", test.body, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		})
	}
}

// TestVerbGroups checks what the format does not show.
func TestVerbGroups(t *testing.T) {
	type group struct {
		words, lemma                                string
		mood                                        Mood
		passive, reflexive, negative, unreal, modal bool
		clitic                                      string
	}
	tests := []struct {
		name, body string
		want       group
	}{
		{"perfect", "Le préfet a expliqué la panne.", group{words: "a expliqué", lemma: "expliquer"}},
		{"passive", "Le texte a été jugé inutile.", group{words: "a été jugé", lemma: "juger", passive: true}},
		{"perfect with être is no passive", "La ministre est intervenue hier.", group{words: "est intervenue", lemma: "intervenir"}},
		{"reflexive", "La cliente s'est plainte au guichet.", group{words: "s'est plainte", lemma: "plaindre", reflexive: true}},
		{"negation", "Il n'a pas répondu aux questions.", group{words: "n'a pas répondu", lemma: "répondre", negative: true}},
		{"conditional", "Elle expliquerait tout demain.", group{words: "expliquerait", lemma: "expliquer", unreal: true}},
		{"future", "Ils annonceront la date.", group{words: "annonceront", lemma: "annoncer", unreal: true}},
		{"modal", "Le maire vient de rassurer les parents.", group{words: "vient de rassurer", lemma: "rassurer", modal: true}},
		{"inverted pronoun", "« Oui », répond-elle.", group{words: "répond-elle", lemma: "répondre", clitic: "-elle"}},
		{"inverted pronoun behind the auxiliary", "« Oui », ont-ils répondu.", group{words: "ont-ils répondu", lemma: "répondre", clitic: "-ils"}},
		{"infinitive", "Pour expliquer la panne, il a fallu un mois.", group{words: "expliquer", lemma: "expliquer", mood: Infinitive}},
		{"present participle", "Dénonçant une fraude, elle est partie.", group{words: "Dénonçant", lemma: "dénoncer", mood: PresentParticiple}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := analyze(test.body)
			if len(d.Verbs) == 0 {
				t.Fatalf("no verb in %s", d.Format(&d.Sentences[0]))
			}
			v := &d.Verbs[0]
			got := group{words: d.Of(v.From, v.To), lemma: v.Lemma, mood: v.Mood, passive: v.Passive, reflexive: v.Reflexive, negative: v.Negative, unreal: v.Unreal, modal: v.Modal}
			if v.Clitic >= 0 {
				got.clitic = d.Tokens[v.Clitic].Lower
			}
			if got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// TestNounPhrases checks what the format does not show, of a sentence's first
// phrase.
func TestNounPhrases(t *testing.T) {
	type phrase struct {
		kind          NPKind
		det           DetKind
		name, nominal string
		gender        lexicon.Gender
		number        lexicon.Number
		honorific     bool
		given         bool
		place         string
		demonym       string
	}
	tests := []struct {
		name, body string
		want       phrase
	}{
		{"given name", "Odile Favre attend.", phrase{kind: Name, name: "Odile Favre", gender: lexicon.Feminine, number: lexicon.Singular, given: true}},
		{"honorific", "Mme Favre attend.", phrase{kind: Name, name: "Favre", gender: lexicon.Feminine, number: lexicon.Singular, honorific: true}},
		{"office", "Le maire attend.", phrase{kind: Nominal, det: Definite, nominal: "maire", gender: lexicon.Masculine, number: lexicon.Singular}},
		{"feminine office", "La directrice attend.", phrase{kind: Nominal, det: Definite, nominal: "directrice", gender: lexicon.Feminine, number: lexicon.Singular}},
		{"indefinite", "Un voisin attend.", phrase{kind: Nominal, det: Indefinite, nominal: "voisin", gender: lexicon.Masculine, number: lexicon.Singular}},
		{"possessive", "Son avocate attend.", phrase{kind: Nominal, det: Possessive, nominal: "avocate", gender: lexicon.Feminine, number: lexicon.Singular}},
		{"demonstrative", "Cette avocate attend.", phrase{kind: Nominal, det: Demonstrative, nominal: "avocate", gender: lexicon.Feminine, number: lexicon.Singular}},
		{"plural", "Les avocates attendent.", phrase{kind: Nominal, det: Definite, nominal: "avocates", gender: lexicon.Feminine, number: lexicon.Plural}},
		{"demonym", "Le dirigeant norvégien attend.", phrase{kind: Nominal, det: Definite, nominal: "dirigeant norvégien", gender: lexicon.Masculine, number: lexicon.Singular, demonym: "Norvège"}},
		{"pronoun", "Elle attend.", phrase{kind: Pronoun, gender: lexicon.Feminine, number: lexicon.Singular}},
		{"plural pronoun", "Ils attendent.", phrase{kind: Pronoun, gender: lexicon.Masculine, number: lexicon.Plural}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := analyze(test.body)
			if len(d.NPs) == 0 {
				t.Fatalf("no phrase in %s", d.Format(&d.Sentences[0]))
			}
			n := &d.NPs[0]
			got := phrase{kind: n.Kind, det: n.Det, name: d.SpanOf(n.NameFrom, n.NameTo).Of(d.Body), nominal: d.SpanOf(n.NomFrom, n.NomTo).Of(d.Body), gender: n.Gender, number: n.Number, honorific: n.Honorific, given: n.Given}
			if n.Place != nil {
				got.place = n.Place.Name
			}
			if n.Demonym != nil {
				got.demonym = n.Demonym.Name
			}
			if got != test.want {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// TestSentences checks where sentences and paragraphs end.
func TestSentences(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string // the journalist's sentences, / before a new paragraph
	}{
		{"stops", "Il pleut. Elle rit ! On part ?", []string{"/Il pleut.", "Elle rit !", "On part ?"}},
		{"initials and abbreviations", "M. Favre et Mme A. Roux habitent av. Foch. Ils partent.", []string{"/M. Favre et Mme A. Roux habitent av. Foch.", "Ils partent."}},
		{"a stop in the marks ends the sentence", "Il a dit : « Je pars. » Elle reste.", []string{"/Il a dit : « Je pars. »", "Elle reste."}},
		{"a question in the marks does not", "« Qui part ? », demande le juge.", []string{"/« Qui part ? », demande le juge."}},
		{"paragraphs", "Il pleut\nElle rit.\n\nOn part.", []string{"/Il pleut", "/Elle rit.", "/On part."}},
		{"a quotation over lines joins them", "Il a écrit : « Je pars.\nJe ne reviens pas. » Puis rien.", []string{"/Il a écrit : « Je pars.\nJe ne reviens pas. »", "Puis rien."}},
		{"decimal numbers", "Le taux est de 2.5 points. Il baisse.", []string{"/Le taux est de 2.5 points.", "Il baisse."}},
		{"ellipsis", "Il hésite… puis part.", []string{"/Il hésite… puis part."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := analyze(test.body)
			var got []string
			for _, s := range d.Sentences[:d.Level0] {
				words := s.Span.Of(d.Body)
				if s.Opens {
					words = "/" + words
				}
				got = append(got, words)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// checkDoc checks what holds of the syntax of any text.
func checkDoc(t *testing.T, d *Doc, quotes []quote.Quotation) {
	t.Helper()
	n := int32(len(d.Tokens))
	at := int32(0)
	for i, tok := range d.Tokens {
		if tok.Start < at || tok.End <= tok.Start || int(tok.End) > len(d.Body) || tok.Word == nil {
			t.Fatalf("token %d [%d, %d) behind %d of %q", i, tok.Start, tok.End, at, d.Body)
		}
		at = tok.End
	}
	used := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		fail := func(what string, args ...any) {
			t.Helper()
			t.Fatalf("sentence %d of %q, %s: "+what, append([]any{i, d.Body, d.Format(s)}, args...)...)
		}
		if len(s.Chunks) == 0 {
			t.Fatalf("sentence %d of %q is empty", i, d.Body)
		}
		if (s.Within >= 0) != (i >= d.Level0) {
			fail("within %d, although %d sentences are the journalist's", s.Within, d.Level0)
		}
		if s.Para < 0 || s.Para >= len(d.Paragraphs) {
			fail("paragraph %d of %d", s.Para, len(d.Paragraphs))
		}
		if s.NPs[0] > s.NPs[1] || s.NPs[1] > len(d.NPs) {
			fail("noun phrases %v of %d", s.NPs, len(d.NPs))
		}
		end := s.Chunks[0].From
		for k, c := range s.Chunks {
			// A quotation can lack tokens: then it begins and ends with the next.
			if c.From < end || c.To < c.From || c.To > n || c.To == c.From && c.Kind != Quotation {
				fail("chunk %d [%d, %d) behind %d of %d tokens", k, c.From, c.To, end, n)
			}
			end = c.To
			switch c.Kind {
			case NP:
				p := &d.NPs[c.Index]
				if p.From != c.From || p.To != c.To || p.Inner {
					fail("chunk %d [%d, %d) is the phrase %+v", k, c.From, c.To, *p)
				}
			case Verb:
				v := &d.Verbs[c.Index]
				if v.From != c.From || v.To != c.To || v.Head < v.From || v.Head >= v.To || v.Clitic >= v.To {
					fail("chunk %d [%d, %d) is the verb %+v", k, c.From, c.To, *v)
				}
			case Quotation:
				used++
				if d.Inside[c.Index] != [2]int32{c.From, c.To} || quotes[c.Index].Parent != s.Within {
					fail("chunk %d [%d, %d) is the quotation %d", k, c.From, c.To, c.Index)
				}
				continue
			}
			// No other chunk holds a token of a quotation, but for those that
			// the sentence stands in.
			for q, in := range d.Inside {
				if c.From < in[1] && c.To > in[0] && (c.From < in[0] || c.To > in[1] || !within(quotes, s.Within, q)) {
					fail("chunk %d [%d, %d) and quotation %d %v", k, c.From, c.To, q, in)
				}
			}
		}
		for k := s.NPs[0]; k < s.NPs[1]; k++ {
			p := &d.NPs[k]
			ranges := [...][2]int32{{p.From, p.To}, {p.NameFrom, p.NameTo}, {p.NomFrom, p.NomTo}}
			for _, r := range ranges {
				if r[0] < r[1] && (r[0] < s.Chunks[0].From || r[1] > end) || r[0] > r[1] {
					fail("phrase %d %+v", k, *p)
				}
			}
			if p.Head < p.From || p.Head >= p.To || p.NounHead >= p.To {
				fail("head of phrase %d %+v", k, *p)
			}
		}
	}
	if used > len(quotes) {
		t.Fatalf("%d quotations of %d in %q", used, len(quotes), d.Body)
	}
	line := 0
	for i, p := range d.Paragraphs {
		if p.Span.Start < line || p.Span.End < p.Span.Start || p.Span.End > len(d.Body) || p.Sentences[0] > p.Sentences[1] || p.Sentences[1] > d.Level0 {
			t.Fatalf("paragraph %d %+v of %q", i, p, d.Body)
		}
		line = p.Span.End
	}
}

// within reports whether quotation q is the one numbered in or one around it.
func within(quotes []quote.Quotation, in, q int) bool {
	for ; in >= 0; in = quotes[in].Parent {
		if in == q {
			return true
		}
	}
	return false
}

func FuzzAnalyze(f *testing.F) {
	for _, body := range []string{
		"« Il m'a dit “partez”, raconte Lise Armand, et je suis partie. » M. Favre, maire de Vaubry (Union du fleuve), a-t-il nié ?",
		"Selon une source proche du dossier, l'un des ouvriers aurait, lui aussi, déclaré que « tout » était « d'« accord » ».\n– Oui.\nLise Armand : non",
		"« Chers voisins.\n« Nous partons.\n» Et après, dit-\"elle\".\nQualifiant le projet d'« absurde », il l'a, hier, jeudi 3 mai, dit",
		"l' d' qu' -t-il -là ' ’ « » “” \"\" \xff\xc2 M. Mme. A. B. de la Tour-d'Aigues von der 2.5 12e",
		"9 mset-il, de la t-il -Tour, le maire de Brest m-t-elle",
		"\"9 mset-il\", le maire de Brest",
		"Ce dernier n'en a pas dit mot, celle-ci si ; le premier et la seconde, ni l'un ni l'autre (dont moi).",
	} {
		f.Add(body, 0)
	}
	an := newWhole()
	f.Fuzz(func(t *testing.T, body string, from int) {
		from = min(max(from, 0), len(body))
		list := quotations(body, from)
		checkDoc(t, an.Analyze(body, from, list), list)
	})
}

// TestReuse checks that an analyzer's earlier articles leave nothing behind.
func TestReuse(t *testing.T) {
	const one, two = "Le maire, Armand Tisserand, a dit : « Nous “irons” tous. »", "« Non », répond Lise Armand.\nElle part."
	format := func(d *Doc) string {
		var b strings.Builder
		for i := range d.Sentences {
			b.WriteString(d.Format(&d.Sentences[i]) + "\n")
		}
		return b.String()
	}
	an := newWhole()
	want := format(an.Analyze(two, 0, quotations(two, 0)))
	an.Analyze(one, 0, quotations(one, 0))
	if got := format(an.Analyze(two, 0, quotations(two, 0))); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if d := an.Analyze("", 0, nil); len(d.Sentences) > 0 || len(d.Tokens) > 0 {
		t.Errorf("an empty body has %d sentences", len(d.Sentences))
	}
}

// TestSpanOf checks that no tokens have no place.
func TestSpanOf(t *testing.T) {
	d := analyze("Il pleut.")
	if s := d.SpanOf(1, 1); s != (text.Span{}) {
		t.Errorf("no tokens lie at %v", s)
	}
	if got := d.Of(0, 2); got != "Il pleut" {
		t.Errorf("the first two words are %q", got)
	}
}
