package spans

import (
	"slices"
	"strings"
	"testing"

	"dixit/corpus/text"
	"dixit/quote"
)

// In the cases below ⟦ and ⟧ stand around the words of every quotation that
// should be found, and are taken out before the text is read.

// strip takes the markers out of s and returns the spans between them, sorted
// by start, the outer before the inner.
func strip(t testing.TB, s string) (string, []text.Span) {
	t.Helper()
	var b strings.Builder
	var want []text.Span
	var open []int
	for _, r := range s {
		switch r {
		case '⟦':
			open = append(open, len(want))
			want = append(want, text.Span{Start: b.Len()})
		case '⟧':
			want[open[len(open)-1]].End = b.Len()
			open = open[:len(open)-1]
		default:
			b.WriteRune(r)
		}
	}
	if len(open) > 0 {
		t.Fatalf("unbalanced markers in %q", s)
	}
	return b.String(), want
}

// markUp writes the spans into body the way strip reads them.
func markUp(body string, found []Found) string {
	var b strings.Builder
	for i := 0; i <= len(body); i++ {
		for j := len(found) - 1; j >= 0; j-- {
			if found[j].Inner.End == i {
				b.WriteString("⟧")
			}
		}
		for _, f := range found {
			if f.Inner.Start == i {
				b.WriteString("⟦")
			}
		}
		if i < len(body) {
			b.WriteByte(body[i])
		}
	}
	return b.String()
}

type example struct{ name, text string }

func runExamples(t *testing.T, examples []example) {
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			body, want := strip(t, e.text)
			got := Find(body, 0)
			checkInvariants(t, body, got)
			ok := len(got) == len(want)
			for i := 0; ok && i < len(want); i++ {
				ok = got[i].Inner == want[i]
			}
			if !ok {
				t.Errorf("\nwant %s\ngot  %s", e.text, markUp(body, got))
			}
		})
	}
}

func checkInvariants(t testing.TB, body string, found []Found) {
	t.Helper()
	for i, f := range found {
		switch {
		case f.Inner.Empty(), f.Outer.Start < 0, f.Outer.End > len(body):
			t.Fatalf("span %d: %+v out of range", i, f)
		case !f.Outer.Contains(f.Inner):
			t.Fatalf("span %d: %+v: Outer does not contain Inner", i, f)
		case strings.TrimFunc(f.Inner.Of(body), isSpace) != f.Inner.Of(body):
			t.Fatalf("span %d: %q is not trimmed", i, f.Inner.Of(body))
		case f.Parent >= i || f.Parent < -1:
			t.Fatalf("span %d: parent %d", i, f.Parent)
		}
		for _, at := range []int{f.Inner.Start, f.Inner.End, f.Outer.Start, f.Outer.End} {
			if at < len(body) && body[at]&0xC0 == 0x80 && at > 0 && validAround(body, at) {
				t.Fatalf("span %d: %+v: %d is no rune boundary", i, f, at)
			}
		}
		if i > 0 {
			if p := found[i-1]; p.Outer.Start > f.Outer.Start || p.Outer.Start == f.Outer.Start && p.Outer.End < f.Outer.End {
				t.Fatalf("spans %d and %d are out of order", i-1, i)
			}
		}
		for j := i - 1; j >= 0; j-- {
			p := found[j]
			if !p.Outer.Overlaps(f.Outer) {
				continue
			}
			if f.Parent != j {
				t.Fatalf("span %d: parent %d, want %d", i, f.Parent, j)
			}
			if !p.Inner.Contains(f.Outer) {
				t.Fatalf("span %d %+v overlaps %d %+v", i, f, j, p)
			}
			break
		}
	}
}

// validAround reports whether body[at] lies within a rune that is valid.
func validAround(body string, at int) bool {
	start := at
	for start > 0 && at-start < 4 && body[start]&0xC0 == 0x80 {
		start--
	}
	for i, r := range body[start:] {
		return r != '\uFFFD' && start+i+len(string(r)) > at
	}
	return false
}

