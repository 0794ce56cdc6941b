package spans

import (
	"strings"
	"testing"
)

// inArticle puts each example, which begins and ends with a line, between the
// paragraphs of an article that quotes people.
func inArticle(examples []example) []example {
	const before = "Un pont neuf\n\nLe conseil municipal de Kerhuon a longtemps débattu mardi du pont, dont la facture a doublé en deux ans. « ⟦Nous paierons ce qu'il faudra payer⟧ », a promis Odile Ferrand, la maire, devant une salle qui ne cachait pas sa lassitude.\n\n"
	const after = "\n\nLe chantier commencera en avril et durera huit mois, sauf imprévu, précise la commune.\n\nLe bac, lui, restera en service jusqu'à la fin des travaux, « ⟦quoi qu'il en coûte à la ville⟧ ».\n"
	out := make([]example, len(examples))
	for i, e := range examples {
		out[i] = example{e.name, before + e.text + after}
	}
	return out
}

// The author's line of what somebody says of themselves.
func TestBlockAuthors(t *testing.T) {
	const said = "⟦Nous avons attendu ce pont pendant vingt ans, je n'y crois plus.⟧\n"
	var examples []example
	for _, author := range []string{
		"Yann Le Bihan, pêcheur à Kerhuon",
		"\nYann Le Bihan, pêcheur à Kerhuon",
		"Lise Roux, chercheuse à l'institut Perrin",
		"Lise Roux, chercheuse, institut Perrin",
		"Lise Roux, 34 ans, infirmière",
		"Lise Roux (34 ans), infirmière",
		"Lise Roux (éclusière)",
		"Lise Roux (présidente du Parti du fleuve)",
		"Lise Roux, ancienne ministre de la Mer",
		"Lise Roux, Directrice générale de l'Office du fleuve",
		"Lise Roux, coprésidente du syndicat, et éclusière",
		"LISE ROUX, éclusière",
		"Lise Roux\nDirectrice générale de l'Office du fleuve",
		"Lise Roux\néclusière à Kerhuon",
		"\nLise Roux\n\nÉclusière à Kerhuon",
		"— Lise Roux",
		"– Lise Roux, éclusière",
		"—\u00a0Lise Roux\nÉclusière",
		"Mgr Paul Kervella, évêque de Brest",
		"Dr Lise Roux",
		"Me Paul Kervella, avocat de la commune",
		"Sœur Marthe Quémener, infirmière",
		"— Le professeur Paul Kervella",
		"— Mme Roux",
	} {
		examples = append(examples, example{author, said + author})
	}
	runExamples(t, inArticle(examples))
}

func TestNoBlockAuthors(t *testing.T) {
	const said = "Nous suivrons ce dossier de près dans nos prochaines éditions.\n"
	var examples []example
	for _, author := range []string{
		"Paul Kervella, à Brest",
		"Paul Kervella, avec AFP",
		"Paul Kervella (avec Reuters)",
		"Paul Kervella, envoyé spécial à Brest",
		"Paul Kervella, correspondant à Brest",
		"Paul Kervella, journaliste",
		"Paul Kervella\nJournaliste au service politique",
		"Par Paul Kervella",
		"Texte et photos : Paul Kervella",
		"Paul Kervella, maire de Brest, démissionne",
		"Paul Kervella, maire de Brest : le pont, sinon rien",
		"Paul Kervella, maire de Brest, ne viendra pas lundi.",
		"Paul Kervella, maire de Brest © Ouest",
		"Paul Kervella, maire de Brest (photo Jean Roux)",
		"Paul Kervella, mardi, sur le quai",
		"Paul Kervella, le 3 mai, sur le quai",
		"Paul Kervella, lors du conseil",
		"Paul Kervella, maire\nLise Roux, adjointe",
		"Paul Kervella\nMaire\nLise Roux\nAdjointe",
		"Un pont pour Kerhuon",
	} {
		examples = append(examples, example{author, said + author})
	}
	runExamples(t, inArticle(examples))
}

