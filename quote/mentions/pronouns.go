package mentions

import (
	"strings"

	"dixit/quote"
	"dixit/quote/lexicon"
	"dixit/quote/syntax"
)

// farthest is how many sentences back the reader still has an entity in mind.
const farthest = 20

// salience rates how present an entity is to the reader at sentence s.
func (r *Resolver) salience(e *Entity, s int) float64 {
	gap := s - e.last
	if e.last < 0 || gap < 0 || gap > farthest {
		return 0
	}
	sc := 6.0 / float64(1+gap)
	switch e.rank {
	case subject:
		sc += 3
	case embedded:
		sc += 1.2
	case object:
		sc += 0.7
	}
	if e.spoke >= 0 {
		if recent := r.spoken - e.spoke; recent == 0 {
			sc += 2
		} else if recent < 4 {
			sc += 1.0 / float64(recent)
		}
	}
	if e.said == s-1 && e.rank == subject && e.spoke != r.spoken && e.Type == quote.Person && s < len(r.d.Sentences) && r.d.Sentences[s].Opens {
		sc += 2 // has just spoken without marks
	}
	if e.last < len(r.d.Sentences) && s < len(r.d.Sentences) && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para {
		sc += 2
	}
	if e.Type == quote.Person {
		sc++
		if e.Named && !e.sure {
			sc -= 1.5
		}
	}
	if gap > 2 {
		sc *= 0.7
	}
	return sc
}

// Pronoun resolves a pronoun of sentence s by its form, gender, number and
// salience. The certainty, in (0,1], is small where two entities are about
// as likely.
func (r *Resolver) Pronoun(form string, g lexicon.Gender, num lexicon.Number, s int) (int32, float64) {
	switch form {
	case "ce dernier", "celui-ci", "cette dernière", "celle-ci", "ces derniers", "ces dernières", "ceux-ci", "celles-ci":
		return r.latter(g, num, s)
	case "l'un d'eux", "l'une d'elles", "l'un d'entre eux", "l'une d'entre elles":
		return r.member(g, s)
	case "le premier", "la première", "le second", "la seconde":
		return r.ordinal(strings.HasSuffix(form, "premier") || strings.HasSuffix(form, "première"), g, s)
	case "on", "ce", "c'", "cela", "ça", "ceci", "je", "j'", "nous", "vous", "tu", "celui", "celle", "ceux", "celles", "l'un", "l'une", "l'autre", "me", "te", "se", "moi", "toi":
		return None, 0
	}
	if syntax.IndefinitePronoun(form) {
		return None, 0
	}
	if r.lex.Listed(form)&lexicon.ListConcerned != 0 {
		if who := r.concerned(g, s); who >= 0 {
			return who, 0.8
		}
	}
	best, second := -1.0, -1.0
	who := int32(None)
	people := false // "la jeune femme", "-lui": nothing but a person
	switch form {
	case "il", "elle", "ils", "elles", "lui", "eux", "son", "-il", "celui-là", "celle-là":
	default:
		people = true
	}
	theme := r.theme(g, num, s)
	if people && theme >= 0 && form[0] != '-' && r.d.Sentences[s].Opens && r.ents[theme].last >= 0 {
		return theme, 0.8 // "L'homme avait deux passions."
	}
	if l := r.lastBy; l >= 0 && l != r.not && r.ents[l].last == s-1 && r.ents[l].rank == subject && r.fits(&r.ents[l], g, num) {
		theme = None // who has just spoken goes on
	}
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > farthest {
			continue // nearly all of a long article's
		}
		if int32(i) == r.not || !r.fits(e, g, num) || people && e.Type != quote.Person && e.Type != quote.Group {
			continue
		}
		sc := r.salience(e, s)
		if sc <= 0 || e.Type == quote.Person && !e.Certain() && e.tokens < 2 && e.spoke < 0 && !(e.count > 1 && e.rank == subject) {
			continue
		}
		if !e.Named {
			sc -= 0.8
			if e.bare {
				sc -= 4 // "Née à Brest, fille de notaire, elle …"
			}
			if e.last >= 0 && r.d.Sentences[e.last].Para == 0 && r.d.Sentences[s].Para > 0 {
				sc -= 3 // of the headline, which the text below will name
			}
		}
		if !e.Named && e.rank < subject {
			sc--
			if e.last == s && e.count == 1 {
				sc -= 3 // "À un journaliste qui …, il a répondu"
			}
		}
		if e.Gender == 0 && g != 0 {
			sc--
		}
		if e.Type != quote.Person && num != lexicon.Plural {
			// A body is taken up by "il" where it was what the text was about, and
			// then less readily than a person.
			sc -= 1.5
			if e.Type == quote.State && form == "lui" {
				sc -= 4 // "selon lui" is somebody
			}
			if e.noun&lexicon.NounMedia != 0 {
				sc -= 4 // it passes the words of others on
			}
			if said := e.said >= 0 && s-e.said <= 1 && e.rank == subject; !said && !(form[0] != '-' && e.rank >= embedded && s-e.last <= 1) {
				sc -= 2.5
				if e.spoke < 0 || form[0] == '-' {
					sc -= 1.5
				}
			}
		}
		if e.rank == subject && s-e.last == 1 && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para {
			sc += 3
		}
		if !e.Named && e.count == 1 && e.rank == embedded {
			sc -= 2 // "… qui refuse qu'une femme descende": anybody
		}
		if int32(i) == theme {
			sc += 4
		}
		if sc > best {
			who, best, second = int32(i), sc, best
		} else if sc > second {
			second = sc
		}
	}
	if num == lexicon.Plural && (who == None || r.ents[who].Type != quote.Group && !(r.ents[who].Type == quote.Organisation && r.ents[who].Number == lexicon.Plural) || s-r.ents[who].last > 2) {
		if b := r.both(s); b >= 0 && (g != lexicon.Feminine || r.ents[b].Gender != lexicon.Masculine) {
			return b, 0.7
		}
	}
	if who == None {
		return None, 0
	}
	if second <= 0 {
		return who, 1
	}
	return who, min(1, 0.55+0.45*(best-second)/best*2)
}