func TestMarks(t *testing.T) {
	runExamples(t, []example{
		{"guillemets, ordinary spaces", `La maire a dit : « ⟦Nous rouvrirons le pont en mai.⟧ »`},
		{"guillemets, no-break spaces", "Il juge la mesure «\u00a0⟦injuste⟧\u00a0», selon son avocat."},
		{"guillemets, narrow no-break spaces", "Il juge la mesure «\u202f⟦injuste⟧\u202f»."},
		{"guillemets, thin spaces", "Il juge la mesure «\u2009⟦injuste⟧\u2009»."},
		{"guillemets, no space", `Il juge la mesure «⟦injuste⟧».`},
		{"guillemets, Swiss, at both ends of the line", `«⟦Nous sommes prêts!⟧»`},
		{"curly", `“⟦Nous sommes prêts⟧”, assure-t-il.`},
		{"straight", `Le syndicat parle d'un "⟦passage en force⟧" et d'une "⟦insulte⟧".`},
		{"straight with inner spaces", `Le syndicat parle d'un " ⟦passage en force⟧ " et d'une " ⟦insulte⟧ ".`},
		{"straight with inner no-break spaces", "Il a dit \"\u00a0⟦oui⟧\u00a0\" puis \"\u00a0⟦non⟧\u00a0\"."},
		{"straight after an elision", `Il a parlé d'"⟦absurdité⟧" et qu'"⟦il fallait agir⟧".`},
		{"guillemets after an elision", `Elle a qualifié l’affaire d’« ⟦absurde⟧ » et d’«⟦indigne⟧».`},
		{"single angles", `Le club veut ‹ ⟦tourner la page⟧ › dès samedi.`},
		{"low and high", `Le ministre parle d'une „⟦erreur historique⟧“ et d'un „⟦gâchis⟧”.`},
		{"less and more signs", `Le préfet a dit : << ⟦Restez chez vous⟧ >>, puis <<⟦Merci⟧>>.`},
		{"two ticks", `Le juge a parlé d'un ''⟦dossier vide⟧'' à l'audience.`},
		{"two curly ticks", `Le juge a parlé d’un ’’⟦dossier vide⟧’’ à l’audience.`},
		{"back ticks", "Le juge a parlé de ``⟦dossier vide⟧'' à l'audience."},
		{"single curly", `Le patron l’a décrit comme ‘⟦un joueur d’avenir⟧’, rien que ça.`},
		{"single straight", `Le slogan '⟦La mer d'abord⟧' a séduit l'assistance.`},
		{"unlike: straight, curly", `Une situation "⟦intenable⟧”, dit-elle.`},
		{"unlike: guillemet, straight", `Une situation «⟦intenable⟧", dit-elle, et «⟦grave⟧».`},
		{"unlike: curly, straight", `Une situation “⟦intenable⟧" et une issue "⟦incertaine⟧".`},
		{"unlike: curly, guillemet", `Une situation “ ⟦intenable⟧ », dit-elle.`},
		{"same curly at both ends", `Une situation “⟦intenable⟧“, dit-elle, et ”⟦grave⟧”.`},
		{"reversed guillemets", `Der Weg: »⟦Nous avançons⟧« , dit-il.`},
		{"headline", `Inondations : « ⟦On a tout perdu⟧ », raconte Odile Ferrand`},
		{"two on a line", `« ⟦Chantage⟧ » ou « ⟦diktat⟧ », le mot importe peu.`},
		{"punctuation before the mark", `"⟦La relation entre nous est solide,⟧" a-t-il ajouté. "⟦Très solide.⟧"`},
		{"broken sentence", `« ⟦Nous irons⟧ », dit la maire, « ⟦jusqu'au bout⟧ ».`},
		{"attribution inside", `« ⟦Nous irons, a-t-elle promis, jusqu'au bout. Rien ne nous arrêtera.⟧ »`},
		{"brackets", `Un proche ("⟦un homme de l'ombre⟧") et sa sœur (« ⟦discrète⟧ »).`},
		{"words left out", `"⟦... et nous verrons⟧", souffle-t-il. « ⟦[…] Rien n'est joué⟧ »`},
		{"question and exclamation marks", `« ⟦Qui paiera ?⟧ », demande-t-elle. "⟦Pas nous !⟧" répond-il.`},
		{"brackets within", `« ⟦Le stade (celui du haut) est "⟦vétuste⟧"⟧ », écrit-il.`},
		{"slash and dash", `Le débat "⟦pour⟧"/"⟦contre⟧" - "⟦un classique⟧" - reprend.`},
		{"no space after colon", `Le maire:"⟦Nous tiendrons.⟧"`},
		{"no space before guillemet", `Le maire a dit« ⟦Nous tiendrons⟧ »et il est parti.`},
		{"hundreds of words", `« ⟦` + strings.Repeat("Nous avons travaillé. ", 100) + `Voilà.⟧ »`},
	})
}

