package attribution_test

import (
	"testing"

	"dixit/quote/extract"
)

// TestAlone holds quotations that are a heading by themselves.
func TestAlone(t *testing.T) {
	run(t, extract.New(nil), []example{
		{name: "an entry whose first sentence is about somebody who speaks",
			text: "Le direct du port\n\n14:05 - « Chaque jour de grève coûte un an »⟨Paul Ney | direct | heading⟩\n\nDevant les dockers, Paul Ney s'est adressé aux armateurs. « Trois bateaux, c'est le minimum »⟨Paul Ney⟩, a insisté le maire.\n\n13:40 - Merci de nous suivre\n"},
		{name: "a section whose first sentence has somebody say something",
			text: "« On tient »⟨Luc Ney⟩, a dit Luc Ney. La nuit a été longue.\n\n« Qui a éteint ? »⟨Anne Roc | direct⟩\n\nAu téléphone, Anne Roc demande à son adjoint si le courant est revenu. Le plus jeune des agents raconte : « J'ai couru. »⟨*⟩\n"},
		{name: "a few words for what somebody said at length",
			text: "« On tient »⟨Luc Ney⟩, a dit Luc Ney.\n\n« Brigade du silence »⟨Paul Roux | mixed⟩\n\nLundi, Paul Roux avait évoqué l'envoi de cent agents « le soir même »⟨Paul Roux⟩. « Nous n'avons pas de lits »⟨Anne Roc⟩, souligne Anne Roc, infirmière.\n"},
		{name: "words said again below", text: "La salle a ri.\n\n« Pas un sou de plus »⟨Anne Roc | * | repeated⟩\n\nPaul Roux a présenté son plan. « Il n'aura pas un sou de plus »⟨Anne Roc⟩, a dit Anne Roc.\n"},
		{name: "a term that the section explains",
			text: "Luc Ney est venu. « On tient »⟨Luc Ney⟩, a-t-il dit.\n\n« Diplomatie du thé »⟨- | other⟩\n\nUne précédente visite, baptisée « diplomatie du thé »⟨- | other⟩ par les habitants, avait échoué. Anne Roc y voit « un piège »⟨Anne Roc⟩.\n"},
		{name: "a title where the section has nobody say anything",
			text: "Luc Ney est venu. « On tient »⟨Luc Ney⟩, a-t-il dit.\n\n« Les Rives du soir »⟨- | other⟩\n\nLa pièce sera jouée jeudi à la salle des fêtes. Les places coûtent dix euros.\n"},
		{name: "a title of which the section has somebody speak",
			text: "« On tient »⟨Luc Ney⟩, a dit Luc Ney.\n\n« Rives du soir »⟨- | other⟩\n\nLa pièce sera jouée jeudi. « Un rêve »⟨Anne Roc⟩, dit Anne Roc.\n"},
		{name: "two people who could have said it",
			text: "« On tient »⟨Luc Ney⟩, a dit Luc Ney. La nuit a été longue.\n\n« Le port va mourir »⟨- | direct⟩\n\nPaul Roux a présenté son plan. « C'est insuffisant »⟨Anne Roc⟩, a dit Anne Roc.\n"},
	})
}

// TestTopped holds headlines that begin with a name and a colon.
func TestTopped(t *testing.T) {
	run(t, extract.New(nil), []example{
		{name: "a person", text: "Marko : les soldats du Nord seraient des « proies faciles »⟨Oleg Marko | mixed⟩\n\nLe porte-parole Oleg Marko a parlé. « Qu'ils partent »⟨Oleg Marko⟩, a-t-il dit.\n"},
		{name: "a person somewhere", text: "Marko à Oslo : le fjord, un « lac commun »⟨Oleg Marko | mixed⟩\n\nLe ministre Oleg Marko est à Oslo. « Restons amis »⟨Oleg Marko⟩, a-t-il dit.\n"},
		{name: "an entry of a live page", text: "Le direct\n\n15:05 Marko : le pont serait une « cible »⟨Oleg Marko | mixed⟩\nOleg Marko a parlé. « Qu'ils partent »⟨Oleg Marko⟩, a-t-il dit.\n"},
		{name: "somebody who only is the topic", text: "Marko : une arrestation « brutale »⟨*⟩\n\nOleg Marko a été arrêté. « Il dormait »⟨Anne Roc⟩, a dit Anne Roc.\n"},
		{name: "a state as a topic", text: "Pologne : les routes sont des « pièges »⟨-⟩\n\nLe pays gèle. « On glisse »⟨Anne Roc⟩, a dit Anne Roc.\n"},
		{name: "another speaks behind the colon", text: "Marko : la Norvane dénonce un « complot »⟨Norvane⟩\n\nOleg Marko a parlé. « Qu'ils partent »⟨Oleg Marko⟩, a-t-il dit.\n"},
		{name: "a question about somebody", text: "Marko s'est-il acheté une île avec « l'or du Nord »⟨- | other⟩ ?\n\nOleg Marko n'a rien acheté. La photo est fausse.\n"},
	})
}
