package alignment

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixit/corpus/text"
)

func render(ref, other string) string {
	var b strings.Builder
	for _, o := range NewComparer().Compare(ref, other) {
		r, w := o.Ref.Of(ref), o.Other.Of(other)
		switch o.Kind {
		case Same:
			fmt.Fprintf(&b, "%s ", w)
		case Added:
			fmt.Fprintf(&b, "{+%s} ", w)
		case Missing:
			fmt.Fprintf(&b, "{-%s} ", r)
		case Moved:
			fmt.Fprintf(&b, "{^%s} ", w)
		case Inflection:
			fmt.Fprintf(&b, "{%s=%s} ", r, w)
		case Synonym:
			fmt.Fprintf(&b, "{%s~%s} ", r, w)
		case Outside:
			fmt.Fprintf(&b, "<%s%s> ", r, w)
		case Replaced:
			fmt.Fprintf(&b, "{%s→%s} ", r, w)
		}
	}
	return strings.TrimSpace(b.String())
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ name, ref, other, want string }{
		// The hardest first.
		{"clauses change places, with the same small words in each",
			"Si la grue tombe, le quai sera fermé pour de bon et la ville aura faim, la nuit comme le jour.",
			"La ville aura faim si la grue tombe : la nuit comme le jour, le quai sera bon pour la ferraille.",
			"{-fermé pour de} {-et} La ville aura faim {^si la grue tombe} la nuit comme le jour {^le quai sera} {^bon} {+pour la ferraille}"},
		{"a fragment of one sentence out of three, its end changed",
			"Nous avons perdu la récolte. Les vergers n'ont plus une fleur, a-t-elle soufflé ; personne ne nous a prévenus du gel.",
			"Les vergers n’ont plus [un seul] bourgeon",
			"<Nous avons perdu la récolte> Les vergers n’ont plus {une=un} {fleur, a-t-elle soufflé→seul] bourgeon} <personne ne nous a prévenus du gel>"},
		{"nothing but bytes that are no text", "\xff\xfe œ\u0301 12\u202f000 \x00", "OE \xc3 12 000", "OE \xc3 12 000"},

		{"equal but for marks", "Le port sera bloqué.", "le port sera bloqué", "le port sera bloqué"},
		{"inflection", "une promesse inspirée par le maire", "des promesses inspirées par le maire",
			"{une=des} {promesse=promesses} {inspirée=inspirées} par le maire"},
		{"derivation", "il faut agir avec calme", "il faut agir calmement", "il faut agir {-avec} {calme=calmement}"},
		{"spelling of a name", "le traité de Tchernivtsi", "le traité de Tchernovtsy", "le traité de {Tchernivtsi=Tchernovtsy}"},
		{"words that only look alike", "la prise du port est finie", "la crise de la porte est finie",
			"la {prise du port→crise de la porte} est finie"},
		{"synonym", "une aide réciproque", "une assistance mutuelle", "une {aide~assistance} {réciproque~mutuelle}"},
		{"no synonym but the opposite", "la frontière nord reste ouverte", "la frontière sud reste fermée", "la frontière {nord→sud} reste {ouverte→fermée}"},
		{"elision", "qu'il n'ait d'autre but que l'argent", "que il ne ait de autre but que le argent", "que il ne ait de autre but que le argent"},
		{"a has and à to", "il a tout dit", "il à tout dit", "il {a→à} tout dit"},
		{"capitals without accents", "À l'État d'agir, é", "A L'ETAT D'AGIR, é", "A L'ETAT D'AGIR, é"},
		{"other possessive", "la porte de notre maison", "la porte de [sa] maison", "la porte de {notre→sa} maison"},
		{"replaced", "le port sera bloqué lundi", "le port sera fleuri lundi", "le port sera {bloqué→fleuri} lundi"},
		{"added and missing", "nous partirons demain avec eux", "nous partirons avec eux tous", "nous partirons {-demain} avec eux {+tous}"},
		{"moved", "cet hiver, nous ne couperons pas le gaz", "nous ne couperons pas le gaz cet hiver",
			"nous ne couperons pas le gaz {^cet hiver}"},
		{"moved in another form", "le port sera bloqué lundi", "bloquons le port dès lundi", "{^bloquons} le port {sera→dès} lundi"},
		{"a sentence before that is not in the other", "Personne ne dormait. Les cloches sonnaient à toute volée au-dessus du port.", "Cloches sonnant à toute volée au-dessus du port",
			"{-Personne ne dormait. Les} Cloches {sonnaient=sonnant} à toute volée au-dessus du port"},
		{"the reference is the fragment", "à toute volée", "Les cloches sonnaient à toute volée au-dessus du port",
			"<Les cloches sonnaient> à toute volée <au-dessus du port>"},
		{"a fragment of a word", "Nous ne laisserons personne verrouiller la porte", "un verrou", "<Nous ne laisserons personne> {+un} {verrouiller=verrou} <la porte>"},
		{"a fragment of nothing in it", "Nous ne laisserons personne entrer ici", "du pain", "<Nous ne laisserons personne entrer ici> {+du pain}"},
		{"an article in another place is no likeness", "mon frère aîné a vendu le troupeau et sa ferme avec la mare", "ses filles ont appris hier le latin, puis grec et danse ce soir ici",
			"{mon frère aîné a vendu le troupeau et sa ferme avec la mare→ses filles ont appris hier le latin, puis grec et danse ce soir ici}"},
		{"numbers", "dix-sept drones abattus", "17 drones abattus", "17 drones abattus"},
		{"other number", "17 drones abattus", "19 drones abattus", "{17→19} drones abattus"},
		{"nothing in common", "soit", "jamais", "{soit→jamais}"},
		{"one empty", "", "jamais", "{+jamais}"},
		{"both empty", "…", " ", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := render(c.ref, c.other); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// checkOps reports an error unless every word of both texts is in exactly one op,
// the ops follow the order of other, and their spans begin and end with words.
func checkOps(ref, other string) error {
	r, o := NewComparer().side(ref).words, NewComparer().side(other).words
	inRef, inOther := make([]int, len(r)), make([]int, len(o))
	count := func(n []int, words []word, s text.Span) (begins, ends bool) {
		for i, w := range words {
			if s.Contains(w.span) {
				n[i]++
				begins, ends = begins || w.span.Start == s.Start, ends || w.span.End == s.End
			}
		}
		return begins, ends
	}
	last := 0
	for _, op := range NewComparer().Compare(ref, other) {
		if op.Ref.Start < 0 || op.Ref.End > len(ref) || op.Other.End > len(other) || op.Other.Start < last {
			return fmt.Errorf("op %+v after %d", op, last)
		}
		last = op.Other.End
		for _, side := range []struct {
			span  text.Span
			n     []int
			words []word
			lacks []OpKind // kinds for which the span is empty
		}{{op.Ref, inRef, r, []OpKind{Added, Outside}}, {op.Other, inOther, o, []OpKind{Missing, Outside}}} {
			if begins, ends := count(side.n, side.words, side.span); !side.span.Empty() && !(begins && ends) || side.span.Empty() && !slices.Contains(side.lacks, op.Kind) {
				return fmt.Errorf("op %+v: %v", op, side.span)
			}
		}
	}
	for i, w := range r {
		if inRef[i] != 1 {
			return fmt.Errorf("word %q of the reference is in %d ops", w.form, inRef[i])
		}
	}
	for j, w := range o {
		if inOther[j] != 1 {
			return fmt.Errorf("word %q of the other is in %d ops", w.form, inOther[j])
		}
	}
	return nil
}

func TestCompareCoversTestdata(t *testing.T) {
	rows := readAnnotated(t, "testdata/remarks.jsonl")
	for i, x := range rows {
		for _, y := range rows[:i] {
			if x.Speaker == y.Speaker {
				if err := checkOps(x.Text, y.Text); err != nil {
					t.Fatalf("%s, %s: %v", x.ID, y.ID, err)
				}
			}
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("cet hiver, nous ne couperons pas le gaz", "le gaz, nous ne le couperons pas cet hiver-là")
	f.Add("a b a b c", "b a c b a")
	f.Add("\xff œ 3,5 \u0301", "12 et demi 6 M€")
	f.Fuzz(func(t *testing.T, ref, other string) {
		if len(ref)+len(other) > 2000 {
			return
		}
		if err := checkOps(ref, other); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	rows := readAnnotated(b, "testdata/remarks.jsonl")
	c := NewComparer()
	for i := 0; b.Loop(); i++ {
		c.Compare(rows[i%len(rows)].Text, rows[(i+1)%len(rows)].Text)
	}
}
