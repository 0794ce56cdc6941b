package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"dixit/corpus"
	"dixit/quote"
	"dixit/quote/extract"
	"dixit/quote/notetest"
)

// In the cases below every quotation is followed by a note of what is to be said of
// it, which is taken out before the text is read:
//
//	« … »⟨speaker | kind | rule | mention | cue⟩
//
// Fields left out at the end, and *, are not checked; - is none.

// fields are those of a note, as the quotation has them.
func fields(q *quote.Quotation) []string {
	speaker := "-"
	if q.Speaker != nil {
		speaker = q.Speaker.Name
	}
	or := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	return []string{speaker, string(q.Kind), q.Rule, or(q.Mention.Text), or(q.Cue.Text)}
}

// An example is an article with notes.
type example struct {
	name, text string
	skip       string // why it fails still
}

// run checks examples, each an article of its own.
func run(t *testing.T, e *extract.Extractor, examples []example) {
	for _, x := range examples {
		t.Run(x.name, func(t *testing.T) {
			body, notes := notetest.Strip(t, x.text)
			list := e.Article(&corpus.Article{ID: x.name, Body: body, Published: "2024-06-19"})
			var wrong []string
			for _, n := range notes {
				q := ending(list, n.End)
				if q == nil {
					wrong = append(wrong, fmt.Sprintf("no quotation ends before %q", body[n.End:min(len(body), n.End+20)]))
					continue
				}
				got := fields(q)
				for i, want := range n.Fields {
					if got[i] != want && want != "*" {
						wrong = append(wrong, fmt.Sprintf("« %s »: got %s, want %s", q.Text, strings.Join(got, " | "), strings.Join(n.Fields, " | ")))
						break
					}
				}
			}
			if len(list) != len(notes) {
				wrong = append(wrong, fmt.Sprintf("%d quotations found, want %d", len(list), len(notes)))
			}
			switch {
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

// ending returns the quotation that ends at a place of the body.
func ending(list []quote.Quotation, at int) *quote.Quotation {
	for i := range list {
		if list[i].Outer.End == at {
			return &list[i]
		}
	}
	return nil
}

// TestRules has a group of examples for each rule, and for each sign that marks set
// off nobody's words.
func TestRules(t *testing.T) {
	e := extract.New(nil)
	for _, group := range rules {
		t.Run(group.name, func(t *testing.T) { run(t, e, group.examples) })
	}
}

var rules = []struct {
	name     string
	examples []example
}{
	{"incise", []example{
		{name: "full name", text: "« Le pont restera fermé tout l'hiver »⟨Armand Tisserand | direct | incise | Armand Tisserand | a prévenu⟩, a prévenu Armand Tisserand."},
		{name: "office, then name", text: "« Nous n'avons plus un sou »⟨Odile Favre | direct | incise | la trésorière du club, Odile Favre | se désole⟩, se désole la trésorière du club, Odile Favre."},
		{name: "pronoun", text: "Le préfet Yves Carmelin a visité le chantier. « Les travaux avancent bien »⟨Yves Carmelin | direct | incise | il | a-t-il assuré⟩, a-t-il assuré."},
		{name: "pronoun chooses by gender", text: "Le préfet Yves Carmelin a reçu Odile Favre jeudi. « Je n'ai rien obtenu »⟨Odile Favre | direct | incise | elle | a-t-elle regretté⟩, a-t-elle regretté."},
		{name: "question without comma", text: "« Qui a donné l'ordre ? »⟨juge | direct | incise | la juge | a demandé⟩ a demandé la juge."},
		{name: "adverb between", text: "« C'est une bonne nouvelle »⟨Karim Belhadj | direct | incise | Karim Belhadj | se félicite⟩, se félicite de son côté Karim Belhadj."},
		{name: "comme", text: "« On ne négocie pas avec le feu »⟨Lise Armand | direct | incise | Lise Armand | le répète⟩, comme le répète Lise Armand."},
		{name: "somebody never named", text: "« Nous sommes épuisés »⟨infirmier | direct | incise | un infirmier | confie⟩, confie un infirmier, qui a demandé à ne pas être nommé."},
		{name: "addressee behind", text: "« Vous avez menti »⟨avocate | direct | incise | l'avocate | a lancé⟩, a lancé l'avocate au témoin."},
		{name: "addressee before the source", text: "« Tout va bien »⟨Yves Carmelin | direct | incise | le préfet Yves Carmelin | a assuré⟩, a assuré à Odile Favre le préfet Yves Carmelin."},
		{name: "on, at a place", text: "« Aucune piste n'est écartée »⟨parquet de Vaubry | direct | incise | parquet de Vaubry | indique-t-on⟩, indique-t-on au parquet de Vaubry."},
		{name: "verb of manner", text: "« Je n'y crois plus »⟨Karim Belhadj | direct | incise | Karim Belhadj | soupire⟩, soupire Karim Belhadj en rangeant ses outils."},
		{name: "the agency where nobody else is", text: "« Le vol a du retard »⟨agence de presse | direct | incise | l'agence de presse | a rapporté⟩, a rapporté l'agence de presse."},
		{name: "manner and somebody unknown", text: "« Ça bouge là-haut ! »⟨marin | direct | incise | un marin | hurle⟩, hurle un marin."},
		{name: "a capital for its state", text: "« Nous ne céderons pas »⟨Oslo | direct | incise | Oslo | a prévenu⟩, a prévenu Oslo."},
		{name: "pronoun of a body", text: "La société Armor Voile conteste. « Les comptes sont sincères »⟨Armor Voile | direct | incise | elle | affirme-t-elle⟩, affirme-t-elle."},
		{name: "the journalist asks", text: "« Vous êtes sûr ? »⟨-⟩, ai-je demandé."},
		{name: "two people", text: "« On a tenu bon »⟨Lise Armand et Karim Belhadj | direct | incise⟩, racontent Lise Armand et Karim Belhadj."},
		{name: "celle qui", text: "« Rien n'est joué »⟨Odile Favre | direct | incise⟩, confie celle qui préside le club depuis 2012, Odile Favre."},
		{name: "on, at the seat of a body", text: "« Aucun emploi ne sera supprimé »⟨banque | direct | incise | banque | assure-t-on⟩, assure-t-on au siège de la banque."},
		{name: "long way to the source", text: "« Nous sommes prêts »⟨Lars Haugen | direct | incise | le ministre norvégien de la Défense, Lars Haugen | a déclaré⟩, a déclaré à la presse, à l'issue de la réunion, le ministre norvégien de la Défense, Lars Haugen."},
		{name: "a lawyer is not the client", text: "L'avocat de Karim Belhadj, Me Obry, a dénoncé « un procès politique »⟨Obry | mixed | verb | L'avocat de Karim Belhadj, Me Obry | a dénoncé⟩. Son client « n'a rien à se reprocher »⟨Obry | mixed | incise | il | a-t-il ajouté⟩, a-t-il ajouté."},
	}},
	{"colon", []example{
		{name: "a name and what it does", text: "« J'ai tout donné »⟨Yves Carmelin | direct⟩, dit Yves Carmelin. Paul Ney, sans se retourner : « Alors donne encore. »⟨Paul Ney | direct⟩"},
		{name: "whose sayings somebody recites", text: "Lise Roc balaie. Paul Ney se tait, mais il a ses formules, qu'elle récite : « Un mort n'est jamais pressé. »⟨Paul Ney | direct⟩"},
		{name: "verb of saying", text: "Armand Tisserand a déclaré : « Le pont restera fermé. »⟨Armand Tisserand | direct | colon | Armand Tisserand | a déclaré⟩"},
		{name: "name alone", text: "Lise Armand : « On verra bien. »⟨Lise Armand | direct | colon | Lise Armand | -⟩"},
		{name: "verb that does something", text: "Odile Favre hausse les épaules : « Personne ne nous a consultés. »⟨Odile Favre | direct | colon | Odile Favre | hausse les épaules⟩"},
		{name: "addressee is not the source", text: "Le maire a répondu à Odile Favre : « Vous serez entendue. »⟨maire | direct | colon | Le maire | a répondu⟩"},
		{name: "next line", text: "Voici ce qu'a écrit Lise Armand :\n« Chers voisins, la rue sera fermée. »⟨Lise Armand | direct | colon | Lise Armand | a écrit⟩"},
		{name: "document", text: "Le rapport conclut : « Les garde-corps étaient rouillés. »⟨rapport | direct | colon | Le rapport | conclut⟩"},
		{name: "selon", text: "Selon Karim Belhadj : « Tout était prêt. »⟨Karim Belhadj | direct | colon | Karim Belhadj | Selon⟩"},
		{name: "participle first", text: "Interrogée sur ce point, la ministre a botté en touche : « Chaque chose en son temps. »⟨ministre | direct | colon | la ministre | a botté en touche⟩"},
		{name: "infinitive of narration", text: "Et Lise Armand de conclure : « Nous reviendrons. »⟨Lise Armand | direct | colon | Lise Armand | conclure⟩"},
		{name: "reaction of", text: "Réaction de Karim Belhadj : « C'est un soulagement. »⟨Karim Belhadj | direct | colon | Karim Belhadj | Réaction de Karim Belhadj⟩"},
		{name: "a proverb is quoted by who says it", text: "Odile Favre a cité un proverbe : « Qui sème le vent récolte la tempête »⟨Odile Favre | direct | colon | Odile Favre | a cité⟩."},
		{name: "infinitive without a subject", text: "Karim Belhadj ne désarme pas. « Ce n'est pas fini »⟨Karim Belhadj | direct | incise | il | promet-il⟩, promet-il. Et d'ajouter : « Nous reviendrons. »⟨Karim Belhadj | direct | colon | - | ajouter⟩"},
		{name: "before and after", text: "« Je suis très ému »⟨Paul Roux | direct | incise | le capitaine Paul Roux⟩, a commencé par dire le capitaine Paul Roux, avant de poursuivre : « Merci à tous. »⟨Paul Roux | direct | colon | le capitaine Paul Roux | poursuivre⟩"},
		{name: "possessive", text: "Odile Favre a vendu son camion. Sa crainte : « Tout perdre. »⟨Odile Favre | * | colon | Sa crainte | -⟩"},
		{name: "caption", text: "Odile Favre (à droite) : « On y croit. »⟨Odile Favre | direct | colon | Odile Favre | -⟩"},
	}},
	{"label", []example{
		{name: "interview", text: "Le Phare : Pourquoi partir maintenant ?\nLise Armand : Parce que j'ai fait mon temps.⟨Lise Armand | direct | label | Lise Armand | -⟩\nLe Phare : Et après ?\nLise Armand : Je vais dormir.⟨Lise Armand | direct | label | Lise Armand | -⟩"},
		{name: "author's line under a block", text: "Nous attendons cette rue depuis vingt ans, et personne ne nous a demandé notre avis.⟨Lise Armand | direct | label | Lise Armand, riveraine | -⟩\nLise Armand, riveraine\n\nLe chantier qui inquiète Lise Armand commencera en avril et durera huit mois."},
		{name: "somebody named nowhere else", text: "Nous ne sommes pas amis, nous sommes deux voisins fatigués.⟨Harun Deval | direct | label⟩\n\nHarun Deval\n\nPour cet ancien général, qui a commandé la garnison de la vallée, la prudence s'impose encore."},
		{name: "a first name and a trade", text: "Moussa, cariste, attend au portail depuis ce matin avec les autres.\n\nPersonne ne nous a regardés dans les yeux, ils ont lu une feuille.⟨Moussa | direct | label⟩\n\nMoussa, cariste\n\nLe président de la région a demandé le remboursement des aides versées."},
		{name: "two speakers", text: "Lise Armand : On y va.⟨Lise Armand | direct | label | Lise Armand | -⟩\nPaul Vannier : Pas encore.⟨Paul Vannier | direct | label | Paul Vannier | -⟩\nLise Armand : Alors quand ?⟨Lise Armand | direct | label | Lise Armand | -⟩\nPaul Vannier : Demain.⟨Paul Vannier | direct | label | Paul Vannier | -⟩"},
		{name: "times are no speakers", text: "18 h 30 : Le pont est fermé.\n19 h 15 : Le pont rouvre."},
		{name: "a list is no transcript", text: "Prix : 12 euros.\nDurée : 2 heures.\nLieu : salle des fêtes."},
		{name: "a paragraph without a name is no block", text: "Nous attendons cette rue depuis vingt ans.\n\nLe chantier commencera en avril."},
		{name: "office on the line below a name", text: "La place est à nous, nous ne la quitterons pas⟨Karim Belhadj | direct | label | Karim Belhadj | -⟩\nKarim Belhadj\nDélégué syndical\n\nKarim Belhadj dort sous une tente depuis lundi, au pied de la mairie de Brouvelles."},
		{name: "office between brackets", text: "Nous ne quitterons pas la place.⟨Lise Roc | direct | label⟩\n— Lise Roc (éclusière)\n\nLe maire de Brouvelles n'a reçu personne depuis le début de la semaine."},
		{name: "a title and an office", text: "Le maire a longtemps reçu les paroisses de la vallée, puis il a fermé sa porte à tout le monde.\n\nNul ne bâtit seul, et surtout pas un pont.⟨Paul Ney | direct | label⟩\n\nMgr Paul Ney, évêque de Brouvelles\n\nPaul Ney dort sous une tente depuis lundi, au pied de la mairie de Brouvelles."},
		{name: "office of several words under a block", text: "Nous ne quitterons pas la place tant que le maire ne nous aura pas reçus.⟨Karim Belhadj | direct | label⟩\nKarim Belhadj, délégué syndical\n\nKarim Belhadj dort sous une tente depuis lundi."},
	}},
	{"signed", []example{
		{name: "name below", text: "« La mer ne rend que ce qu'on lui laisse. »⟨Lise Armand | direct | signed | Lise Armand, pêcheuse | -⟩\nLise Armand, pêcheuse\n\nCe matin-là, le port est vide."},
		{name: "dash", text: "« La mer ne rend que ce qu'on lui laisse. »⟨Lise Armand | direct | signed | Lise Armand, pêcheuse | -⟩\n— Lise Armand, pêcheuse"},
		{name: "honorific", text: "« La mer ne rend que ce qu'on lui laisse. »⟨Armand | direct | signed | Mme Armand | -⟩\nMme Armand"},
		{name: "office that is a verb too", text: "« Je ne crois pas aux miracles. »⟨Odile Favre | direct | signed | Odile Favre, juge | -⟩\nOdile Favre, juge\n\nLe procès reprend lundi."},
		{name: "a sentence is no signature", text: "« La mer ne rend que ce qu'on lui laisse. »⟨* | direct | no-source⟩\nElle sert depuis trente ans au port de Vaubry."},
		{name: "name alone", text: "« Nous étions trente au départ. »⟨Karim Belhadj | direct | signed | Karim Belhadj | -⟩\nKarim Belhadj\n\nLe club a été fondé en 1932."},
	}},
	{"split", []example{
		{name: "halves", text: "« Ce n'est pas fini »⟨Karim Belhadj | direct | incise | Karim Belhadj | a lancé⟩, a lancé Karim Belhadj, « nous reviendrons demain »⟨Karim Belhadj | direct | split | Karim Belhadj | a lancé⟩."},
		{name: "pronoun", text: "Karim Belhadj ne désarme pas. « Ce n'est pas fini »⟨Karim Belhadj | direct | incise | il | promet-il⟩, promet-il, « nous reviendrons »⟨Karim Belhadj | direct | split | il | promet-il⟩."},
		{name: "two sentences", text: "« Non »⟨juge | * | incise | la juge | a tranché⟩, a tranché la juge, « vous attendrez dehors. »⟨juge | direct | split | la juge | a tranché⟩"},
		{name: "addressee between", text: "« Vous attendrez »⟨juge | direct | incise | la juge | a dit⟩, a dit la juge à Karim Belhadj, « et dehors »⟨juge | mixed | split | la juge | a dit⟩."},
		{name: "aside between", text: "« Je pars »⟨Odile Favre | direct | incise | Odile Favre | a dit⟩, a dit Odile Favre, très émue, « et je ne reviendrai pas »⟨Odile Favre | direct | split | Odile Favre | a dit⟩."},
	}},
	{"incise-far", []example{
		{name: "two fragments", text: "Le budget est « intenable »⟨Odile Favre | mixed | incise-far | Odile Favre | a estimé⟩ et la dette « insoutenable »⟨Odile Favre | mixed | incise | Odile Favre | a estimé⟩, a estimé Odile Favre."},
		{name: "in the middle", text: "La mairie, a répondu Armand Tisserand, n'a « aucune marge »⟨Armand Tisserand | mixed | incise-far | Armand Tisserand | a répondu⟩."},
		{name: "pronoun", text: "Lise Armand a pris la parole. Le projet, un « coup de peinture »⟨Lise Armand | mixed | incise-far | elle | a-t-elle ironisé⟩ sur un mur, ne changera rien, a-t-elle ironisé."},
		{name: "who learns has not said it", text: "Le parquet a ouvert une enquête pour « faux »⟨- | other⟩, a appris la rédaction.", skip: "\"a appris\" of the newsroom is taken for an incise"},
		{name: "three fragments", text: "Le stade est « vieux »⟨Karim Belhadj | mixed | incise-far | Karim Belhadj | regrette⟩, la pelouse « pelée »⟨Karim Belhadj | mixed | incise-far | Karim Belhadj | regrette⟩ et le public « absent »⟨Karim Belhadj | mixed | incise | Karim Belhadj | regrette⟩, regrette Karim Belhadj."},
		{name: "relative behind the source", text: "Le quai était « pourri »⟨Lise Armand | mixed | incise-far | Lise Armand | raconte⟩, la grue « en panne »⟨Lise Armand | mixed | incise | Lise Armand | raconte⟩, raconte Lise Armand, qui a tout photographié."},
	}},
	{"verb", []example{
		{name: "an expression with its que, and a subject behind it", text: "« Ils sont deux »⟨Paul Ney | direct⟩, accuse Paul Ney. La préfecture, de son côté, fait valoir que ses contrôles ont « plus que doublé »⟨préfecture | mixed | verb⟩."},
		{name: "whom somebody sees say it", text: "Une vidéo circule. On y voit Lise Roc, hilare, réclamer à son oncle « les clés du camion »⟨Lise Roc | mixed | verb⟩."},
		{name: "who sends it", text: "Lise Roc est partie. À 11 heures, elle a envoyé à une amie un SMS indiquant qu'elle était « presque en haut »⟨Lise Roc | mixed | verb⟩."},
		{name: "an office before a verb that is a noun too", text: "La présidente rêve d'un « stade à nous »⟨présidente | mixed | verb⟩."},
		{name: "what a relative clause says of another thing", text: "Le rapport évoque « un oubli »⟨rapport | mixed | verb⟩, une thèse que Paul Ney juge « vexante »⟨Paul Ney | mixed⟩."},
		{name: "on a channel, a minister", text: "Sur Canal 9, le ministre, qui avait parlé d'une « erreur »⟨ministre | mixed | verb⟩, a promis : « On verra bien. »⟨ministre | direct⟩"},
		{name: "que", text: "Le maire a affirmé que la salle était « trop petite »⟨maire | mixed | verb | Le maire | a affirmé⟩."},
		{name: "object", text: "La ministre a salué un « travail remarquable »⟨ministre | mixed | verb | La ministre | a salué⟩."},
		{name: "participle first", text: "Qualifiant le projet de « folie »⟨Odile Favre | mixed | verb | Odile Favre | Qualifiant⟩, Odile Favre a quitté la séance."},
		{name: "passive with agent", text: "Le projet a été qualifié de « folie »⟨Odile Favre | mixed | verb | Odile Favre | a été qualifié de⟩ par Odile Favre."},
		{name: "passive without agent", text: "Le projet a été qualifié de « folie »⟨- | other⟩."},
		{name: "the clause within is not the source", text: "Armand Tisserand a rappelé que l'architecte n'excluait pas un « effondrement »⟨Armand Tisserand | mixed | verb | Armand Tisserand | a rappelé⟩."},
		{name: "coordinated", text: "Karim Belhadj dénonce « un scandale »⟨Karim Belhadj | mixed | verb | Karim Belhadj | dénonce⟩ et réclame « des comptes »⟨Karim Belhadj | mixed | verb | Karim Belhadj | réclame⟩."},
		{name: "on, at a place", text: "Au ministère, on assure que le texte est « quasiment prêt »⟨ministère | mixed | verb | ministère | assure⟩."},
		{name: "who is accused is not the source", text: "L'opposition accuse le maire de « brader le patrimoine »⟨opposition | mixed | verb | L'opposition | accuse⟩."},
		{name: "participle of accusation with agent", text: "Accusé par Odile Favre de « mentir »⟨Odile Favre | mixed⟩, Armand Tisserand se tait."},
		{name: "reflexive", text: "La navigatrice Lise Armand s'est dite « vidée »⟨Lise Armand | mixed | verb | La navigatrice Lise Armand | s'est dite⟩."},
		{name: "relative clause", text: "Odile Favre, qui dénonçait hier « une honte »⟨Odile Favre | mixed | verb | Odile Favre | dénonçait⟩, s'est tue."},
		{name: "elision before the mark", text: "Lise Armand parle d'« un immense gâchis »⟨Lise Armand | mixed | verb | Lise Armand⟩."},
		{name: "who is addressed is not the source", text: "Devant Odile Favre, Armand Tisserand a reconnu « une erreur »⟨Armand Tisserand | mixed | verb | Armand Tisserand | a reconnu⟩."},
		{name: "who is spoken of is not the source", text: "Armand Tisserand a dit d'Odile Favre qu'elle était « courageuse »⟨Armand Tisserand | mixed | verb | Armand Tisserand | a dit⟩."},
		{name: "who is thanked is not the source", text: "Armand Tisserand a remercié Odile Favre pour son « courage »⟨Armand Tisserand | mixed | verb | Armand Tisserand | a remercié⟩."},
		{name: "who asks is not the source", text: "Interrogé par Lise Armand, le ministre a évoqué « un malentendu »⟨ministre | mixed | verb | le ministre | a évoqué⟩."},
		{name: "whose words are judged is not the source", text: "Les propos de Karim Belhadj ont été jugés « indignes »⟨Odile Favre | mixed | verb | Odile Favre | ont été jugés⟩ par Odile Favre."},
		{name: "who hears is not the source", text: "Lise Armand a entendu le préfet parler d'« une erreur »⟨préfet | mixed⟩.", skip: "the subject of the verb of hearing is taken, not that of the infinitive"},
		{name: "who is told is not the source", text: "Lise Armand s'est entendu répondre que c'était « trop tard »⟨- | other⟩.", skip: "\"s'entendre répondre\" is taken for a verb of saying"},
		{name: "addressee", text: "Karim Belhadj a expliqué à Odile Favre que son projet était « mort »⟨Karim Belhadj | mixed | verb | Karim Belhadj | a expliqué⟩."},
		{name: "who is called upon is not the source", text: "Le ministre a appelé les maires à « tenir bon »⟨ministre | mixed | verb | Le ministre | a appelé⟩."},
		{name: "topic, then pronoun", text: "Quant à Karim Belhadj, il juge l'offre « ridicule »⟨Karim Belhadj | mixed | verb | il | juge⟩."},
		{name: "demonym", text: "Vladimir Poutine et Kim Jong-un ont signé un accord. Le dirigeant nord-coréen a évoqué « une alliance »⟨Kim Jong-un | mixed | verb | Le dirigeant nord-coréen | a évoqué⟩."},
		{name: "the second of two subjects has no verb", text: "Vladimir Poutine et Kim Jong-un ont signé un accord. Le dirigeant nord-coréen a évoqué « une alliance »⟨Kim Jong-un | mixed⟩, le président russe « un tournant »⟨Vladimir Poutine | mixed⟩."},
		{name: "a relative with its own subject", text: "Le juge Jean Roc, que Paul Ney a critiqué, a déclaré : « Je resterai à mon poste. »⟨Jean Roc | direct | colon⟩"},
		{name: "dont and its own complement", text: "Le préfet, dont Paul Ney affirme qu'il est malade, a déclaré que « rien ne presse »⟨préfet | mixed | verb⟩."},
		{name: "a clause of time", text: "Jean Roc, lorsque Luc Ney l'a interrogé, a répondu : « Je n'en sais rien. »⟨Jean Roc | direct | colon⟩"},
		{name: "a later woman of the same office", text: "Le ministre a parlé de « miracle »⟨ministre | mixed⟩. La ministre Lia Ray a souri."},
		{name: "nous is who is told", text: "Un touriste photographie la brume. « C'est beau »⟨touriste | direct⟩, dit-il. Paul Vannier, batelier, nous attend au ponton. Il parle d'un marais « à bout de souffle »⟨Paul Vannier | mixed | verb⟩."},
		{name: "a body that has spoken", text: "La Croix-Rouge a déclaré que ses entrepôts étaient vides. « Nous avons besoin de camions »⟨Croix-Rouge | direct | incise⟩, a-t-elle écrit."},
		{name: "il y with a verb of speech", text: "Le comité des fêtes a publié un texte. Il y réclame « des moyens pour la ville »⟨comité des fêtes | mixed | verb⟩."},
		{name: "a pronoun for nobody", text: "« C'est long à n'en plus finir »⟨- | direct | unresolved⟩, soupire-t-il."},
		{name: "que and a pronoun for nobody", text: "Il a déclaré que « tout va bien »⟨- | mixed | unresolved⟩."},
		{name: "one that many exact", text: "Les ouvriers, qui n'ont « rien vu venir »⟨ouvriers | mixed⟩, exigent un repreneur."},
		{name: "told to a programme", text: "« Je pars »⟨Rita Lang | direct⟩, plaide Rita Lang dans son livre « Le Cap »⟨- | other⟩."},
		{name: "delivered is not read", text: "Chaque matin, on livre ici « Les Échos du fleuve »⟨- | other⟩."},
		{name: "dit behind an aside", text: "Karim Belhadj, joint par téléphone, dit « attendre »⟨Karim Belhadj | mixed | verb | Karim Belhadj | dit⟩."},
		{name: "comme l'a dit", text: "Comme l'a dit un jour Paul Roux, « on ne gagne jamais seul »⟨Paul Roux | mixed | verb | Paul Roux | l'a dit⟩."},
	}},
	{"source", []example{
		{name: "à l'en croire", text: "« On avance »⟨Paul Ney | direct⟩, dit Paul Ney. À l'en croire, le texte sera voté « avant l'été »⟨Paul Ney | mixed | source⟩."},
		{name: "selon lequel", text: "Et Lise Roc de citer le rapport du syndicat, selon lequel le pont serait « à refaire »⟨rapport du syndicat | mixed | source⟩."},
		{name: "of whom qui can be said", text: "Le vote a eu lieu contre l'avis du rectorat, pour qui la mesure est « prématurée »⟨rectorat | mixed | source⟩."},
		{name: "two sources without a verb", text: "Une mesure « de bon sens »⟨Paul Ney | mixed | source⟩, selon Paul Ney, « punitive »⟨opposition | mixed | source⟩ pour l'opposition."},
		{name: "in somebody's entourage", text: "« Rien n'est décidé »⟨entourage du ministre | direct⟩, fait-on valoir dans l'entourage du ministre."},
		{name: "selon", text: "Selon Odile Favre, le quai est « en ruine »⟨Odile Favre | mixed | source | Odile Favre | Selon⟩."},
		{name: "behind", text: "Le quai est « en ruine »⟨Paul Vannier | mixed | source | l'architecte Paul Vannier | d'après⟩, d'après l'architecte Paul Vannier."},
		{name: "pour", text: "Pour Karim Belhadj, cette décision est « une insulte »⟨Karim Belhadj | mixed | source | Karim Belhadj | Pour⟩."},
		{name: "somebody never named", text: "Le dossier est « vide »⟨source proche de l'enquête | mixed | source | une source proche de l'enquête | selon⟩, selon une source proche de l'enquête."},
		{name: "a document gives its author's words", text: "Selon un rapport de la Cour des comptes, la gestion a été « hasardeuse »⟨Cour des comptes | mixed | source | Cour des comptes | Selon⟩."},
		{name: "aux yeux de", text: "Aux yeux de Lise Armand, le vote fut « une farce »⟨Lise Armand | mixed | source | Lise Armand | Aux yeux de⟩."},
		{name: "the agency that cites is not the source", text: "Le tir a « échoué »⟨état-major norvégien | mixed | source | l'état-major norvégien | selon⟩, selon l'état-major norvégien, cité par l'agence NTB."},
		{name: "de source policière", text: "Le suspect s'est montré « très coopératif »⟨source policière | mixed | source | source policière | de source policière⟩, de source policière."},
		{name: "pour of purpose", text: "Pour la fête, la mairie a prévu un « grand banquet »⟨mairie | mixed | verb⟩."},
		{name: "the words of", text: "Selon les mots de Lise Armand, la fête fut « un naufrage »⟨Lise Armand | mixed | source | Lise Armand⟩."},
		{name: "two sources", text: "« Un recul »⟨opposition | mixed | source | l'opposition | pour⟩ pour l'opposition, « une avancée »⟨majorité | mixed | source | la majorité | pour⟩ pour la majorité."},
		{name: "pronoun", text: "Odile Favre l'a redit jeudi. « Il n'y a pas d'alternative »⟨Odile Favre | direct | source | elle | selon⟩, selon elle."},
	}},
	{"source-noun", []example{
		{name: "appel", text: "L'appel de Karim Belhadj à « rester dans la rue »⟨Karim Belhadj | mixed | source-noun | Karim Belhadj | L'appel de Karim Belhadj⟩ a été entendu."},
		{name: "possessive", text: "Armand Tisserand a été élu en mars. Sa promesse de « rouvrir le pont »⟨Armand Tisserand | mixed | source-noun | Sa promesse | Sa promesse⟩ est oubliée."},
		{name: "propos", text: "Les propos de Lise Armand sur « la fin du monde paysan »⟨Lise Armand | mixed | source-noun | Lise Armand | Les propos de Lise Armand⟩ ont choqué."},
		{name: "cries", text: "Les manifestants ont défilé aux cris de « Rendez-nous le pont ! »⟨manifestants | mixed | source-noun | Les manifestants | cris⟩."},
		{name: "the verb decides where there is one", text: "Dans un communiqué, la préfecture évoque « un incident isolé »⟨préfecture | mixed | verb | la préfecture | évoque⟩."},
		{name: "a body's document", text: "Le communiqué de la préfecture parle d'un « incident isolé »⟨préfecture | mixed | verb | Le communiqué de la préfecture⟩."},
	}},
	{"headline", []example{
		{name: "answer", text: "« Je reste »⟨Armand Tisserand | direct | headline | Armand Tisserand | -⟩ : Armand Tisserand répond aux critiques\n\nLe maire, Armand Tisserand, a parlé."},
		{name: "a place is no speaker", text: "« On a tout perdu »⟨riverains | direct | headline | des riverains | -⟩ : à Vaubry, des riverains racontent\n\nIl pleuvait."},
		{name: "the words of", text: "« Je reste »⟨Armand Tisserand | direct | headline⟩ : la réponse d'Armand Tisserand à ses critiques\n\nArmand Tisserand a parlé."},
		{name: "office", text: "« Il faut tenir »⟨préfet de Vaubry | direct | headline | le préfet de Vaubry | -⟩ : le préfet de Vaubry face aux maires\n\nLa salle était pleine."},
		{name: "selon", text: "« Une bombe à retardement »⟨Odile Favre | * | source | Odile Favre | selon⟩, selon Odile Favre\n\nOdile Favre a parlé jeudi."},
		{name: "name first", text: "Armand Tisserand : « Je reste »⟨Armand Tisserand | direct | colon | Armand Tisserand | -⟩\n\nLe maire, Armand Tisserand, a parlé."},
		{name: "party in brackets", text: "« Je reste »⟨Odile Favre | direct | headline | Odile Favre | -⟩ : Odile Favre (Union du fleuve)\n\nLe conseil vote lundi."},
		{name: "the message of", text: "« Le mépris, c'est fini »⟨Odile Favre | direct | headline⟩ : c'est le message d'Odile Favre aux élus."},
	}},
	{"caption", []example{
		{name: "no verb", text: "Odile Favre « pas inquiète »⟨Odile Favre | mixed | caption | Odile Favre | -⟩ avant le vote\n\nLa trésorière a parlé jeudi."},
		{name: "repeated below", text: "Armand Tisserand « serein »⟨Armand Tisserand | mixed | caption | Armand Tisserand | -⟩\n\nLe maire, Armand Tisserand, s'est dit « serein »⟨Armand Tisserand | mixed | verb | Le maire, Armand Tisserand | s'est dit⟩ jeudi."},
		{name: "behind a topic", text: "Vaubry : un maire « sous pression »⟨maire | mixed | caption | un maire | -⟩\n\nArmand Tisserand a parlé."},
		{name: "a verb decides", text: "Odile Favre dénonce « un simulacre »⟨Odile Favre | mixed | verb | Odile Favre | dénonce⟩\n\nLa trésorière a parlé jeudi."},
		{name: "office", text: "Le préfet « vigilant »⟨préfet | mixed | caption | Le préfet | -⟩ face à la crue\n\nIl pleut."},
		{name: "body", text: "La CGT « prête à la grève »⟨CGT | mixed | caption | La CGT | -⟩\n\nLes cheminots votent."},
	}},
	{"nested", []example{
		{name: "own words", text: "« Je lui ai dit : “Vous mentez”⟨Lise Armand | direct | nested | Je | lui ai dit⟩, et je suis partie »⟨Lise Armand | direct | incise | Lise Armand | raconte⟩, raconte Lise Armand."},
		{name: "our words", text: "« Nous avons crié “au feu”⟨Karim Belhadj | mixed | nested | Nous | avons crié⟩, et tout le monde est sorti »⟨Karim Belhadj | direct | incise | Karim Belhadj | se souvient⟩, se souvient Karim Belhadj."},
		{name: "a relative's words", text: "« Mon père me disait : “Tiens bon”⟨* | * | colon | Mon père | me disait⟩ »⟨Lise Armand | direct | incise | Lise Armand | raconte⟩, raconte Lise Armand."},
		{name: "incise within", text: "« “Partez”⟨gendarme | direct | incise | le gendarme | m'a ordonné⟩, m'a ordonné le gendarme, et je suis partie »⟨Lise Armand | direct | incise | Lise Armand | raconte⟩, raconte Lise Armand."},
		{name: "cleft", text: "« C'est le préfet qui a dit “jamais”⟨préfet | mixed | verb | le préfet | a dit⟩, pas moi »⟨Odile Favre | direct | incise | Odile Favre | proteste⟩, proteste Odile Favre."},
		{name: "title", text: "« J'ai relu “Les Vents contraires”⟨- | other⟩ trois fois »⟨Lise Armand | direct | incise | Lise Armand | raconte⟩, raconte Lise Armand."},
	}},
	{"continued", []example{
		{name: "behind a sentence", text: "« C'est fini »⟨Karim Belhadj | direct | incise | Karim Belhadj | souffle⟩, souffle Karim Belhadj. Il ramasse ses outils. « Trente ans de ma vie. »⟨Karim Belhadj | direct | continued | Karim Belhadj | souffle⟩"},
		{name: "full stop between", text: "« Ce n'est pas fini »⟨Karim Belhadj | direct | incise | Karim Belhadj | a lancé⟩, a lancé Karim Belhadj. « Nous reviendrons. »⟨Karim Belhadj | direct | continued | Karim Belhadj | a lancé⟩"},
		{name: "about somebody else", text: "« C'est fini »⟨Karim Belhadj | direct | incise | Karim Belhadj | souffle⟩, souffle Karim Belhadj. Sa voisine, elle, reste « confiante »⟨- | other⟩."},
		{name: "three in a row", text: "« C'est fini. Je pars »⟨Karim Belhadj | direct | incise | Karim Belhadj | souffle⟩, souffle Karim Belhadj. « J'ai prévenu tout le monde. »⟨Karim Belhadj | direct | continued | Karim Belhadj | souffle⟩ « Personne n'a répondu. »⟨Karim Belhadj | direct | continued | Karim Belhadj | souffle⟩"},
		{name: "pronoun", text: "Armand Tisserand s'est expliqué. « J'ai fait une erreur »⟨Armand Tisserand | direct | incise | il | a-t-il admis⟩, a-t-il admis. « Je le regrette. »⟨Armand Tisserand | direct | continued | il | a-t-il admis⟩"},
		{name: "the next paragraph names another", text: "« C'est fini »⟨Karim Belhadj | direct | incise | Karim Belhadj | souffle⟩, souffle Karim Belhadj.\n« On recommence demain »⟨Odile Favre | direct | incise | Odile Favre | promet⟩, promet Odile Favre."},
		{name: "an answer that is named", text: "« Qui a payé ? »⟨Odile Favre | direct | incise | Odile Favre | demande⟩, demande Odile Favre. « La mairie »⟨Armand Tisserand | * | incise | Armand Tisserand | répond⟩, répond Armand Tisserand."},
		{name: "who is asked answers", text: "« Êtes-vous coupable ? »⟨juge | direct | incise | la juge | demande⟩ demande la juge à Karim Belhadj. « Non, madame la présidente. »⟨Karim Belhadj | direct⟩"},
	}},
	{"introduced", []example{
		{name: "what somebody feels", text: "Karim Belhadj n'en revient pas. « On a tout reconstruit en trois mois. »⟨Karim Belhadj | direct | introduced | Karim Belhadj⟩"},
		{name: "verb of saying", text: "Odile Favre a répondu aux critiques. « Nous avons respecté la loi. »⟨Odile Favre | direct | introduced | Odile Favre | a répondu⟩"},
		{name: "from the paragraph before", text: "Lise Armand se souvient de tout.\n« Il faisait nuit et la mer montait. »⟨Lise Armand | direct | introduced | Lise Armand | se souvient de⟩"},
		{name: "the subject of two people", text: "Odile Favre a reçu Karim Belhadj. « Nous avons trouvé un accord. »⟨Odile Favre | direct | introduced | Odile Favre | a reçu⟩"},
		{name: "who is asked answers", text: "La juge interroge Karim Belhadj. « Je n'étais pas là ce soir-là. »⟨Karim Belhadj | direct⟩"},
		{name: "a thing says nothing", text: "Le vent souffle depuis jeudi. « Il faisait nuit et la mer montait. »⟨- | direct⟩"},
		{name: "feeling, then what happens", text: "Armand Tisserand s'emporte. « On ne peut pas tout faire ! »⟨Armand Tisserand | direct | introduced | Armand Tisserand | s'emporte⟩ Il se rassoit."},
	}},
	{"follows", []example{
		{name: "name", text: "« Je n'ai pas dormi de la nuit. »⟨Karim Belhadj | direct | follows | Karim Belhadj | -⟩ Karim Belhadj montre le toit arraché."},
		{name: "office and name", text: "« Je n'ai pas dormi de la nuit. »⟨Lise Armand | direct | follows | La boulangère Lise Armand | -⟩ La boulangère Lise Armand montre le toit arraché."},
		{name: "age", text: "« On m'a tout pris. »⟨Odile Favre | direct | follows | Odile Favre | -⟩ Odile Favre, 74 ans, tremble encore."},
		{name: "a thing says nothing", text: "« Je n'ai pas dormi de la nuit. »⟨- | direct | no-source⟩ Le toit est arraché."},
	}},
	{"predicate", []example{
		{name: "the marks' verb, another speaker before", text: "« C'est non »⟨Paul Ney | direct⟩, dit Paul Ney. Plus mesurée, la préfecture « prend acte »⟨préfecture | mixed | predicate⟩ du plan."},
		{name: "office", text: "Le maire « ne dit pas non »⟨maire | mixed | predicate | Le maire | -⟩."},
		{name: "participle", text: "Le comité a « pris note »⟨comité | mixed | predicate | Le comité | -⟩ de la demande."},
		{name: "pronoun", text: "Odile Favre a écouté. Elle « n'exclut rien »⟨Odile Favre | mixed | predicate | Elle | -⟩."},
		{name: "name", text: "Karim Belhadj « refuse de plier »⟨Karim Belhadj | mixed | predicate | Karim Belhadj | -⟩."},
		{name: "a thing says nothing", text: "La digue « ne tiendra pas »⟨- | other⟩."},
	}},
	{"subject", []example{
		{name: "a verb of wanting reports", text: "Armand Tisserand entend « tourner la page »⟨Armand Tisserand | mixed | verb | Armand Tisserand | entend⟩."},
		{name: "pronoun", text: "Lise Armand hésite. Elle veut « du temps »⟨Lise Armand | mixed | verb | Elle | veut⟩."},
		{name: "a party", text: "Le Parti du fleuve prône une « rupture »⟨Parti du fleuve | mixed | verb | Le Parti du fleuve | prône⟩."},
		{name: "a quality of things is nobody's word", text: "Karim Belhadj vend des tomates « anciennes »⟨- | other⟩ au marché."},
		{name: "a name of things is nobody's word", text: "La route « des crêtes »⟨- | other⟩ traverse la forêt."},
		{name: "a feeling", text: "Armand Tisserand quitte la mairie avec le sentiment d'avoir été « trahi par les siens »⟨Armand Tisserand | mixed | subject | Armand Tisserand | -⟩."},
		{name: "adverbial", text: "Karim Belhadj est venu « en ami »⟨Karim Belhadj | mixed | subject | Karim Belhadj | -⟩."},
		{name: "those whom somebody fights", text: "Karim Belhadj se bat contre ces « charognards de la finance »⟨Karim Belhadj | mixed | subject | Karim Belhadj | -⟩."},
		{name: "office", text: "Le maire travaille « dans l'urgence »⟨maire | mixed | subject | Le maire | -⟩ depuis juin."},
	}},
	{"repeated", []example{
		{name: "headline", text: "Des comptes « dans le rouge »⟨Odile Favre | mixed | repeated | L'adjointe, Odile Favre | a reconnu⟩\n\nL'adjointe, Odile Favre, a reconnu jeudi que les comptes étaient « dans le rouge »⟨Odile Favre | mixed | verb | L'adjointe, Odile Favre | a reconnu⟩."},
		{name: "a sentence below", text: "Le pont, « un symbole »⟨Lise Armand | mixed | repeated | Lise Armand | regrette⟩\n\n« Ce pont était un symbole pour nous tous »⟨Lise Armand | direct | incise | Lise Armand | regrette⟩, regrette Lise Armand."},
		{name: "a state in the headline", text: "La Norvane et la Sarvie signent un accord « sans précédent »⟨Odile Favre | mixed | repeated | Odile Favre | a salué⟩\n\nOdile Favre a salué un accord « sans précédent »⟨Odile Favre | mixed | verb | Odile Favre | a salué⟩."},
		{name: "people in the headline", text: "Les salariés dénoncent un « gâchis »⟨salariés | mixed | verb | Les salariés | dénoncent⟩\n\nOdile Favre a dénoncé un « gâchis »⟨Odile Favre | mixed | verb | Odile Favre | a dénoncé⟩."},
		{name: "section heading", text: "Le club est sauvé.\n« Un miracle »⟨Karim Belhadj | * | repeated | l'entraîneur Karim Belhadj | a lâché⟩\nLe stade était plein. « C'est un miracle »⟨Karim Belhadj | direct | incise | l'entraîneur Karim Belhadj | a lâché⟩, a lâché l'entraîneur Karim Belhadj."},
		{name: "one of two speakers", text: "Un quai « à refaire »⟨Odile Favre | mixed | repeated | Odile Favre | juge⟩\n\nOdile Favre juge le quai « à refaire »⟨Odile Favre | mixed | verb | Odile Favre | juge⟩. Armand Tisserand parle d'un pont « trop court »⟨Armand Tisserand | mixed | verb | Armand Tisserand⟩."},
		{name: "nothing below", text: "Le pont, « un symbole »⟨- | other⟩\n\nIl a été construit en 1932."},
	}},
	{"title", []example{
		{name: "film", text: "Le film « Les Vents contraires »⟨- | other | title⟩ sort mercredi, a annoncé Lise Armand."},
		{name: "author of", text: "Paul Vannier, auteur de « La Digue »⟨- | other | title⟩, a parlé de la mer."},
		{name: "apposition", text: "Son dernier roman, « La Digue »⟨- | other | title⟩, raconte une tempête."},
		{name: "dans", text: "Dans « La Digue »⟨- | other | title⟩, Paul Vannier raconte une tempête."},
		{name: "repeated with a verb of feeling", text: "Le film « La Digue »⟨- | other | title⟩ sort mercredi. Lise Armand a aimé « La Digue »⟨- | other | title⟩."},
		{name: "song", text: "La chanteuse Lise Armand a chanté « Partir demain »⟨- | other⟩ au stade.", skip: "\"chanter\" with a capital behind it is taken for a report"},
		{name: "at the start of a sentence", text: "« La Digue »⟨- | other⟩ est un beau livre, juge Paul Roux."},
	}},
	{"name", []example{
		{name: "nickname with dit", text: "Karim Belhadj, dit « le Chacal »⟨- | other | name⟩, a été arrêté."},
		{name: "surnommé", text: "Karim Belhadj, surnommé « le Chacal »⟨- | other | name⟩, a été arrêté."},
		{name: "within a name", text: "Paul « Momo »⟨- | other⟩ Vannier a été arrêté."},
		{name: "what people call a place", text: "Le quartier, que les habitants appellent « la Butte »⟨- | other | name⟩, a changé."},
		{name: "baptised", text: "L'opération a été baptisée « Vague bleue »⟨- | other⟩ par la préfecture."},
		{name: "operation", text: "L'opération « Vague bleue »⟨- | other⟩ a pris fin."},
		{name: "se faire appeler", text: "Karim Belhadj se fait appeler « le Chacal »⟨- | other | name⟩."},
		{name: "nickname behind an age", text: "Karim Belhadj, 40 ans, dit « Momo »⟨- | other | name⟩, attend."},
	}},
	{"term", []example{
		{name: "word", text: "Le mot « dette »⟨- | other | term⟩ n'apparaît pas dans le rapport."},
		{name: "dite", text: "La loi dite « littoral »⟨- | other⟩ s'applique ici."},
		{name: "in brackets", text: "Le choix d'écran (« choice screen »⟨- | other | term⟩) est obligatoire."},
		{name: "notion", text: "La notion de « bien commun »⟨- | other | term⟩ est ancienne."},
		{name: "another word", text: "Le procédé, ou « fracking »⟨- | other | term⟩, est interdit."},
	}},
	{"scare", []example{
		{name: "soi-disant", text: "Ce soi-disant « expert »⟨- | other | scare⟩ n'a jamais étudié."},
		{name: "fameux", text: "Le fameux « plan B »⟨- | other | scare⟩ n'a jamais existé."},
		{name: "of a group", text: "Les « gilets orange »⟨- | other | scare⟩ bloquent le rond-point."},
		{name: "of a thing", text: "Le vin « naturel »⟨- | other⟩ se vend bien."},
		{name: "of an object", text: "Le conseil a voté un budget « vert »⟨- | other⟩ en juin."},
	}},
	{"sign", []example{
		{name: "notice", text: "Sur la porte, une affichette prévient : « Fermé jusqu'à nouvel ordre. »⟨- | other | sign⟩"},
		{name: "banner", text: "Sur la banderole : « Rendez-nous le pont »⟨- | other | sign⟩."},
		{name: "poster", text: "Une pancarte proclame « Non à la fermeture »⟨- | other | sign⟩."},
		{name: "panel", text: "Un panneau annonce « Travaux jusqu'en juin »⟨- | other | sign⟩."},
	}},
	{"impersonal", []example{
		{name: "on peut lire", text: "Sur le mur, on peut lire : « Dehors les promoteurs ! »⟨- | direct | impersonal⟩"},
		{name: "on lit", text: "Sur la façade, on lit « À vendre »⟨- | * | impersonal⟩."},
		{name: "on peut lire sur", text: "À l'entrée, on peut lire sur un panneau : « Danger de mort »⟨- | direct | impersonal⟩."},
		{name: "on disait", text: "On disait de lui qu'il était « fini »⟨- | other⟩."},
	}},
	{"relay", []example{
		{name: "agency behind", text: "Karim Belhadj a dit : « Tout va bien »⟨Karim Belhadj | direct | colon | Karim Belhadj | a dit⟩, a rapporté l'agence NTB."},
		{name: "cited by an agency", text: "« Tout va bien »⟨Karim Belhadj | direct | incise | Karim Belhadj | a déclaré⟩, a déclaré Karim Belhadj, cité par l'agence NTB."},
		{name: "said to a newspaper", text: "« Tout va bien »⟨Karim Belhadj | direct | incise | Karim Belhadj | a déclaré⟩, a déclaré Karim Belhadj au Phare du soir."},
		{name: "on the radio", text: "« Tout va bien »⟨Karim Belhadj | direct | incise | Karim Belhadj | a dit⟩, a dit Karim Belhadj sur Radio Horizon."},
		{name: "who cites is not the source", text: "« Tout va bien »⟨Yves Carmelin | direct⟩, a rapporté Odile Favre, citant le préfet Yves Carmelin."},
		{name: "an agency cites", text: "L'agence Meridia, citant le préfet Yves Carmelin, évoque « une erreur de calcul »⟨Yves Carmelin | mixed⟩."},
		{name: "a letter read by somebody", text: "Dans une lettre lue par son avocate, Karim Belhadj dit regretter « un geste idiot »⟨Karim Belhadj | mixed | verb | Karim Belhadj⟩."},
		{name: "in the name of", text: "Au nom du conseil, Odile Favre a salué « un voisin discret »⟨Odile Favre | mixed | verb | Odile Favre | a salué⟩."},
		{name: "the agency reports", text: "Le ministre a parlé de « trahison »⟨ministre | mixed | verb | Le ministre | a parlé de⟩, rapporte l'AFP."},
		{name: "the newspaper reports", text: "Le ministre a parlé de « trahison »⟨ministre | mixed | verb | Le ministre | a parlé de⟩, rapporte le quotidien Le Phare."},
		{name: "an outlet known by its name alone", text: "Le ministre a parlé de « trahison »⟨ministre | mixed | verb | Le ministre | a parlé de⟩, rapporte Le Phare."},
		{name: "the agency first", text: "Selon l'AFP, le ministre a parlé de « trahison »⟨ministre | mixed | verb | le ministre | a parlé de⟩."},
		{name: "who is asked by an agency", text: "Interrogée par l'AFP, une habitante de Vaubry décrit « une nuit d'horreur »⟨habitante de Vaubry | mixed | verb | une habitante de Vaubry | décrit⟩."},
		{name: "propos rapportés", text: "« Trahison »⟨ministre | * | incise | le ministre | a lâché⟩, a lâché le ministre, selon des propos rapportés par Le Phare."},
		{name: "what the newspaper says itself", text: "Le projet est une « trahison »⟨Phare | mixed | incise | Le Phare | écrit⟩, écrit Le Phare."},
	}},
	{"inside", []example{
		{name: "one of them", text: "Les pêcheurs sont inquiets. « Sans nous, se défend l'un d'eux, le port est mort. »⟨pêcheur | direct | inside⟩"},
		{name: "pronoun", text: "Armand Tisserand a souri. « Le pont tiendra, a-t-il promis. La route aussi. »⟨Armand Tisserand | direct | inside | il | a-t-il promis⟩"},
		{name: "feminine pronoun", text: "Le préfet a reçu Odile Favre. « Je n'attendais rien, avoue-t-elle. Je n'ai rien eu. »⟨Odile Favre | direct | inside | elle | avoue-t-elle⟩"},
		{name: "the clause goes on", text: "Karim Belhadj ne désarme pas. « Le club, insiste-t-il, n'est pas à vendre. »⟨Karim Belhadj | direct | inside | il | insiste-t-il⟩"},
		{name: "adverb", text: "Lise Armand a pris la barre. « J'ai eu peur, reconnaît-elle aujourd'hui. Vraiment peur. »⟨Lise Armand | direct | inside | elle | reconnaît-elle⟩"},
		{name: "what the speaker says of another is no incise", text: "« Il m'a dit de partir, ce que j'ai refusé. Mon frère a pleuré. »⟨- | direct⟩"},
		{name: "name", text: "« Nous avons tout essayé, explique Lise Armand. Il n'y avait plus d'argent. »⟨Lise Armand | direct | inside | Lise Armand | explique⟩"},
		{name: "name, the clause goes on", text: "« Je pars, a dit Odile Favre, et je ne reviendrai pas. »⟨Odile Favre | direct | inside | Odile Favre | a dit⟩"},
		{name: "office and name", text: "« C'est une bonne chose, se réjouit la maire de Vaubry, Odile Favre. Nous l'attendions. »⟨Odile Favre | direct | inside⟩"},
	}},
	{"answer", []example{
		{name: "interview", text: "Lise Armand, navigatrice, publie ses carnets.\nPourquoi écrire ?\n« Parce que j'oublie tout. »⟨Lise Armand | direct | answer⟩\nEt naviguer ?\n« Parce que je ne sais rien faire d'autre. »⟨Lise Armand | direct | answer⟩"},
		{name: "one question", text: "Rencontre avec Paul Vannier, menuisier.\nQue reste-t-il de l'atelier ?\n« Trois outils et un établi que je ne vendrai jamais. »⟨Paul Vannier | direct | answer⟩"},
		{name: "longer questions", text: "Karim Belhadj entraîne le FC Vaubry depuis dix ans.\nVous avez failli partir en juin. Qu'est-ce qui vous a retenu ?\n« Les gamins. Je leur avais promis de rester. »⟨Karim Belhadj | direct | answer⟩\nLe stade sera-t-il rénové ?\n« Il faudrait demander au maire. »⟨Karim Belhadj | direct | answer⟩"},
		{name: "an incise names another", text: "Rencontre avec Paul Vannier, menuisier.\nPourquoi partir ?\n« Il est fatigué »⟨Odile Favre | direct | incise⟩, répond Odile Favre, son épouse."},
		{name: "the heading names who answers", text: "Odile Favre a résilié son contrat. « J'ai écrit trois fois »⟨Odile Favre | direct⟩, dit-elle.\n\nDeux questions à Lise Armand, juriste\n\nLa clause est-elle légale ?\n« Oui, si le client a été prévenu. »⟨Lise Armand | direct | answer⟩\n\nEt le délai ?\n« Un mois, pas davantage. »⟨Lise Armand | direct | answer⟩"},
		{name: "nobody is there to answer", text: "Que faire d'un pont fermé ?\n« Il faut le détruire et n'en plus parler. »⟨- | direct | no-source⟩"},
	}},
	{"who is meant", []example{
		{name: "who answers is not who asked", text: "Lise Roc n'a pas de site. Une grande maison lui a proposé de racheter son nom. « Il est à mon père »⟨Lise Roc | direct⟩, a-t-elle répondu."},
		{name: "whom alone a headline names", text: "Vaubry pleure Paul Ney\n\nPaul Ney est mort lundi. Paul Ney avait 92 ans.\n\nMarc Roc, viticulteur, se souvient d'une gifle. « J'avais triché »⟨Marc Roc | direct⟩, confie-t-il.\n\nL'homme avait deux passions. « Je préfère servir »⟨Paul Ney | direct⟩, disait-il."},
		{name: "a relative's given name", text: "Paul Ney attend. C'est sa mère, réveillée tôt, qui a appelé. « J'ai tout vu. »⟨Odile | direct⟩ Odile a couru. « Il était tard »⟨Odile | direct⟩, dit la mère du berger."},
		{name: "a given name that is no relative's", text: "Une institutrice a reçu le maire. « On se sent de trop »⟨institutrice | direct⟩, dit-elle. Lina a souri."},
		{name: "whom a headline does not name", text: "« Il ne me reste rien »⟨Paul Ney | *⟩ : un éleveur perd tout\n\nPaul Ney, 43 ans, fait le tour des ruines. Il marche. On le suit. « J'ai toujours fait du foin »⟨Paul Ney | direct⟩, dit l'éleveur."},
		{name: "l'intéressé before a verb that is a noun too", text: "Paul Ney a tout perdu. Le préfet Yves Carmelin évoque « un oubli »⟨Yves Carmelin | mixed⟩, un mot que l'intéressé juge « vexant »⟨Paul Ney | mixed⟩."},
		{name: "the old man", text: "Lise Roc creuse. Paul Ney lui a tout appris. Le vieux parle de « bricolage »⟨Paul Ney | mixed⟩."},
		{name: "somebody just brought in without a name", text: "Les pots sont en vente à Vaubry, où un client s'étonne. « J'en achète, soupire ce retraité. C'est bon. »⟨client | direct⟩"},
		{name: "a sentence without a verb between", text: "Le jury est sorti, mais Lise Roc, elle, s'est arrêtée. Élégante. « Aucune excuse, on a perdu. »⟨Lise Roc | direct | introduced⟩"},
		{name: "whom the paragraph speaks of", text: "Et la tombe de Lise Roc ? Elle sait. Le tilleul est vieux. « Je ne la creuserai pas moi-même. »⟨Lise Roc | direct | topic⟩"},
		{name: "whom a portrait is about", text: "Lise Roc répare des violons. Lise Roc en a vu mille. Elle vit ici. Sa sœur Anne tient le café, elle.\n\nAu début, un patron lui parle. C'est Paul Ney, un ancien. Il n'explique rien. « Il posait ma main sur le bois »⟨Lise Roc | direct⟩, raconte-t-elle."},
		{name: "anybody in a clause", text: "Lise Roc creuse. Il y a ce veuf, Paul Ney, qui refuse qu'une femme descende la caisse. Elle attend. « On y va »⟨Lise Roc | direct⟩, dit-elle."},
		{name: "an impersonal il is nobody", text: "Le préfet Yves Carmelin attend. Il a fallu que Paul Ney se lève. « Rien ne bouge »⟨Paul Ney | direct⟩, a-t-il lancé."},
		{name: "an hour is nobody's", text: "Le préfet Yves Carmelin attend. Il est 5 heures. « Rien ne bouge »⟨Yves Carmelin | direct⟩, lance-t-il."},
		{name: "il in another sense", text: "Le préfet Yves Carmelin attend. Il y renouvelle son appel au « calme de chacun »⟨Yves Carmelin | mixed⟩."},
		{name: "what an impersonal clause sets off", text: "« Aucun agent ne démarche »⟨préfecture | direct⟩, insiste la préfecture. Il faut se méfier des offres « à un euro »⟨- | other⟩."},
		{name: "whom a title would have met first", text: "Le chef du groupe, Paul Ney, se tait. « Il joue perso »⟨conseiller | direct⟩, peste un conseiller. « Des fables »⟨Paul Ney⟩, balaie l'intéressé, qui dit n'avoir écouté que « les élus »⟨Paul Ney | mixed⟩."},
		{name: "what a copula says", text: "Paul Ney est menuisier. Lise Roc est à côté de lui. Le menuisier parle d'« une belle année »⟨Paul Ney | mixed⟩."},
		{name: "a pronoun tells the gender of a name", text: "« Je pars »⟨Sacha Brun | direct⟩, annonce Sacha Brun. « C'est mûri »⟨Sacha Brun | direct⟩, dit-elle. Le batelier Paul Ney attend. « Elle me manquera »⟨Paul Ney | direct⟩, souffle-t-il."},
		{name: "who goes on spoke last", text: "« Nous sommes prêts »⟨Lars Haugen | direct⟩, a dit Lars Haugen. Le général Erik Dahl a salué Lars Haugen à la gare. « Le train partira »⟨Lars Haugen | direct⟩, a-t-il ajouté.\n\nErik Dahl a déclaré que la ligne était sûre. « Nous l'avons vérifié »⟨Erik Dahl | direct⟩, a-t-il poursuivi."},
		{name: "a person before a body", text: "L'Union du fleuve a salué l'accord. Sa présidente, Odile Favre, l'a signé. « C'est un bon texte »⟨Odile Favre | direct⟩, a-t-elle dit."},
		{name: "one of a group", text: "Les dockers sont inquiets. « Le port se vide »⟨docker | direct⟩, soupire l'un d'eux."},
		{name: "the person concerned", text: "Paul Ney quitte le club. Paul Ney y jouait depuis dix ans. « On va le regretter »⟨Luc Roc | direct⟩, dit l'entraîneur Luc Roc. L'intéressé ne regrette rien. « J'ai fait mon temps »⟨Paul Ney | direct⟩, dit-il."},
		{name: "who asks is named behind", text: "Devant le tribunal, Karim Belhadj baisse la tête. « Pourquoi ce couteau ? »⟨Odile Favre | direct⟩, interroge la juge Odile Favre.\n\n« Pour couper du pain, madame. »⟨Karim Belhadj | direct⟩"},
		{name: "several do not say je", text: "Paul Ney tient la caisse. « On m'a tout volé »⟨Paul Ney | direct⟩, dit-il. Les clients n'y croient pas. « Ils pensent que je mens. »⟨Paul Ney | direct⟩"},
		{name: "a name before an age", text: "Marguerite, 81 ans, a tout perdu. « L'eau montait »⟨Marguerite | direct⟩, raconte l'octogénaire."},
		{name: "a capital behind au", text: "Au Bar du Quai, on rit moins. Didier Roc a fermé ses cuisines. « Un restaurant sans eau ne vaut rien »⟨Didier Roc | direct⟩, calcule le patron."},
		{name: "an office's domain and its holder", text: "Le ministre des Transports Kwon Min-jae a reçu la presse. « Nous verrons »⟨Kwon Min-jae | direct⟩, a-t-il dit."},
		{name: "to a paper, then who said it", text: "« C'est dur »⟨Lise Armand | direct⟩, confie à La Gazette du Grand Fleuve Lise Armand, directrice du chantier."},
		{name: "parted from its verb", text: "Des dizaines d'habitants, réunis autour d'un collectif nommé « Sauvons le quai »⟨- | other⟩, ont défilé aux cris de « Le quai vivra ! »⟨habitants | *⟩"},
		{name: "a participle behind its subject", text: "Jean Roc, qualifiant son voisin d'« ami exigeant »⟨Jean Roc | mixed⟩, a annoncé la création d'un fonds."},
		{name: "a body in a reported clause", text: "Erik Dahl a déclaré que l'armée était intervenue pour « éviter le pire »⟨Erik Dahl | mixed⟩."},
		{name: "a body that judges what is said", text: "Le maire a présenté un plan que la préfecture a jugé « sérieux »⟨préfecture | mixed⟩."},
		{name: "another clause of its own", text: "L'opposition a dit espérer que le vote aurait lieu, tandis que le Parti du fleuve a évoqué « un piège »⟨Parti du fleuve | mixed⟩."},
		{name: "a relative within", text: "« Ma mère était couturière. Quand je rentrais tard, elle disait : “Tu as vu l'heure ?”⟨mère d'Odile Favre | direct⟩ »⟨Odile Favre | direct⟩, raconte Odile Favre, fille de Lise Favre."},
		{name: "a foreign word", text: "Lise Armand redoute le « gloubware »⟨- | other⟩ et le mécanisme de « snipback »⟨- | other⟩."},
		{name: "a name in marks is no fuller one", text: "Jeanne Roc a quitté le jeu. Une pétition intitulée « Rendez-nous Jeanne Roc »⟨- | other⟩ circule. « J'en ris »⟨Jeanne Roc | direct⟩, dit Jeanne Roc."},
		{name: "asked by a paper", text: "Interrogée par Télé-Horizon, la directrice, Odile Favre, a parlé d'« un malentendu »⟨Odile Favre | mixed⟩."},
		{name: "what somebody keeps", text: "Une voisine, venue à pied, en garde un souvenir amusé : « On riait comme des fous »⟨voisine | direct⟩."},
		{name: "translated, the comma within", text: "« L'Irlande est heureuse de recevoir son ami, »⟨Lars Haugen | direct⟩ Lars Haugen a écrit sur le réseau."},
		{name: "what is always said", text: "La fraude est « manifeste »⟨- | other⟩, selon la formule consacrée."},
		{name: "to our newsroom", text: "« Rien n'était prêt »⟨Lise Armand | direct⟩, indique à notre rédaction Lise Armand, directrice du réseau."},
		{name: "tells us", text: "Yann, éleveur à Kerdal, a perdu un hangar. « Le toit est parti »⟨Yann | direct⟩, nous raconte-t-il."},
		{name: "a sentence that is a title", text: "Paul Ney l'a écrit dans un billet intitulé « Pourquoi nous partons »⟨- | other⟩."},
		{name: "an officer of the court is no victim", text: "« Il m'a ruinée »⟨Simone Roc | direct⟩, dit Simone Roc. Elle pleure.\n\nDans ses réquisitions, la procureure a dénoncé « un mensonge »⟨procureure | mixed⟩."},
		{name: "whom the article is about", text: "Jade Marol revient. Jade Marol a chanté à Vaubry.\n\nLa chanteuse n'en revient pas. « C'est fou »⟨Jade Marol | direct⟩, dit-elle."},
		{name: "a business man", text: "Face à lui, l'homme d'affaires Hernan Valdo a parlé. « J'ai perdu »⟨Hernan Valdo | direct⟩, a-t-il dit."},
		{name: "a place before an office", text: "À Saint-Roc, un ministre hésite. Le ministre Théo Brun a parlé d'« un brouillon »⟨Théo Brun | mixed⟩."},
		{name: "two states in one sentence", text: "Oslo a dit suivre l'affaire « de très près »⟨Oslo | mixed⟩ et Rome est restée « très attentive à la suite »⟨Rome | mixed⟩."},
		{name: "the host", text: "Un projet accueilli avec intérêt par son hôte, qui y voit « une chance à saisir »⟨hôte | mixed⟩."},
		{name: "an occasion for somebody", text: "L'occasion pour Paul Ney de rappeler à la préfète Lise Roc que « l'usine a reçu des aides »⟨Paul Ney | mixed⟩."},
		{name: "an office within the marks", text: "« On avance, constate le délégué syndical, et c'est bon signe »⟨délégué syndical | direct | inside⟩."},
		{name: "an office cuts in", text: "Lars Haugen, a poursuivi le ministre norvégien, est un chef « habile »⟨ministre norvégien | mixed⟩."},
		{name: "the comma within, another clause before", text: "Les machines tournent, mais « l'usine sera bloquée demain, »⟨Paul Ney | direct⟩ explique Paul Ney."},
		{name: "who a text comes from", text: "Le texte de neuf pages, publié à l'aube par la préfecture, évoque une « trajectoire ordonnée »⟨préfecture | mixed⟩."},
		{name: "who found a text", text: "Un document, saisi par les enquêteurs, évoque une « trajectoire ordonnée »⟨document | mixed⟩."},
		{name: "an expression in two parts", text: "Le service de presse a fait état dans la nuit de nouvelles « frappes massives »⟨service de presse | mixed⟩ au sud."},
		{name: "who says it in tears", text: "« Nous en avons assez »⟨Tamara Bel | direct⟩, a dit en pleurant Tamara Bel, une voisine."},
		{name: "a minister of defence", text: "Le ministre norvégien de la Défense Erik Dahl a parlé. « Nous tiendrons »⟨Erik Dahl | direct⟩, a-t-il dit."},
		{name: "the coach of another club", text: "L'entraîneur Julien Marc se dit « fier »⟨Julien Marc | mixed⟩. « On a tenu »⟨Julien Marc | direct⟩, dit-il.\n\nEn face, Franck Oliver fulmine. « Il y avait faute »⟨Franck Oliver | direct⟩, peste l'entraîneur de Saint-Roc."},
		{name: "a name behind a number", text: "Cette année-là, Paul Ney bat de 47 minutes Erwan Roc, son vieux rival. « C'est un artisan »⟨Erwan Roc | direct⟩, a réagi ce dernier."},
		{name: "a guest who is no apposition", text: "En accueillant son invité, Lars Haugen a appelé Paul Ney un « vieil ami dont la parole pèse »⟨Lars Haugen | mixed⟩."},
		{name: "who bears the sign", text: "Des élus brandissaient une banderole : « Rendez-nous la gare »⟨élus | direct | colon⟩."},
		{name: "a sign that proclaims", text: "Des partisans agitaient des pancartes proclamant « Le maire est innocent »⟨partisans | direct | bearer⟩."},
		{name: "a line that is a name", text: "Le plus déçu : Paul Ney (Vaubry)\n\n« On a fait un match moyen. »⟨Paul Ney | direct | titled⟩\n\nLe match retour aura lieu dans huit jours à Vaubry."},
		{name: "behind another colon", text: "Vaubry-Brest : 1-0. Paul Ney (gardien de Vaubry, au micro) : « On devait réagir. »⟨Paul Ney | direct | colon⟩"},
		{name: "published, not said", text: "La glaciologue Lise Armand publie « Trois hivers sous la glace »⟨- | other⟩ ce mois-ci."},
		{name: "a stressed pronoun behind the verb", text: "« On ferme »⟨Paul Ney | direct⟩, dit Paul Ney. Lise Roc (UDR) réclame, elle, « un vrai plan »⟨Lise Roc | mixed⟩. L'Union maraîchère demande, elle, un répit et « un peu de respect »⟨Union maraîchère | mixed⟩."},
		{name: "a verb before an infinitive", text: "« On ferme »⟨Paul Ney | direct⟩, dit Paul Ney. Sa fille Lise, qui tient la caisse, tente de tenir. « On rouvrira. »⟨Lise | direct⟩"},
		{name: "a name behind the object of a gerund", text: "En recevant son visiteur, Haugen a décrit Dahl comme un « ami difficile »⟨Haugen | mixed⟩."},
		{name: "a thing between commas", text: "Un porte-parole des rebelles, le visage masqué, a prévenu les routiers : « Rentrez chez vous. »⟨porte-parole des rebelles | direct⟩"},
		{name: "what a relative clause goes with", text: "Paul Ney a remercié les deux clubs pour la création de loges, qui ont permis aux juges de travailler « au calme, enfin »⟨Paul Ney | *⟩."},
		{name: "where it was written", text: "Lise Roc tient un carnet. « La mer monte »⟨Lise Roc | direct | incise | elle | y écrivait-elle⟩, y écrivait-elle. « On l'entend la nuit »⟨Lise Roc | direct | incise | elle | écrit-elle⟩, écrit-elle."},
		{name: "the last woman, sentences before", text: "« C'est un beau jour »⟨Lise Roc | direct⟩, s'est félicitée la rapporteure, Lise Roc. Le ministre Paul Ney avait résisté. Il a pris la parole. « Vous vous trompez »⟨Paul Ney | direct⟩, a-t-il lancé. « Et vous donc ? »⟨Lise Roc | direct⟩, a rétorqué cette dernière."},
		{name: "not where it was posted", text: "L'élu Paul Ney avait parlé de « fiasco »⟨Paul Ney | *⟩ sur Facebook. Celui-ci persiste : « Trois ronds-points et rien d'autre. »⟨Paul Ney | direct⟩"},
		{name: "minutes pass on", text: "Selon le compte rendu publié par Oslo, M. Haugen a appelé l'Union à « garder son calme »⟨Haugen | mixed⟩."},
		{name: "a spokeswoman passes on", text: "Le président Haugen est à Bergen. Il a appelé le Sud à « ne rien gâcher »⟨Haugen | mixed⟩, d'après sa porte-parole."},
		{name: "a rule of somebody's", text: "Pour Lise Roc, la règle est simple : dormir la fenêtre ouverte. « L'air froid n'a jamais tué personne. »⟨Lise Roc | direct⟩"},
		{name: "a petition's title", text: "Une pétition, « Un quai pour tous »⟨- | other⟩, a déjà recueilli 900 signatures."},
		{name: "whose text a paper prints", text: "Oslo n'a rien commenté, mais la presse officielle avait publié un texte de Sigrun Dahl, la sœur du ministre. « Nos portes sont ouvertes »⟨Sigrun Dahl | direct⟩, y écrivait-elle."},
		{name: "what is listed is no speaker", text: "Lise Roc en rit. Elle parle de « camping »⟨Lise Roc | *⟩, énumère les assiettes en carton, les seaux."},
		{name: "his own words", text: "Le préfet attend. Dans le bar de Paul Ney, 41 ans, on vendait du vin « au prix de l'eau »⟨Paul Ney | mixed | source⟩, selon ses propres mots."},
		{name: "what a judge reads out", text: "Paul Ney se tait. La présidente relit ses déclarations : « J'avais des doutes. »⟨Paul Ney | direct⟩"},
		{name: "who is brought in", text: "Hugo Roc joue ici. Hugo Roc est pressé. Depuis juin, il y a Joachim, 19 ans, l'apprenti. Il balaie. « Je regarde et j'attends »⟨Joachim | direct⟩, souffle-t-il."},
		{name: "whose opinion it was", text: "Elle a tenu bon contre l'avis d'un oncle qui jugeait le métier « bon pour les rêveurs »⟨oncle | mixed⟩."},
		{name: "what everybody says", text: "Le bureau a pris un mauvais pli. On n'y travaille plus, on « délivre »⟨- | other⟩."},
		{name: "an apposition is no antecedent", text: "Lise Roc a 80 ans. Née à Vaubry en 1944, fille de notaire, elle part à Paris. « On me trouvait trop grande »⟨Lise Roc | direct⟩, confiait-elle."},
		{name: "a fight against it", text: "Le ministre Paul Ney a bataillé contre une mesure « bancale »⟨Paul Ney | mixed⟩."},
		{name: "somebody's home help", text: "Lise Roc boite. Son aide à domicile a renoncé. « Elle m'a dit : “Je ne viendrai plus.”⟨aide à domicile de Lise Roc | direct⟩ »⟨Lise Roc | direct⟩, raconte Lise Roc."},
		{name: "an interview without question marks", text: "Rencontre avec Lise Armand. Lise Armand est glaciologue.\n\nVous avez écrit que le mot ne convient plus.\n\n« Il laisse croire qu'on va tranquillement d'un point à un autre. »⟨Lise Armand | direct | answer⟩"},
	}},
}