func TestNested(t *testing.T) {
	runExamples(t, []example{
		{"same kind", `« ⟦Il a dit « ⟦non⟧ » hier⟧ », raconte-t-elle.`},
		{"other kind", `« ⟦Il a dit “⟦non⟧” hier⟧ », raconte-t-elle.`},
		{"straight within", `« ⟦Le "⟦plan B⟧" n'existe pas⟧ », raconte-t-elle.`},
		{"guillemets within straight", `"⟦Le « ⟦plan B⟧ » n'existe pas⟧", raconte-t-elle.`},
		{"single within", `« ⟦Le ‘⟦plan B⟧’ n’existe pas⟧ », raconte-t-elle.`},
		{"single straight within", `"⟦L'équipe dit '⟦non merci⟧' à l'offre⟧", raconte-t-elle.`},
		{"at both ends", `« ⟦“⟦Non⟧”⟧ », a-t-il répété.`},
		{"ending together, two marks", `Elle raconte : « ⟦Il m'a répondu : « ⟦Je pars.⟧ »⟧ »`},
		{"ending together, two marks side by side", `« ⟦Le maire est « ⟦fatigué⟧ »⟧ », dit-elle. «⟦Il est «⟦usé⟧»⟧», dit-il.`},
		{"straight, ending together", `"⟦On m'a dit : "⟦Sors d'ici !⟧"⟧", raconte-t-elle.`},
		{"ending together, one mark", `Elle raconte : « ⟦Il m'a répondu : « ⟦Je pars.⟧ »⟧`},
		{"starting together", `« ⟦« ⟦Non⟧ », voilà ce qu'il a dit⟧ », raconte-t-elle.`},
		{"three deep", `« ⟦Il a dit “⟦le ‘⟦plan⟧’ est mort⟧” hier⟧ », raconte-t-elle.`},
	})
}

