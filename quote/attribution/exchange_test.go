package attribution_test

import (
	"testing"

	"dixit/quote/extract"
)

// TestExchanges has examples of people who speak in turn, of words passed on, and of
// marks of which it is hard to say what they hold.
func TestExchanges(t *testing.T) {
	e := extract.New(nil)
	for _, group := range exchanges {
		t.Run(group.name, func(t *testing.T) { run(t, e, group.examples) })
	}
}

var exchanges = []struct {
	name     string
	examples []example
}{
	{"turns", []example{
		{name: "behind a dash", text: "Le conseiller général Paul Roux se lève.\n– Vous trahissez la vallée !⟨- | direct⟩ crie quelqu'un.\n– La vallée a voté⟨Paul Roux | direct | incise⟩, répond le conseiller.\n"},
		{name: "the same again", text: "Un journaliste : « Pourquoi si tard ? »⟨journaliste | direct | colon⟩\nOdile Favre : « Nous vérifiions. »⟨Odile Favre | direct | colon⟩\nLe même : « Quoi donc ? »⟨journaliste | direct | colon | Le même⟩\n"},
		{name: "the same, a woman", text: "Odile Favre : « Nous vérifiions. »⟨Odile Favre | direct | colon⟩\nPaul Roux : « Quoi donc ? »⟨Paul Roux | direct | colon⟩\nLa même : « Les freins. »⟨Odile Favre | direct | colon | La même⟩\n"},
		{name: "answers before a colon", text: "La formule d'Odile Favre a du charme. Elle est injuste, lui répond Lise Armand : « Il fallait réparer. »⟨Lise Armand | direct | colon | Lise Armand | lui répond⟩"},
		{name: "an incise is no part of what goes before", text: "« Je demande la clémence, rien d'autre, pour mon client »⟨Lise Armand | direct | incise⟩, plaide Me Lise Armand. « Et le chien ! »⟨public | * | incise⟩, entend-on dans le public."},
		{name: "who tells what happened", text: "Odile Favre raconte la suite. Le chien a sauté la haie. « Il m'a mordue au mollet. »⟨Odile Favre | direct | introduced⟩"},
		{name: "a break with a verb of no speech", text: "Le maire, Paul Roux, a été sifflé. « Je me suis trompé, tente-t-il au micro, je voulais dire autre chose. »⟨Paul Roux | direct | inside | il | tente-t-il⟩"},
		{name: "one's own question is no break", text: "Lise Armand a répondu au facteur. « Je crois, viendra-t-il demain, ou jamais ? »⟨Lise Armand | direct | introduced⟩"},
		{name: "an office in a break", text: "Le préfet Paul Roux est venu. « La côte est sauve, écrit le préfet dans une lettre. Merci. »⟨Paul Roux | direct | inside | le préfet | écrit⟩"},
		{name: "one's own words before a colon", text: "« Le bateau avait coulé, alors j'ai demandé : “ Qui sait nager ? ”⟨Lise Armand | direct⟩ »⟨Lise Armand | direct | incise⟩, raconte Lise Armand."},
		{name: "a question that names whom it asks", text: "L'audience a repris. La juge Odile Favre s'est tournée vers Karim Belhadj.\n\n« Monsieur Belhadj, aviez-vous peur ? »⟨Odile Favre | direct⟩\n\n« J'avais froid. »⟨Karim Belhadj | direct | reply⟩"},
		{name: "who spoke before the question", text: "« J'ai appelé le chien »⟨Karim Belhadj | direct | incise⟩, raconte Karim Belhadj.\n\nLa juge Odile Favre le coupe.\n\n« Et le couteau ? »⟨Odile Favre | direct⟩\n\n« Je l'avais laissé. »⟨Karim Belhadj | direct | reply⟩"},
		{name: "who asked asks on", text: "« Vous dormiez ? »⟨Odile Favre | direct | incise⟩, demande la juge Odile Favre. « La lampe était éteinte »⟨Karim Belhadj | direct | incise⟩, répond Karim Belhadj. « Par qui ? »⟨Odile Favre | direct | reply⟩ Silence. « Je ne sais pas. »⟨Karim Belhadj | direct | reply⟩"},
		{name: "who answers a question in an incise", text: "« Il faisait nuit »⟨Karim Belhadj | direct | incise⟩, dit Karim Belhadj. La femme de Paul Roux pleure.\n\n« Et le feu ? »⟨Odile Favre | direct | incise⟩, demande Odile Favre.\n\n« Il était mort. »⟨Karim Belhadj | direct | reply⟩"},
		{name: "somebody unnamed in a break", text: "Au marché, un client s'étonne. « J'en mettais dans ma tisane, soupire ce retraité. Plus maintenant. »⟨* | direct | inside⟩"},
		{name: "an incise with a meal", text: "« Je n'ai pas de télé »⟨Maud | direct⟩, prévient Maud. « C'est comme si la mer baissait »⟨touriste belge | direct | incise⟩, s'extasie au petit-déjeuner une touriste belge."},
		{name: "a name before a colon, and what is not done", text: "Paul Roux vient chaque matin. « Je n'ai rien »⟨Paul Roux | direct⟩, dit-il. Belhadj, sans le regarder : « Demandez aux autres. »⟨Belhadj | direct | colon | Belhadj⟩"},
		{name: "a headline's unnamed man", text: "« Il me reste le chien et mes bottes »⟨Jean Tournel | direct | repeated⟩ : un éleveur perd tout\n\nLe feu a pris. « Il me reste le chien et mes bottes »⟨Jean Tournel | direct | incise⟩, souffle Jean Tournel."},
		{name: "what the sentence says of another", text: "Paul Roux fustige un plan « en papier »⟨Paul Roux | mixed⟩. Plus mesuré, le syndicat Armor « prend acte »⟨Armor | mixed | predicate⟩ du plan."},
		{name: "one source behind each", text: "Une mesure « de bon sens »⟨Paul Roux | mixed | source⟩, selon Paul Roux, « punitive »⟨opposition | mixed | source⟩ pour l'opposition."},
		{name: "an aside between", text: "Le staff est parti sans un mot, mais Lise Armand s'est arrêtée. Élégante. « Elles nous ont battues, point. »⟨Lise Armand | direct | introduced⟩"},
		{name: "a caption's name", text: "Le jury a tranché.\n\nLise Armand, prix du public, samedi au casino. « Je croyais à une farce. »⟨Lise Armand | direct | introduced⟩ (Photo Paul Roux)\n"},
		{name: "signed with a full stop", text: "La citation\n« La mer ne rend que ce qu'on lui laisse. »⟨Lise Armand | direct | signed⟩\nLise Armand, pêcheuse, à l'ouverture du salon.\n\nLe salon ferme dimanche."},
		{name: "there", text: "La chaîne Horizons a publié un communiqué mardi. La règle a été « relue par deux juristes »⟨Horizons | mixed | incise⟩, y lit-on."},
		{name: "je in an interview", text: "Entretien avec Lise Armand, gardienne de phare.\n\nPourquoi le phare ?\n\nParce que la mer est là.\n\nEt le feu ?\n\nIl brûle. C'est ce que j'appelle une « vie lente »⟨Lise Armand | mixed | verb⟩.\n\nEt demain ?\n\nLise Armand dormira."},
		{name: "je in a column", text: "Chronique de Lise Armand.\n\nLe phare s'éteint. J'ai répondu « demain »⟨- | *⟩.\n"},
		{name: "asked whether", text: "Un marin a demandé hier si c'était « le bon ou le mauvais quai »⟨marin | mixed | verb | Un marin | a demandé⟩."},
	}},
	{"words passed on", []example{
		{name: "invoked", text: "Paul Roux s'est levé. Et d'invoquer Victor Hugo : « Le nombre a toujours tort. »⟨Victor Hugo | direct | colon | Victor Hugo | invoquer⟩"},
		{name: "a letter read out", text: "Paul Roux a lu la carte postale de Lise Armand : « Ici, il pleut et je dors. »⟨Lise Armand | direct | colon | Lise Armand | a lu⟩"},
		{name: "hearsay", text: "Odile Favre aurait qualifié le projet de « caprice »⟨Odile Favre | mixed | verb⟩, selon un témoin."},
		{name: "a cry told behind", text: "Le port : « On nous oublie »⟨marins | direct | headline | marins | le cri des marins⟩, le cri des marins"},
		{name: "a title between a source and its relative", text: "Odile Favre cite une étude, « L'Eau qui manque »⟨- | other⟩, qui dès 2019 recommandait de « changer de lit »⟨étude | mixed | verb⟩."},
		{name: "a year between a source and its relative", text: "Odile Favre garde un rapport de 2018 qui redoutait un « naufrage »⟨rapport | mixed | verb⟩."},
		{name: "another office of the same person", text: "« Non »⟨Lise Armand | * | incise⟩, tranche Lise Armand, infirmière et porte-parole du collectif, qui réclame « des lits et des bras »⟨Lise Armand | mixed⟩."},
		{name: "those who denounce it", text: "Le maire a inauguré le rond-point, cette « usine à bouchons »⟨riverains | mixed | verb | les riverains | dénoncent⟩ que dénoncent les riverains."},
		{name: "said again in another language", text: "Le ministre Paul Roux parle de « dés pipés »⟨Paul Roux | mixed | verb⟩ (« loaded dice »⟨Paul Roux | mixed | gloss⟩)."},
		{name: "on, in a clause of its own", text: "Karim Belhadj aimait la mer. « Elle est à moi »⟨Karim Belhadj | direct | incise⟩, disait-il. Ou encore, quand on lui parlait vent : « Il tournera. »⟨Karim Belhadj | direct | continued⟩"},
	}},
	{"papers in marks", []example{
		{name: "before the verb", text: "Le « Courrier »⟨- | other⟩ titre : « La vallée a soif »⟨Courrier | direct | colon | Courrier | titre⟩."},
		{name: "with its town", text: "Le « Morgenpost »⟨- | other⟩ de Brême parle d'une « catastrophe annoncée »⟨Morgenpost | mixed | verb⟩."},
		{name: "behind the verb", text: "« La vallée a soif et personne ne boit »⟨Le Courrier du lac | direct | incise⟩, écrit « Le Courrier du lac »⟨- | other⟩."},
		{name: "behind a conjunction", text: "Si les « Cahiers du lac »⟨- | other⟩ saluent « un coup d'éclat »⟨Cahiers du lac | mixed | verb⟩, le public boude."},
		{name: "a paper that somebody confides in", text: "« On pense à des riens »⟨Lise Armand | direct | incise⟩, a confié Lise Armand à « Horizons »⟨- | other⟩. « On a froid »⟨Lise Armand | direct⟩, avait-elle confié à « La Vague »⟨- | other | name⟩."},
		{name: "a plan says nothing", text: "Le « Plan Rivage »⟨- | other⟩ prévoit une digue « submersible »⟨- | other⟩."},
	}},
	{"terms", []example{
		{name: "a judgement is no name", text: "Le FMI a conditionné son aide à une réforme « profonde et irréversible »⟨FMI | mixed | subject⟩."},
		{name: "a plan's name is", text: "Le FMI a lié son aide au projet « Grand large »⟨- | other⟩."},
		{name: "what a word means", text: "Lise Armand parle d'un « flou »⟨Lise Armand | mixed⟩. Que veut dire « souverain »⟨- | other | term⟩ ?"},
		{name: "what it stands for", text: "La mention « ST »⟨- | other⟩ signifie « sous-total »⟨- | other | term⟩."},
		{name: "what people of a place call it", text: "Lise Armand mange ce que les Napolitains appellent « friarielli »⟨- | other⟩."},
		{name: "what somebody calls it", text: "Lise Armand mange ce qu'elle appelle « des miettes »⟨Lise Armand | mixed⟩."},
		{name: "what specialists call it", text: "Lise Armand décrit ce que les médecins appellent le « retard de phase »⟨- | other⟩."},
		{name: "what somebody calls something a", text: "Moscou appelle sa guerre une « opération spéciale »⟨Moscou | mixed | verb⟩."},
		{name: "called, between commas", text: "Paul Roux l'a appelé, devant tout le monde, « un film muet »⟨Paul Roux | mixed | verb⟩."},
		{name: "called upon", text: "La ministre a appelé « toutes les parties »⟨ministre | mixed⟩ à « baisser le ton »⟨ministre | mixed⟩."},
		{name: "said to be of the", text: "Paul Roux y voit une stratégie dite de la « zone grise »⟨- | other | name⟩."},
		{name: "a notion", text: "Paul Roux a vanté ses usines « stratégiques »⟨- | other | term⟩, une notion que personne ne définit."},
		{name: "known to all", text: "« Rien n'avance »⟨Lise Armand | direct⟩, dit Lise Armand. Le décret sur la « consigne pour réemploi »⟨- | other⟩ se fait attendre."},
		{name: "an author's book", text: "« J'ai tout dit »⟨chercheuse | direct⟩, explique la chercheuse, auteure de « La Fin du mois commence tôt »⟨- | other | title⟩."},
		{name: "a prize list", text: "« La Digue »⟨- | other⟩, un film de Lise Armand, a gagné.\nGrand prix du jury : « Nuit noire à Brest »⟨- | other⟩, un film de Paul Roux\nPrix du public : « Nuit noire à Brest »⟨- | other | title⟩\n"},
		{name: "a programme that people watch", text: "On regarde « Des chiffres et des lettres »⟨- | other⟩ ensemble."},
		{name: "the phrase for it", text: "« Nous cherchons »⟨Paul Roux | direct⟩, dit Paul Roux. La piste est « non exclue »⟨- | other | term⟩, selon la formule consacrée."},
		{name: "that nobody in particular says", text: "« On m'a répondu que ma demande était “ en cours de traitement ”⟨- | mixed | unresolved⟩ »⟨Paul Roux | direct⟩, dit Paul Roux."},
		{name: "a label of links", text: "Le dossier a pris du retard.\n\nÀ lire dans ce dossier :\n« Nous avons tout laissé »⟨- | direct⟩ : reportage sur la digue\n"},
		{name: "an offence", text: "Odile Favre a porté plainte, dit-elle. « Nous irons au bout »⟨Odile Favre | direct⟩, dit Odile Favre. La police a ouvert une enquête pour « fausse alerte »⟨- | other | term⟩."},
		{name: "a purpose is no offence", text: "Paul Roux a plaidé pour « un large rassemblement »⟨Paul Roux | mixed | verb⟩."},
		{name: "a question that was put", text: "Odile Favre commente le sondage. À la question « Partirez-vous en vacances ? »⟨- | *⟩, 40 % ont répondu non."},
		{name: "a link", text: "Odile Favre a parlé du port. « Il vit »⟨Odile Favre | direct⟩, a dit Odile Favre.\nÀ relire : notre enquête « 2021, le port qui meurt »⟨- | other | title⟩."},
		{name: "in what stands behind an incise", text: "« Nous partirons demain »⟨Paul Roux | direct | incise⟩, a lancé Paul Roux devant les cadres du mouvement « Debout Kerval »⟨- | other⟩."},
	}},
}