// inHeadline reports whether the article's first line mentions an entity.
func (r *Resolver) inHeadline(e *Entity) bool {
	return e.first >= 0 && r.d.Sentences[e.first].Para == 0
}

// theme is the person whom the article is about, as in a portrait, where a pronoun of
// sentence s has nobody nearer to stand for: who has been mentioned twice as often as
// anybody else that it fits, or whom alone the headline names. It returns None where
// there is nobody.
func (r *Resolver) theme(g lexicon.Gender, num lexicon.Number, s int) int32 {
	who := r.Principal()
	if who == None || who == r.not || !r.fits(&r.ents[who], g, num) {
		return None
	}
	alone := r.inHeadline(&r.ents[who])
	for i := range r.ents {
		e := &r.ents[i]
		if int32(i) == who || int32(i) == r.not || e.last < 0 || !r.fits(e, g, num) {
			continue
		}
		if e.Named && e.Type == quote.Person && 2*e.count > r.ents[who].count && (!alone || r.inHeadline(e) || e.count > r.ents[who].count) {
			return None
		}
		near := s-e.last <= 1 && r.d.Sentences[e.last].Para == r.d.Sentences[s].Para
		if near && (e.last == s || e.rank >= embedded || e.rank == object && e.Type == quote.Person) {
			return None
		}
	}
	return who
}

// GoingOn resolves the pronoun of a verb that goes on with what was being said
// ("a-t-elle ajouté") in sentence s: the person who spoke last, in marks or not. It
// returns None where nobody that the pronoun fits has just spoken.
func (r *Resolver) GoingOn(g lexicon.Gender, num lexicon.Number, s int) int32 {
	who := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		// A body that the paragraph has let speak goes on too, but no paper.
		body := e.Type == quote.Organisation && e.noun&lexicon.NounMedia == 0 && e.rank == subject && r.inParagraph(int32(i), s)
		if e.said < 0 || s-e.said > maxPause || e.Type != quote.Person && !body || int32(i) == r.not || !r.fits(e, g, num) {
			continue
		}
		if who == None || e.said > r.ents[who].said || e.said == r.ents[who].said && e.lastNP > r.ents[who].lastNP {
			who = int32(i)
		}
	}
	return who
}