func TestSeveralParagraphs(t *testing.T) {
	runExamples(t, []example{
		{"re-opened", "Elle raconte : « ⟦Nous étions dix.\n\n« Puis vingt.\n\n« Puis cent.⟧ » Elle sourit."},
		{"re-opened with a closing guillemet", "« ⟦Nous étions dix.\n» Puis vingt.\n» Puis cent.⟧ »"},
		{"straight", "\"⟦Nous étions dix.\n\n\"Puis vingt⟧\", dit-elle. \"⟦Voilà.⟧\""},
		{"curly", "“⟦Nous étions dix.\n\n“Puis vingt⟧”, dit-elle."},
		{"nested in the second", "« ⟦Nous étions dix.\n« Il a crié « ⟦Fuyez⟧ » et nous avons couru.⟧ »"},
		{"lower case, two sentences", "Elle dit que « ⟦tout est perdu. Nous devons partir.\n« Nous irons ailleurs.⟧ »"},
		{"attribution inside the first", "« ⟦Nous étions dix, raconte-t-elle. Puis vingt.\n\n« Puis cent.⟧ »"},
		{"not re-opened", "« ⟦Nous étions dix.\n\nPuis vingt.\n\nPuis cent.⟧ » Elle sourit."},
		{"not re-opened, straight", "Elle raconte : \"⟦Nous étions dix.\n\nPuis vingt, puis cent, voilà⟧\", dit-elle."},
		{"missing marks far apart", "« ⟦Nous étions dix.⟧\n\nElle répète « ⟦dix⟧ ».\n\n⟦Ils étaient vingt et cent⟧ », dit-elle."},
		{"re-opened twice", "« ⟦Nous étions dix.\n\n« « Puis vingt. Et cent⟧ », dit-elle."},
		{"missing mark before a heading", "« ⟦Nous étions dix, et nous avions peur.⟧\n\n« ⟦Un miracle⟧ »\n\nTous sont rentrés."},
		{"missing mark after a fragment", "Elle parle d'un « ⟦miracle, sans plus.⟧ Tous sont rentrés à la tombée de la nuit.\n\n« ⟦Nous avons prié⟧ », dit son frère."},
		{"missing mark before another quotation", "La pièce, « ⟦La Digue, est jouée depuis lundi.⟧ Le public la dit « ⟦superbe⟧ ».\n\n« ⟦Nous affichons complet⟧ », dit son frère."},
		{"paragraphs run together", "« ⟦Nous étions dix. « Puis vingt. « Puis cent⟧ », dit-elle. « ⟦Voilà.⟧ »"},
		{"nested in the first", "« ⟦Vous dites que le pont n'est pas « ⟦rentable⟧ ». Nous y passons, nous, avec nos enfants.\n\n« Vous offrez un bac. Nous l'appelons un « ⟦radeau⟧ ». C'est dit.\n\n« Venez un soir.⟧ »"},
		{"nested at the end of the first", "Elle raconte : « ⟦Il m'a crié : « ⟦Dehors !⟧ »⟧\n\nLe maire se tait. « ⟦Rien⟧ », dit-il."},
		{"verse", "« ⟦Le vent se lève sur la grève,\nEt la mer monte, monte encor,\nEmportant au large nos rêves !⟧ »\n"},
		{"line broken amid a sentence", "« ⟦Nous étions dix, puis\nvingt, puis cent⟧ », dit-elle."},
		{"wrapped lines", strings.ReplaceAll("La préfète a d'abord rappelé que la crue de décembre avait touché|neuf communes. « ⟦Nous avons vu l'eau monter pendant des heures, et|Kerhuon a été coupée du monde⟧ », a-t-elle dit avant d'ajouter que|le « ⟦plan Rivières⟧ » serait revu. Le président de la région veut, lui,|« ⟦aller vite⟧ » et promet des crédits dès cette année pour les digues|et pour les ponts. Un premier chantier, à Kerhuon, doit commencer au|printemps prochain, « ⟦si tout va bien⟧ ».||« ⟦Nous attendons depuis dix ans.||« Nous n'attendrons pas dix de plus⟧ », prévient une habitante, Odile|Ferrand.\n", "|", "\n")},
		{"separate quotations", "« ⟦Nous étions dix.⟧ »\n\n« ⟦Puis vingt.⟧ »"},
		{"missing mark with an attribution", "« ⟦Nous étions dix⟧, a raconté Odile Ferrand.\n\n« ⟦Puis vingt⟧ », a ajouté son frère."},
		{"missing mark, next paragraph without", "« ⟦Nous étions dix.⟧\n\nLe soir, tous sont rentrés. « ⟦Enfin⟧ », dit-elle."},
		{"closing mark on the next line", "« ⟦Nous étions dix.⟧\n», a raconté Odile Ferrand."},
		{"marks on lines of their own", "Elle conclut :\n«\n⟦Nous étions dix.\nPuis vingt.⟧\n»\nPuis elle sourit."},
		{"opening mark on the line above", "Elle conclut : «\n⟦Nous étions dix, et puis vingt⟧ », avant de sourire."},
		{"closing mark far from any other", "Elle sourit.\n»\nPuis « ⟦rien⟧ »."},
		{"teasers", "Odile Ferrand se confie : « ⟦C’est un…⟧\n« ⟦Jamais⟧ », répond son frère"},
	})
}

