package attribution_test

import (
	"testing"

	"dixit/quote/extract"
)

// TestGivenNamesAbroad holds pronouns that tell two people apart by the gender of a
// given name from abroad, and names that begin with one.
func TestGivenNamesAbroad(t *testing.T) {
	run(t, extract.New(nil), []example{
		{name: "a Ukrainian and a woman", text: "Khrystyna Marchuk a hébergé Danylo Bondar pendant le siège. « Je dormais à la cave »⟨Danylo Bondar⟩, se souvient-il.\n"},
		{name: "a Ukrainian woman and a man", text: "Danylko Bondar a été soigné par Solomiya Marchuk. « Il avait perdu trop de sang »⟨Solomiya Marchuk⟩, se souvient-elle.\n"},
		{name: "a Georgian woman", text: "Irakli Beridze a embauché Rusudan Lomaia en avril. « Je ne savais pas coudre »⟨Rusudan Lomaia⟩, dit-elle.\n"},
		{name: "an Armenian", text: "Hasmik Petrossian a retrouvé Artak Sahakian à la frontière. « J'avais tout laissé »⟨Artak Sahakian⟩, raconte-t-il.\n"},
		{name: "an Albanian woman", text: "Shkëlqim Hoxha a vendu sa maison à Mimoza Deda. « Le toit fuyait »⟨Mimoza Deda⟩, sourit-elle.\n"},
		{name: "a Turkish woman", text: "Oğuzhan Demirel vit à côté de Gülşen Korkmaz. « Les murs ont tremblé »⟨Gülşen Korkmaz⟩, dit-elle.\n"},
		{name: "an Iranian", text: "Parastoo Karimi attendait Khashayar Moradi au port. « On m'a pris mon passeport »⟨Khashayar Moradi⟩, raconte-t-il.\n"},
		{name: "a Somali woman", text: "Abdirahman Warsame a confié l'école à Hodan Elmi. « Il n'y avait plus de craie »⟨Hodan Elmi⟩, raconte-t-elle.\n"},
		{name: "an Indian woman", text: "Dharmendra Rao a été battu par Sulochana Menon. « Personne n'y croyait »⟨Sulochana Menon⟩, dit-elle.\n"},
		{name: "a Corsican", text: "Maddalena Poli a écouté Ghjuvan Santoni. « La rivière a tout emporté »⟨Ghjuvan Santoni⟩, dit-il.\n"},
		{name: "a name behind a paper's, without a comma", text: "« Le pont ne tiendra pas »⟨Vakhtang Lomidze⟩, a confié à La Gazette du Grand Fleuve Vakhtang Lomidze, ingénieur.\n"},
	})
}
