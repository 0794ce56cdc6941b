package spans

import (
	"strings"
	"testing"
)

const newsParagraphs = `Le maire de Kerlouan, Hervé Quéméneur, a présenté mardi soir le projet de digue qui divise la commune depuis trois ans. « Nous ne pouvons plus attendre la prochaine tempête », a-t-il déclaré devant une salle comble, rappelant que l’érosion avait déjà emporté douze mètres de dune.

L’association des riverains, elle, dénonce « un chantier pharaonique » et réclame une étude indépendante. Selon sa présidente, Maëlle Corre, la commune n’a « jamais répondu » aux courriers envoyés depuis l’automne ; elle n’exclut pas de saisir le tribunal administratif de Rennes.

Le coût des travaux est évalué à 4,2 millions d’euros, dont 60 % à la charge de l’État et de la région. Les premiers coups de pioche sont attendus au printemps, si l’enquête publique n’y fait pas obstacle. D’ici là, les services techniques surveilleront le trait de côte chaque semaine.

"C'est une question de bon sens", résume un pêcheur. Son voisin l'interrompt : "On nous a promis la même chose en 2009, et on a vu." Dans la salle, quelques applaudissements, puis un long silence.

`

func bench(b *testing.B, body string) {
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Find(body, 0)
	}
}

func BenchmarkFind(b *testing.B) {
	repeat := func(s string) string { return strings.Repeat(s, 1<<20/len(s)) }
	b.Run("news", func(b *testing.B) { bench(b, strings.Repeat(newsParagraphs, 5)) })
	b.Run("unmarked", func(b *testing.B) {
		bench(b, repeat(strings.NewReplacer("« ", "", " »", "", "\"", "").Replace(newsParagraphs)))
	})
	b.Run("oneLine", func(b *testing.B) { bench(b, repeat(strings.ReplaceAll(newsParagraphs, "\n", " "))) })
	for _, flood := range floods {
		b.Run("flood"+flood.name, func(b *testing.B) { bench(b, repeat(flood.text)) })
	}
}

// floods are texts that, repeated, have cost other scanners dear.
var floods = []example{
	{"Opening", "«"}, {"Closing", "»"}, {"Straight", "\""}, {"Word", "a"}, {"Tick", "'"}, {"SpacedTick", " 'a "},
	{"OpeningLines", "«\n"}, {"OpeningWordLines", "« Nous irons.\n"}, {"ClosingWordLines", "Nous irons très loin », a dit X.\n"},
	{"OpeningWords", "« a "}, {"ClosingWords", "a » "}, {"StraightWords", "a \" "}, {"GluedWords", "a\"b"},
	{"Pairs", "« » "}, {"Unlike", "« a ” b \" c “ d » "}, {"Commas", ", a dit « b. "}, {"Sentences", "Nous. « B. "},
	{"Spaces", "   "}, {"Blanks", "\n \n"}, {"Mixed", "«a“b\"c‘d"}, {"MixedClose", "a»b”c\"d’ "}, {"Less", "<<a "}, {"Equals", "=\""},
	{"Ellipsis", "…"}, {"Stops", ". A"}, {"Names", "Nous avons gagné.\nJeanne Martin\n"}, {"Turns", "Jeanne Martin : oui\nPaul Roux : non\n"},
	{"FarMarks", "«" + strings.Repeat(" ", 100)},
}