func TestBroken(t *testing.T) {
	runExamples(t, []example{
		{"stray closing mark after", `Il dénonce une « ⟦violation du droit et une menace pour la paix⟧ ». »`},
		{"stray closing mark before", `Il rencontre « » ⟦un vieil ami⟧ » venu de loin.`},
		{"closing typed as opening", `« ⟦Nous irons⟧ «, a dit la maire. Il y a « ⟦urgence⟧ » ici.`},
		{"opening for closing", `Le stade de « ⟦Kerhuon⟧ « est fermé.`},
		{"missing closing mark, then another", `« ⟦Nous sommes fiers⟧, a dit la maire. Elle ajoute : « ⟦Nous irons loin.⟧ »`},
		{"missing closing mark, straight", `"⟦Nous sommes fiers⟧, a dit la maire. "⟦Nous irons loin⟧", ajoute-t-elle.`},
		{"missing opening mark", `⟦Nous sommes très fiers⟧ », a dit la maire. « ⟦Très.⟧ »`},
		{"missing opening mark, straight", `⟦Nous sommes très fiers⟧", a dit la maire. "⟦Très.⟧"`},
		{"doubled straight", `""⟦Nous sommes prêts⟧"", a dit la maire.`},
		{"doubled guillemets", `« « ⟦Nous sommes prêts⟧ » », a dit la maire.`},
		{"doubled opening", `«« ⟦Nous sommes prêts⟧ », a dit la maire.`},
		{"doubled closing", `« ⟦Nous sommes prêts⟧ »», a dit la maire. « ⟦Oui⟧ »`},
		{"stray opening among nested", `Elle annonce qu'"un "⟦accord majeur⟧" fixant le cadre "⟦pour dix ans⟧" est "⟦bouclé⟧".`},
		{"nested at the end, side by side", `Une "⟦une⟧" du "⟦Courrier⟧" : "⟦La maire : "⟦J'assume⟧"⟧".`},
		{"unlike around straight", `Interdit aux "⟦mineurs⟧", "⟦sauf accompagnés d'un "⟦majeur⟧"⟧ », selon l'affiche.`},
		{"both turned", `Un climat « ⟦délétère⟧ « , selon l'élu. Il parle de » ⟦crise⟧ ».`},
		{"missing closing mark, two speakers", `« ⟦Nous avons eu peur⟧, a raconté Odile. « ⟦Une vague énorme⟧ », a ajouté son frère.`},
		{"doubled in two kinds", `“« ⟦Nous sommes prêts⟧ »”, a dit la maire.`},
		{"stray straight amid", `« ⟦Nous sommes prêts⟧ », a dit la " maire. « ⟦Très⟧ »`},
		{"stray straight within", `« ⟦Nous sommes " prêts⟧ », a dit la maire.`},
		{"damage stays in its paragraph", "« ⟦Un⟧ », dit-il.\nLe plan \" de crise est « ⟦prêt⟧ ».\n\"⟦Deux⟧\", dit-elle.\n"},
		{"missing closing mark, name apposed", `« ⟦Nous sommes fiers⟧, a dit la maire, Odile Ferrand. La suite mardi.`},
		{"missing closing mark behind a nested one", `« ⟦Je leur ai dit : « ⟦Rentrez chez vous.⟧ » Je n'avais rien d'autre à leur dire⟧, raconte Odile Ferrand.`},
		{"unclosed fragment, straight", `Le plan "⟦Rivage⟧" coûtera cher. Elle le juge "⟦mort avant d'être né.⟧`},
		{"inches at the end", `Elle a pris un écran de 24" et un autre de 27".`},
		{"unclosed at the end", `La maire conclut : « ⟦Nous tiendrons bon.⟧`},
		{"unclosed before the journalist's sentence", `La maire conclut : « ⟦Nous tiendrons bon.⟧ Le vote aura lieu mardi à huis clos.`},
		{"empty pairs", `Rien ici « » ni là "" ni " " ni “ ”.`},
	})
}

func TestNoMarks(t *testing.T) {
	runExamples(t, []example{
		{"apostrophes", `L'homme qu'on dit d'aujourd'hui n'a pas l'air d'un presqu'homme, c'est l'été.`},
		{"curly apostrophes", `L’homme qu’on dit d’aujourd’hui n’a pas l’air, c’est l’été des Verts’ tour.`},
		{"decades", `Le rock des '90s et la pop des ’80s, de l'été '68 à l'hiver '71.`},
		{"inches", `Un écran de 27" et un vélo de 5'10" ou 26".`},
		{"inches between quotations", `Un écran 27" qu'il juge "⟦superbe⟧".`},
		{"inches within", `"⟦Un écran 27" suffit⟧", dit-il.`},
		{"minutes and seconds", `Vainqueur en 12'30", devant Le Goff (12'42'') à 12''.`},
		{"arrows", `Paris -> Lyon => Nice >> suite. 3 << 5 et x >> 2 ; <- retour`},
		{"breadcrumb", `Accueil » Sport » Football » Ligue 2`},
		{"breadcrumb before a headline", `Accueil » Vallée » « ⟦Nous irons⟧ », dit Odile Ferrand`},
		{"bullet", "» Lire aussi : le pont rouvre\n» À voir : la vidéo du jour"},
		{"reply", ">> Le conseil vote le budget\n>> Le stade rouvre"},
		{"navigation", "« Article précédent\nArticle suivant »"},
		{"read on", `Lire la suite »`},
		{"ditto", `Martin " " 12`},
		{"markup", `Voir <a href="https://exemple.test/a b" class="x">la page</a> "⟦utile⟧".`},
		{"decoration", `«««««««« Soldes »»»»»»»» """"""""`},
		{"one letter", `Le rock 'n' roll n'est pas mort.`},
		{"familiar elisions", `C'est pas 'tit gars qu'il faut 'voir.`},
	})
}