// Words in which nobody speaks of themselves.
func TestJudgements(t *testing.T) {
	runExamples(t, inArticle([]example{
		{"judgement", "⟦Un pont ne répare rien. Il déplace la colère d'une rive à l'autre.⟧\n\nLise Roux, géographe"},
		{"below a rubric", "L'avis de l'experte\n\n⟦Un pont ne répare rien. Il déplace la colère d'une rive à l'autre, et surtout, c'est un chèque en blanc signé à des gens qui n'en demandaient pas tant.⟧\n\nLise Roux, géographe à l'institut Perrin"},
		{"office below", "⟦Ce pont, c'est une rustine sur un barrage.⟧\nLise Roux\nProfesseure d'hydrologie"},
		{"dash", "⟦Il faut raser ce pont de fer.⟧\n— Lise Roux"},
		{"what a text says", "⟦Nul n'est prophète, dit la loi du fleuve. Elle ne dit rien des ponts.⟧\nPaul Kervella, évêque de Brest"},
		{"without a full stop, known", "⟦On ne bâtit pas un pont sur du sable⟧\n\nOdile Ferrand, maire de Kerhuon"},
		{"without a full stop, unknown", "On ne bâtit pas un pont sur du sable\n\nLise Roux, géographe"},
		{"without a full stop, repeats", "⟦Nous paierons ce qu'il faudra payer⟧\nLise Roux\nMaire de Brest"},
		{"without a full stop, spoken", "⟦Je ne bâtis pas de pont sur du sable⟧\n\nLise Roux, géographe"},
		{"without a verb", "De notre bureau de Brest, sur les quais\n\nLise Roux, géographe"},
		{"two in a row", "⟦Ce pont, c'est une rustine sur un barrage.⟧\nLise Roux, hydrologue\n⟦Un pont ne répare jamais rien.⟧\nPaul Kervella, géographe"},
		{"tells", "Le pont de Kerhuon relie les deux rives du fleuve.\n\nLise Roux, géographe"},
		{"behind a colon", "L'expert Paul Ney va plus loin :\n\n⟦Brest n'a pas payé un pont, mais le devis d'un pont plus long. Cela ne veut pas dire qu'il est de trop.⟧\n\nPaul Ney"},
		{"tells what will be", "La prochaine séance se tiendra à Brest.\n\nLise Roux, présidente de la région"},
		{"tells what has been", "La région n'a pas répondu aux courriers.\n\nLise Roux, géographe"},
		{"tells who has come", "On est venu de loin pour voir le pont.\n\nLise Roux, géographe"},
		{"figures", "Un pont ne vaut pas 12 millions d'euros.\n\nLise Roux, géographe"},
		{"attributed", "Un pont ne répare jamais rien, soupire une habitante.\n\nLise Roux, géographe"},
		{"attributed to an institution", "Un pont ne répare jamais rien, dit la préfecture.\n\nLise Roux, géographe"},
		{"caption of who is meant", "Roux ne veut pas de ce pont.\n\nLise Roux, géographe"},
		{"caption of the office", "La présidente ne veut pas de ce pont.\n\nLise Roux, présidente de la région"},
		{"caption of a spokesman", "La Région ne veut pas de ce pont.\n\nLise Roux, porte-parole de la Région"},
		{"a paragraph like the others", "Le pont ne fait pas l'affaire des pêcheurs, qui doivent aller plus loin pour vendre leur poisson et qui jugent la criée de Brest trop chère pour eux.\n\nLise Roux, géographe"},
		{"portraits", "Paul Kervella, géographe\nIl n'a plus que son bateau pour aller travailler.\nLise Roux, hydrologue\nElle ne croit pas aux ponts."},
		{"portraits, offices below", "Paul Kervella\nGéographe\nIl n'a plus que son bateau pour aller travailler.\nLise Roux\nHydrologue\nElle ne croit pas aux ponts."},
		{"portraits of those who stand", "Nous vous présentons ceux qui briguent la mairie.\n\nPaul Kervella\nGéographe\n\nNé sur le quai, il dirige la criée.\n\nLise Roux\nHydrologue\n\nFille d'éclusier, elle dirige le port."},
		{"vox pop, names above", "Paul Kervella, pêcheur\nNous n'irons pas sur ce pont.\nLise Roux, éclusière\nMoi, je prendrai le bac."},
		{"a name as a heading", "Un pont ne répare jamais rien.\n\nLise Roux\n\nLa géographe refuse les ponts et le dit depuis des années dans tous ses livres."},
	}))
}

// Who signs all of a text is not quoted in it.
func TestSignatures(t *testing.T) {
	const opinion = "Nous vivons sur ce fleuve depuis trois siècles, et nous savons ce que valent les promesses de la ville.\n\n"
	runExamples(t, []example{
		{"at the end", opinion + "Nous ne céderons pas.\n\nLise Roux, géographe\n\nLes textes de cette page n'engagent que leurs auteurs et non la rédaction du journal.\n"},
		{"at the end, a judgement", opinion + "Un pont ne répare jamais rien.\n\nLise Roux, géographe\n\nLes textes de cette page n'engagent que leurs auteurs et non la rédaction du journal.\n"},
		{"at the beginning", "Nous ne voulons plus de ponts.\n\nLise Roux, géographe\n\n" + opinion + "Nous ne céderons pas.\n"},
		{"at the beginning, repeated", "Nous ne voulons plus de ponts\n\nPaul Kervella\n\nLe fleuve monte et la colère aussi. « ⟦Nous ne voulons plus de ponts⟧ », dit Lise Roux, qui préside le syndicat.\n"},
		{"nothing behind it", opinion + "Nous ne céderons pas.\n\nLise Roux\nGéographe\n"},
	})
}

// The label is the name alone.
func TestBlockLabels(t *testing.T) {
	for author, want := range map[string]string{
		"Lise Roux, éclusière":               "Lise Roux",
		"Lise Roux\nÉclusière à Kerhuon":     "Lise Roux",
		"— Lise Roux (éclusière)":            "Lise Roux",
		"Mgr Paul Kervella, évêque de Brest": "Mgr Paul Kervella",
		"Paul Kervella, de Brest":            "",
	} {
		body, _ := strip(t, inArticle([]example{{"", "Nous avons attendu ce pont pendant vingt ans.\n" + author}})[0].text)
		got := ""
		for _, f := range Find(body, 0) {
			if !f.Label.Empty() {
				got = f.Label.Of(body)
			}
		}
		if got != want {
			t.Errorf("%s: label %q, want %q", strings.ReplaceAll(author, "\n", " / "), got, want)
		}
	}
}
