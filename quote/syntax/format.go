package syntax

import (
	"fmt"
	"strings"
)

// Format writes a sentence's chunks in brackets, for tests and for explaining a
// decision: "[le maire] {a déclaré} que [l'école] {fermerait}".
func (d *Doc) Format(s *Sentence) string {
	var b strings.Builder
	for i, c := range s.Chunks {
		if i > 0 {
			b.WriteByte(' ')
		}
		words := d.Of(c.From, c.To)
		switch c.Kind {
		case NP:
			n := &d.NPs[c.Index]
			fmt.Fprintf(&b, "[%s]", words)
			if n.HasName() && n.HasNominal() {
				fmt.Fprintf(&b, "=%s", d.Of(n.NameFrom, n.NameTo))
			}
		case Verb:
			v := &d.Verbs[c.Index]
			fmt.Fprintf(&b, "{%s}", words)
			if v.Classes != 0 {
				b.WriteByte('!')
			}
		case Quotation:
			b.WriteString("«»")
		case Prep:
			b.WriteString("p:" + words)
		case Source:
			b.WriteString("src:" + words)
		case Rel, Comp:
			b.WriteString("c:" + words)
		case Coord, Sub:
			b.WriteString("k:" + words)
		case Adverb:
			b.WriteString("a:" + words)
		default:
			b.WriteString(words)
		}
	}
	return b.String()
}