func TestBlocks(t *testing.T) {
	const before = "Le conseil municipal de Kerhuon a longtemps débattu mardi du pont, selon Odile Ferrand.\n\n"
	const after = "\n\nLe chantier commencera en avril et durera huit mois, sauf imprévu, précise la commune.\n"
	runExamples(t, []example{
		{"spoken, author known", before + "⟦Nous avons attendu ce pont pendant vingt ans, notre patience a des limites.⟧\n\nOdile Ferrand" + after},
		{"no blank lines", before + "⟦Nous avons attendu ce pont pendant vingt ans.⟧\nOdile Ferrand" + after},
		{"with a role", before + "⟦Je n’ai jamais vu une crue pareille ici !⟧\n— Yann Le Bihan, pêcheur à Kerhuon" + after},
		{"repeats a quotation", "« ⟦Le pont est la colonne vertébrale de la vallée⟧ », dit Odile Ferrand, qui préside le syndicat des eaux.\n\n⟦Le pont est la colonne vertébrale de la vallée.⟧\n\nOdile Ferrand" + after},
		{"signature at the end", before + "Nous suivrons ce dossier dans nos prochaines éditions.\n\nOdile Ferrand"},
		{"signature above the furniture", before + "Nous suivrons ce dossier dans nos prochaines éditions.\n\nPaul Kervella\n\nPartager\nCommenter"},
		{"unknown name", before + "Abonnez-vous à notre lettre pour ne rien manquer.\n\nPaul Kervella" + after},
		{"narrated", before + "La rivière est montée de deux mètres dans la nuit de lundi.\n\nOdile Ferrand" + after},
		{"agency", before + "Nous suivrons ce dossier avec attention.\nAgence France Presse" + after},
		{"maxim", before + "⟦Un pont ne se construit pas contre les gens.⟧\n\nOdile Ferrand" + after},
		{"maxim, unknown name", before + "Un pont ne se construit pas contre les gens.\n\nPaul Kervella" + after},
		{"list of names", before + "Voici notre équipe pour la saison qui commence.\nOdile Ferrand\nPaul Kervella\nAnne Roux" + after},
		{"heading", before + "Nous suivrons ce dossier avec attention.\nUn pont attendu" + after},
	})
}

func TestDialogue(t *testing.T) {
	runExamples(t, []example{
		{"transcript", "Odile Ferrand : ⟦Nous avons tout essayé.⟧\nPaul Roux : ⟦Ce n'est pas vrai.⟧\nOdile Ferrand : ⟦Vous mentez !⟧\nPaul Roux : ⟦Non.⟧\n"},
		{"outlet asks", "Le Courrier : Pourquoi ce pont ?\nOdile Ferrand : ⟦Parce qu'il le faut.⟧\nLe Courrier : Et son coût ?\n— Odile Ferrand : ⟦Nous le paierons.⟧\n"},
		{"interviewer with a name", "Anne Roux : Pourquoi ce pont ?\nOdile Ferrand : ⟦Parce qu'il le faut.⟧\nAnne Roux : Et son coût ?\nOdile Ferrand : ⟦Nous le paierons.⟧\n"},
		{"marks within", "Q : Pourquoi ce pont ?\nO. F. : ⟦Le vieux « ⟦bac⟧ » ne suffit plus.⟧\nQ : Et son coût ?\nO. F. : « ⟦Nous le paierons.⟧ »\n"},
		{"answers labelled, questions not", "Pourquoi ce pont ?\nOdile Ferrand : ⟦Il le faut.⟧\nEt son coût ?\nOdile Ferrand : ⟦Modeste.⟧\nEt après ?\nOdile Ferrand : ⟦On verra.⟧\n"},
		{"no labels", "Pourquoi ce pont ?\nParce qu'il le faut.\nEt son coût ?\nNous le paierons.\n"},
		{"dashes", "La maire entre.\n– Vous partez ?\n– ⟦Oui⟧, répond Odile Ferrand.\n— ⟦Quand ?⟧ demande Paul Roux.\n– ⟦Demain. Nous verrons⟧, glisse-t-elle.\n"},
		{"one dash", "Partir ? La maire hésite.\n– Oui, répond Odile Ferrand.\n"},
		{"dashes, a cry", "– ⟦Vous trahissez la vallée !⟧ crie quelqu'un.\n– ⟦La vallée a voté⟧, répond Odile Ferrand.\n"},
		{"dashes, one's own words", "La séance finit.\n– La parole est à la défense.\n– ⟦Je demande pardon⟧, dit Paul Roux.\n"},
		{"letters for labels", "Q. Un regret ?\nR. Aucun, sinon le « ⟦bac⟧ ».\nQ. Une fierté ?\nR. Le pont.\n"},
		{"a letter once", "Q. Ferrand, maire.\nR. Roux, adjoint.\nLe conseil vote ?\nOui.\n"},
		{"a list with who says so", "Que retenir ?\n– Le pont rouvre lundi, annonce la mairie.\n– Le bac reste à quai, précise Odile Ferrand.\n"},
		{"marks behind a dash", "– Vous partez ?\n– « ⟦Oui⟧ », répond Odile Ferrand.\n"},
		{"ratings", "Odile Ferrand : une partie pleine.\nPaul Roux : en difficulté.\nAnne Roux : sortie blessée.\n"},
		{"sheet", "Lieu : Kerhuon.\nDate : samedi.\nLieu : Brest.\nDate : dimanche.\n"},
	})
}

