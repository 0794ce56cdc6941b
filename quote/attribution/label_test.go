package attribution_test

import (
	"testing"

	"dixit/quote/extract"
)

// TestLabels holds the words that begin a line and are nobody.
func TestLabels(t *testing.T) {
	run(t, extract.New(nil), []example{
		{name: "of a picture", text: "Luc Ney est venu. « On tient »⟨Luc Ney⟩, a-t-il dit.\n\nLégende : « La famille »⟨- | other⟩ s'est rassemblée devant le mont.\n"},
		{name: "of a photograph", text: "Luc Ney est venu.\n\nPhoto : « L'Intrépide »⟨- | other⟩ au port.\n"},
		{name: "a verdict", text: "Anne Roc a lu le livre au mois d'août. « Je craignais le pire »⟨Anne Roc⟩, dit-elle. Verdict : « Ce n'est pas nous, mais c'est bien chez nous. »⟨Anne Roc⟩\n"},
		{name: "an aim", text: "Luc Ney est venu. « On tient »⟨Luc Ney⟩, a-t-il dit. Objectif affiché : « Trente hectares en un an. »⟨Luc Ney⟩\n"},
	})
}

// TestTopicAsked holds what is said of whom the question before is about.
func TestTopicAsked(t *testing.T) {
	run(t, extract.New(nil), []example{
		{name: "a state", text: "Constance de Maille a voté non. « C'est un recul »⟨Constance de Maille⟩, dit Constance de Maille.\n\nEt la France dans tout cela ? Elle « prend acte »⟨France⟩.\n"},
		{name: "a club", text: "Paul Ney a voté non. « Un recul »⟨Paul Ney⟩, dit-il.\n\nEt le syndicat des pêcheurs ? Il « prend acte »⟨syndicat des pêcheurs⟩.\n"},
	})
}