// maxPause is how many sentences may stand between a speaker's words and those with
// which the speaker goes on.
const maxPause = 3

func (r *Resolver) fits(e *Entity, g lexicon.Gender, num lexicon.Number) bool {
	if !compatible(e.Gender, g) || e.Type == quote.Document || e.Type == place {
		return false
	}
	plural := e.Number == lexicon.Plural
	if num == lexicon.Plural {
		return plural || e.Type == quote.Group
	}
	return !plural
}

// concerned resolves "l'intéressé": whom the article is about, or whom the last
// speaker spoke of.
func (r *Resolver) concerned(g lexicon.Gender, s int) int32 {
	best, score := int32(None), 0.0
	for i := range r.ents {
		e := &r.ents[i]
		if int32(i) == r.lastBy || int32(i) == r.not || e.last == s && e.rank == subject || !e.Named || !e.sure && e.count < 3 || e.Type != quote.Person || e.last < 0 || !compatible(e.Gender, g) {
			continue
		}
		if sc := r.salience(e, s) + float64(e.count); sc > score {
			best, score = int32(i), sc
		}
	}
	return best
}

// member resolves "l'un d'eux": somebody of the group mentioned last, called by what
// its members are.
func (r *Resolver) member(g lexicon.Gender, s int) (int32, float64) {
	of := int32(None)
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > 3 || e.Named || e.Number != lexicon.Plural || e.Type != quote.Group || len(e.descs) == 0 {
			continue
		}
		if of == None || e.lastNP > r.ents[of].lastNP {
			of = int32(i)
		}
	}
	if of == None {
		return None, 0
	}
	d := r.ents[of].descs[0]
	name := d.lemma
	if d.tied && r.ents[of].Name != "" {
		if _, rest, ok := strings.Cut(r.ents[of].Name, " "); ok {
			name += " " + rest // of "les délégués du personnel" a "délégué du personnel"
		}
	}
	return r.add(Entity{Name: name, Type: quote.Person, Gender: g, Number: lexicon.Singular, descs: []desc{{lemma: d.lemma}}}), 0.8
}

// ordinal resolves "le premier" and "le second": of the two people mentioned last.
func (r *Resolver) ordinal(first bool, g lexicon.Gender, s int) (int32, float64) {
	a, b := int32(None), int32(None)      // the last, the one before
	if r.pairAt >= 0 && s-r.pairAt <= 1 { // the other of a pair just begun
		a, b = r.pairOf[1], r.pairOf[0]
	} else {
		a, b = r.lastTwo(s)
		r.pairAt, r.pairOf = s, [2]int32{b, a}
	}
	if b == None {
		return None, 0
	}
	if first {
		a = b
	}
	if !compatible(r.ents[a].Gender, g) {
		return None, 0
	}
	return a, 0.7
}

// lastTwo are the two people mentioned last before sentence s, the last first.
func (r *Resolver) lastTwo(s int) (a, b int32) {
	a, b = None, None
	for i := range r.ents {
		e := &r.ents[i]
		if e.last < 0 || s-e.last > 4 || e.Type != quote.Person {
			continue
		}
		switch {
		case a == None || e.lastNP > r.ents[a].lastNP:
			a, b = int32(i), a
		case b == None || e.lastNP > r.ents[b].lastNP:
			b = int32(i)
		}
	}
	return a, b
}

// latter resolves "ce dernier": the person mentioned last.
func (r *Resolver) latter(g lexicon.Gender, num lexicon.Number, s int) (int32, float64) {
	who, sure := int32(None), false
	for far := 3; far <= 6 && who == None; far += 3 {
		for i := range r.ents {
			e := &r.ents[i]
			if e.last < 0 || s-e.last > far || !r.fits(e, g, num) || e.Type != quote.Person && !e.Certain() && e.rank == oblique {
				continue // not "sur Facebook"
			}
			known := e.Gender == lexicon.Masculine || e.Gender == lexicon.Feminine
			if who == None || known && !sure || known == sure && e.lastNP > r.ents[who].lastNP {
				who, sure = int32(i), known
			}
		}
	}
	return who, 0.8
}