func TestFields(t *testing.T) {
	span := func(body, s string) text.Span {
		at := strings.Index(body, s)
		return text.Span{Start: at, End: at + len(s)}
	}
	t.Run("marks lie in Outer", func(t *testing.T) {
		body := "Il a dit : «\u00a0Le “plan” est mort\u00a0»."
		got := Find(body, 0)
		want := []Found{
			{Inner: span(body, "Le “plan” est mort"), Outer: span(body, "«\u00a0Le “plan” est mort\u00a0»"), Parent: -1},
			{Inner: span(body, "plan"), Outer: span(body, "“plan”")},
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
	t.Run("a missing mark", func(t *testing.T) {
		body := "Il a dit : « Le plan est mort."
		got := Find(body, 0)
		want := []Found{{Inner: span(body, "Le plan est mort."), Outer: span(body, "« Le plan est mort."), Parent: -1, Guessed: true}}
		if !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
	t.Run("one mark for two", func(t *testing.T) {
		body := "Elle raconte : « Il a crié : « Dehors ! »"
		got := Find(body, 0)
		want := []Found{
			{Inner: span(body, "Il a crié : « Dehors ! »"), Outer: span(body, "« Il a crié : « Dehors ! »"), Parent: -1, Guessed: true},
			{Inner: span(body, "Dehors !"), Outer: span(body, "« Dehors ! »")},
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
	t.Run("block", func(t *testing.T) {
		body := "Nous avons attendu ce pont pendant vingt ans.\n\n— Yann Le Bihan, pêcheur\n\nLe chantier commencera en avril et durera huit mois, sauf imprévu.\n"
		got := Find(body, 0)
		words := span(body, "Nous avons attendu ce pont pendant vingt ans.")
		want := []Found{{Inner: words, Outer: words, Form: quote.Block, Parent: -1, Label: span(body, "Yann Le Bihan")}}
		if !slices.Equal(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	})
	t.Run("dialogue", func(t *testing.T) {
		body := "Q : Et ce pont ?\nOdile Ferrand : Il le faut.\nQ : Son coût ?\nOdile Ferrand : Modeste.\n"
		got := Find(body, 0)
		if len(got) != 2 || got[0].Form != quote.Dialogue || got[0].Label != span(body, "Odile Ferrand") {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("front matter is passed over", func(t *testing.T) {
		body := "---\ntitle: « Un pont »\n---\nLe « pont » rouvre."
		got := Find(body, strings.LastIndex(body, "---"))
		if len(got) != 1 || got[0].Inner.Of(body) != "pont" {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("from beyond the end", func(t *testing.T) {
		if got := Find("« oui »", 100); got != nil {
			t.Errorf("got %+v", got)
		}
	})
}
