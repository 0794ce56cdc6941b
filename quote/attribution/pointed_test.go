package attribution_test

import (
	"testing"

	"dixit/quote/extract"
)

// TestToldBehind holds quotations that the sentence behind them says whose they are.
func TestToldBehind(t *testing.T) {
	run(t, extract.New(nil), []example{
		{name: "the answer of somebody, on the next line",
			text: "Le préfet est venu.\n\n19:10\n« On ne partira pas pour un courriel »⟨Luc Delmas | direct⟩\nC'est la réponse de Luc Delmas, président du syndicat, au message du cabinet. « Qu'il vienne »⟨Luc Delmas⟩, ajoute-t-il.\n"},
		{name: "an answer to somebody is not theirs",
			text: "Une nuit au port.\n\n« On ne partira pas pour un courriel »⟨-⟩\nC'est la réponse à Luc Delmas, au bout de trois jours.\n"},
		{name: "the cry of somebody", text: "La salle est pleine.\n\n« Laissez-nous travailler ! »⟨Anne Roux | direct⟩ C'est le cri du cœur d'Anne Roux, infirmière à Vaubry.\n"},
		{name: "the phrase of somebody, not of whom was spoken of before",
			text: "Donald Trump est venu. Il a assuré qu'il resterait.\n\n« Papa doit parfois crier. »⟨Lars Wik | direct⟩ Cette phrase de Lars Wik à propos du président a fait le tour du monde.\n"},
		{name: "words that are those of somebody", text: "La salle est pleine.\n\n« Rien ne sera plus comme avant. »⟨Paul Ney⟩ Ces mots sont ceux de Paul Ney, prononcés lundi.\n"},
		{name: "a phrase is somebody's", text: "La salle est pleine.\n\n« La mer prend tout. »⟨Yves Lam⟩ La phrase est du maire, Yves Lam.\n"},
		{name: "a formula signed by somebody", text: "La salle est pleine.\n\n« La mer prend tout. »⟨Lise Roux⟩ La formule, signée Lise Roux, a fait mouche.\n"},
		{name: "a phrase let slip by somebody", text: "La salle est pleine.\n\n« La mer prend tout. »⟨Lise Roux⟩ La phrase, lâchée par Lise Roux en plein conseil, a fait mouche.\n"},
		{name: "a message that somebody has sent", text: "Une nuit à Tyr.\n\n« C'est bon, je crois que c'est fini. »⟨Rémy Chabert | direct⟩ Le message vocal dure quatre secondes. Rémy Chabert l'a envoyé à ses parents.\n"},
		{name: "how somebody sums up", text: "La salle est pleine.\n\n« Un pas en avant, deux en arrière. »⟨Paul Ney⟩ C'est ainsi que Paul Ney résume l'année.\n"},
		{name: "with which words somebody opened", text: "La salle est pleine.\n\n« Je ne vous ferai pas la leçon. »⟨Anne Roc⟩ C'est par ces mots que la ministre Anne Roc a ouvert la séance.\n"},
		{name: "so speaks somebody", text: "La salle est pleine.\n\n« Je ne vous ferai pas la leçon. »⟨Anne Roc⟩ Ainsi parle Anne Roc, ouvrière.\n"},
		{name: "that is what somebody answers", text: "La salle est pleine.\n\n« Je ne vous ferai pas la leçon. »⟨Anne Roc⟩ Voilà ce que répond Anne Roc aux élus.\n"},
		{name: "such is the conviction of somebody", text: "La salle est pleine.\n\n« On peut encore gagner. »⟨Paul Ney⟩ Telle est la conviction de Paul Ney, entraîneur.\n"},
		{name: "the man who speaks", text: "La salle est pleine.\n\n« On peut encore gagner. »⟨Paul Ney⟩ L'homme qui parle s'appelle Paul Ney.\n"},
		{name: "how somebody sees things", text: "La salle est pleine.\n\n« On peut encore gagner. »⟨Anne Roc⟩ Voilà comment Anne Roc résume la saison.\n"},
		{name: "a message that somebody left", text: "La salle est pleine.\n\n« Ne rentrez pas ce soir. »⟨Anne Roc⟩ C'est le message qu'a laissé Anne Roc sur la porte.\n"},
		{name: "a warning given by somebody", text: "La salle est pleine.\n\n« Ne rentrez pas ce soir. »⟨Anne Roc⟩ C'est l'avertissement lancé par Anne Roc aux pêcheurs.\n"},
		{name: "why somebody asks for something", text: "« On coule »⟨Luc Ney⟩, dit Luc Ney. « Le port vivra. »⟨Luc Ney⟩ Voilà pourquoi Paul Roux demande un délai.\n"},
		{name: "thus somebody does something", text: "« On coule »⟨Luc Ney⟩, dit Luc Ney. « Le port vivra. »⟨Luc Ney⟩ Ainsi, Paul Roux a annoncé une aide.\n"},
		{name: "a question settled by somebody else", text: "« On coule »⟨Luc Ney⟩, dit Luc Ney. « Qui paiera ? »⟨Luc Ney⟩ La question est tranchée par Paul Roux, juge.\n"},
		{name: "an answer that follows", text: "« On coule »⟨Luc Ney⟩, dit Luc Ney. « Le port vivra. »⟨Luc Ney⟩ La réponse de Paul Roux a fusé : « Jamais. »⟨Paul Roux⟩\n"},
		{name: "who goes on speaking, where the sentence behind is about something else",
			text: "« On tient »⟨Luc Ney⟩, dit Luc Ney. « Le port vivra. »⟨Luc Ney⟩ C'est le port de Paul Roux, fondateur du club.\n"},
	})
}
