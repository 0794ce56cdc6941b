package spans

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dixit/corpus/text"
)

// Pairing. Within a paragraph every mark takes one of a few roles:
//
//	« Nous irons », dit-elle, « à l'“ Espace ” ». »
//	open        close         open   open close close nothing
//
// and every role, every pair and every thing that a sound paragraph would not
// have costs something; the cheapest reading wins. One unit is small change: a
// mark that is none (a stray) costs 60, a mark turned the wrong way 40, an
// unlike pair 15 to 30, so that a reading with one writer's error is always
// better than one with two. Readings are extended mark by mark; those with the
// same kinds of open quotations compete, and the best few live on. That makes
// a paragraph of n marks cost O(n), with a constant of beamWidth times the five
// roles.

const (
	// maxDepth bounds nesting: deeper marks are passed over.
	maxDepth = 5
	// beamWidth is the number of readings that live on; a sound paragraph has
	// one to three that are worth keeping.
	beamWidth = 10
	// manyMarks is the number of marks beyond which a paragraph is no prose, and
	// narrowWidth the number of readings that it gets.
	manyMarks   = 2000
	narrowWidth = 3
	// maxTrace bounds the memory of a paragraph's readings: beyond it the best
	// one so far is settled.
	maxTrace = 1 << 13
	// maxHeading is the length in bytes below which a line without a full stop
	// is taken for a heading.
	maxHeading = 120
	// maxUnmarked bounds, in bytes, the paragraphs without marks in the middle
	// of one quotation.
	maxUnmarked = 3000

	costInside  = 10 // a stray within a quotation
	costTwice   = 15 // two opening marks of one glyph side by side
	costShared  = 25 // one closing mark for two quotations
	costAbrupt  = 20 // the same, where no colon introduced the inner one
	costSilent  = 20 // the same, where the speaker of the outer one goes on behind it
	costUnended = 50 // no closing mark at all
	costCarried = 15 // none in this paragraph, but the next one re-opens
	costWithin  = 30 // the same, around a quotation in marks of the same glyph
	costReopen  = 65 // no closing mark before the next quotation opens
	costUnbegun = 55 // no opening mark
	costResumed = 24 // opened again in the same line, as if in a next paragraph
)

// role is what a mark does in a reading.
type role uint8

const (
	nothing  role = iota
	opens         // a quotation
	closes        // the innermost open one
	closes2       // the two innermost, which share the mark
	reopens       // ends the open one, whose mark is missing, and opens another
	unopened      // closes one whose opening mark is missing
	resumes       // opens a further paragraph of the open one
)

// A reading is one way to read a paragraph's marks so far.
type reading struct {
	cost  int32
	depth int32
	trace int32 // its last step in beam.steps, or -1
	stack [maxDepth]int32
}

type step struct {
	back int32
	role role
}

// beam is the working memory of pairing one paragraph.
type beam struct {
	width     int
	now, next []reading
	steps     []step
	roles     []role // one for each mark of the paragraph
	// Sums over the gaps before each mark: sentences ended, attributions
	// inserted, gaps that hold a word.
	sentences, inserted, words []int32
}

// pairCost returns the cost of o and k as the marks of one quotation.
func pairCost(o, k kind) int32 {
	fo, fk := familyOf[o], familyOf[k]
	switch {
	case fo == singles && fk == singles:
		if o == k || o != sglTick && k != sglTick {
			return 0
		}
		return 10
	case fo == singles || fk == singles:
		return never
	case fo != fk:
		if fo == angles || fk == angles {
			return 40
		}
		return 30
	case fo == doubles:
		switch {
		case o == k && o == dblOpen:
			return 10
		case o == dblLow && k == dblOpen:
			return -15 // „ … “ is a pair of its own: the glyph is not turned
		case o != k && (o >= dblTick || k >= dblTick):
			return 15
		}
	case o != k && (o == lessLess && k != moreMore || k == moreMore && o != lessLess):
		return 10
	}
	return 0
}

// nestCost returns the cost of opening k within a quotation opened by o, at the
// given depth of nesting.
func nestCost(o, k kind, depth int32) int32 {
	var cost int32
	switch fo, fk := familyOf[o], familyOf[k]; {
	case fk == singles && fo != singles:
	case fo == singles:
		cost = 20
	case o == k && (k == dblTick || k == twoTicks):
		cost = 40
	case fo == doubles && fk == doubles:
		cost = 15
	case fo == fk:
		cost = 10
	case fk == guillemets:
		cost = 5
	}
	if depth > 1 {
		cost += 15 * (depth - 1)
	}
	return cost
}

// pairAll reads every paragraph that holds marks.
func (c *scan) pairAll() {
	for i := range c.paras {
		c.pairPara(i)
	}
}

func (c *scan) pairPara(i int) {
	p := c.paras[i]
	marks := c.marks[p.m0:p.m1]
	dangling, lost := c.dangling, c.lost
	c.dangling, c.lost = -1, text.Span{}
	c.beam.roles = c.beam.roles[:0]
	if len(c.open) == 0 && c.plain(marks) {
		c.emit(i, marks, false)
		return
	}
	c.measure(p, marks)
	unfinished := dangling >= 0 || !lost.Empty()
	if len(c.open) == 0 && c.beam.words[len(marks)] == 0 && !unfinished {
		if m := &marks[0]; len(marks) == 1 && (m.kind == guilOpen || m.kind == dblOpen) {
			c.lost = text.Span{Start: m.pos, End: m.end}
		}
		return
	}
	carries := c.read(i, marks)
	// A closing mark too many, and the paragraph with marks before this one
	// lacks its last: one quotation whose paragraphs are not re-opened.
	if unfinished && len(c.open) == 0 && c.surplus(p, marks) && p.start-c.paras[i-1].end <= maxUnmarked {
		if dangling >= 0 {
			c.open = append(c.open, dangling)
		} else {
			c.begin(lost.Start, lost.End, true)
		}
		if familyOf[c.carriedKind()] == familyOf[marks[0].kind] {
			marks[0].asClose = 0
			c.beam.roles = c.beam.roles[:0]
			carries = c.read(i, marks)
		} else {
			c.open = c.open[:0]
		}
	}
	c.emit(i, marks, carries)
}

// surplus reports whether the chosen reading has no use for the first mark,
// which closes.
func (c *scan) surplus(p para, marks []mark) bool {
	switch c.beam.roles[0] {
	case unopened:
		return true
	case nothing:
		return marks[0].asClose == 0 && marks[0].asNothing >= 50 || p.leads && c.displaced(&marks[0])
	}
	return false
}

// displaced reports whether a mark at the start of a line closes what stands on
// the lines before: punctuation, or nothing, follows it.
func (c *scan) displaced(m *mark) bool {
	switch m.kind {
	case guilClose, dblClose, dblTick, angleClose, moreMore:
		r := c.firstSolid(m.end)
		return r == 0 || closing(r) && !ellipsis(c.body[m.end:])
	}
	return false
}

// read finds the cheapest reading of paragraph i's marks and leaves the marks'
// roles in beam.roles. It reports whether the outermost quotation that the
// reading leaves open runs on into the next paragraph.
func (c *scan) read(i int, marks []mark) (carries bool) {
	p := c.paras[i]
	b := &c.beam
	b.steps = b.steps[:0]
	b.width = beamWidth
	if len(marks) > manyMarks {
		b.width = narrowWidth
	}
	start := reading{trace: -1}
	carried := kinds
	if len(c.open) > 0 {
		carried = c.carriedKind()
		start.depth = 1
		start.stack[0] = -1
	}
	b.now = append(b.now[:0], start)
	for j := range marks {
		if j == 0 && carried != kinds && c.resumed(p, &marks[0], carried) {
			b.now[0].trace = b.push(-1, resumes)
			continue
		}
		c.extend(p, marks, j, carried)
		if len(b.steps) > maxTrace {
			b.settle()
		}
	}
	next := c.nextLead(i)
	best, bestCost := 0, int32(math.MaxInt32)
	for r := range b.now {
		if cost, on := c.endCost(p, marks, &b.now[r], carried, next); cost < bestCost {
			best, bestCost, carries = r, cost, on
		}
	}
	b.trace(b.now[best].trace)
	return carries
}

// plain sets the roles of marks that leave no choice: each stands as only an
// opening or only a closing mark does, and they nest.
func (c *scan) plain(marks []mark) bool {
	b := &c.beam
	var stack [maxDepth]int
	depth := 0
	for j := range marks {
		m := &marks[j]
		switch {
		case m.doubled:
			return b.unclear()
		case m.asOpen == 0 && m.asClose >= 20 && m.asNothing >= 30:
			if depth == 3 || depth > 0 && nestCost(marks[stack[depth-1]].kind, m.kind, 1) > 10 {
				return b.unclear()
			}
			stack[depth] = j
			depth++
			b.roles = append(b.roles, opens)
		case m.asClose == 0 && m.asOpen >= 20 && m.asNothing >= 10:
			if depth == 0 {
				return b.unclear()
			}
			depth--
			o := &marks[stack[depth]]
			if pairCost(o.kind, m.kind) != 0 || !hasWord(c.body[o.end:m.pos]) {
				return b.unclear()
			}
			b.roles = append(b.roles, closes)
		default:
			return b.unclear()
		}
	}
	return depth == 0 || b.unclear()
}

// unclear forgets the roles set so far and returns false.
func (b *beam) unclear() bool {
	b.roles = b.roles[:0]
	return false
}

// measure fills the sums over the gaps between the paragraph's marks.
func (c *scan) measure(p para, marks []mark) {
	b := &c.beam
	b.sentences, b.inserted, b.words = b.sentences[:0], b.inserted[:0], b.words[:0]
	var s, a, w int32
	at := p.start
	for j := 0; j <= len(marks); j++ {
		end := p.end
		if j < len(marks) {
			end = marks[j].pos
		}
		ds, da := c.countSentences(at, end)
		s, a = s+ds, a+da
		if hasWord(c.body[at:end]) {
			w++
		}
		b.sentences, b.inserted, b.words = append(b.sentences, s), append(b.inserted, a), append(b.words, w)
		if j < len(marks) {
			at = marks[j].end
		}
	}
}

// push records a step and returns its index.
func (b *beam) push(back int32, r role) int32 {
	b.steps = append(b.steps, step{back, r})
	return int32(len(b.steps) - 1)
}

// trace appends the roles that lead to step t.
func (b *beam) trace(t int32) {
	first := len(b.roles)
	for ; t >= 0; t = b.steps[t].back {
		b.roles = append(b.roles, b.steps[t].role)
	}
	for i, j := first, len(b.roles)-1; i < j; i, j = i+1, j-1 {
		b.roles[i], b.roles[j] = b.roles[j], b.roles[i]
	}
}

// settle keeps the cheapest reading alone and forgets the steps behind it.
func (b *beam) settle() {
	best := b.now[0]
	b.trace(best.trace)
	b.steps = b.steps[:0]
	best.trace = -1
	b.now = append(b.now[:0], best)
}

// extend gives mark j every role that it can have in each reading.
func (c *scan) extend(p para, marks []mark, j int, carried kind) {
	b := &c.beam
	m := &marks[j]
	b.next = b.next[:0]
	kindAt := func(s int32) kind {
		if s < 0 {
			return carried
		}
		return marks[s].kind
	}
	asNothing := m.asNothing
	if j > 0 && b.words[j] == b.words[j-1] {
		asNothing = min(asNothing, slipCost(&marks[j-1], m))
	}
	if j+1 < len(marks) && b.words[j+1] == b.words[j] {
		asNothing = min(asNothing, slipCost(m, &marks[j+1]))
	}
	unbegun := int32(-1) // its cost, when known
	goesOn, asked := false, false
	for r := range b.now {
		from := b.now[r]
		c.crossGap(&from, j, marks)
		top := int32(-2)
		if from.depth > 0 {
			top = from.stack[from.depth-1]
		}

		to := from
		to.cost += asNothing
		if from.depth > 0 && m.asNothing > 0 {
			to.cost += costInside
		}
		b.add(to, nothing, marks)

		if m.asOpen < never && from.depth < maxDepth {
			to = from
			to.cost += m.asOpen
			if from.depth > 0 {
				to.cost += nestCost(kindAt(top), m.kind, from.depth)
				if j > 0 && marks[j-1].kind == m.kind && b.words[j] == b.words[j-1] {
					to.cost += costTwice
				}
			}
			to.stack[to.depth] = int32(j)
			to.depth++
			b.add(to, opens, marks)

			if from.depth == 1 {
				crossed, ins := b.sentences[j], b.inserted[j]
				if top >= 0 {
					crossed, ins = crossed-b.sentences[top], ins-b.inserted[top]
				}
				if (m.kind == guilOpen || m.kind == dblOpen) && kindAt(top) == m.kind && ins == 0 && c.resumesInLine(m, p) {
					to = from
					to.cost += m.asOpen + costResumed
					b.add(to, resumes, marks)
				}
				if crossed > 0 && familyOf[kindAt(top)] != singles {
					to = from
					to.cost += m.asOpen + costReopen - 20
					if ins > 0 {
						to.cost -= 15
					}
					to.stack[0] = int32(j)
					b.add(to, reopens, marks)
				}
			}
		}

		if m.asClose >= never {
			continue
		}
		if from.depth == 0 {
			if unbegun < 0 {
				unbegun = c.unbegunCost(p, marks, j)
			}
			if unbegun < never {
				to = from
				to.cost += m.asClose + unbegun
				b.add(to, unopened, marks)
			}
			continue
		}
		if pc := pairCost(kindAt(top), m.kind); pc < never && (top < 0 || b.words[j] > b.words[top]) &&
			(m.kind != sglTick || m.pos > marks[top].end+1) { // rock 'n' roll
			to = from
			to.cost += m.asClose + pc
			to.depth--
			b.add(to, closes, marks)
			if pc <= 10 && to.depth > 0 && familyOf[kindAt(to.stack[to.depth-1])] == familyOf[m.kind] {
				if !m.doubled {
					to.cost += costShared
					if top < 0 || lastSolid(c.body, p.start, marks[top].pos) != ':' {
						to.cost += costAbrupt
					}
					if !asked {
						goesOn, asked = c.goesOnSpeaking(p, marks, j), true
					}
					if goesOn {
						to.cost += costSilent
					}
				}
				to.depth--
				b.add(to, closes2, marks)
			}
		}
	}
	b.now, b.next = b.next, b.now
}

// goesOnSpeaking reports whether behind mark j, before the next one, a sentence of
// the first or second person begins.
func (c *scan) goesOnSpeaking(p para, marks []mark, j int) bool {
	end := p.end
	if j+1 < len(marks) {
		end = marks[j+1].pos
	}
	rest := strings.TrimLeftFunc(c.body[marks[j].end:end], func(r rune) bool { return isSpace(r) || r == '.' })
	first, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsUpper(first) && c.spoken(rest)
}

// resumesInLine reports whether the opening mark m stands between two sentences,
// as it does where the paragraphs of one quotation were run together.
func (c *scan) resumesInLine(m *mark, p para) bool {
	return endsSentence(c.body[p.start:m.pos]) && unicode.IsUpper(c.firstSolid(m.end))
}

// slipCost returns the most that one of two marks without a word between them
// costs as a stray: a pair with nothing inside is no pair, and a mark typed
// twice is a slip of the key. One quotation's end and the next one's start are
// no such thing.
func slipCost(a, b *mark) int32 {
	switch {
	case a.asOpen <= 30 && b.asClose <= 30 && pairCost(a.kind, b.kind) <= 0:
		return 15
	case a.asOpen < 20 && b.asOpen < 20 || a.asClose < 20 && b.asClose < 20:
		return 30
	}
	return never
}

// crossGap adds what the text before mark j costs within open quotations.
func (c *scan) crossGap(r *reading, j int, marks []mark) {
	b := &c.beam
	if r.depth == 0 {
		return
	}
	s, a := b.sentences[j], b.inserted[j]
	if j > 0 {
		s, a = s-b.sentences[j-1], a-b.inserted[j-1]
	}
	r.cost += 2*min(s, 5) + 6*min(a, 2)
	if top := r.stack[r.depth-1]; top >= 0 && familyOf[marks[top].kind] == singles {
		r.cost += 15 * s
	}
}

// add enters a reading into the next beam unless a cheaper one has the same
// kinds of open quotations.
func (b *beam) add(to reading, r role, marks []mark) {
	for i := range b.next {
		o := &b.next[i]
		if o.depth == to.depth && sameKinds(o, &to, marks) {
			if to.cost < o.cost {
				back := to.trace
				to.trace = b.push(back, r)
				*o = to
				for ; i > 0 && b.next[i].cost < b.next[i-1].cost; i-- {
					b.next[i], b.next[i-1] = b.next[i-1], b.next[i]
				}
			}
			return
		}
	}
	if len(b.next) == b.width {
		if to.cost >= b.next[b.width-1].cost {
			return
		}
		b.next = b.next[:b.width-1]
	}
	to.trace = b.push(to.trace, r)
	b.next = append(b.next, to)
	for i := len(b.next) - 1; i > 0 && b.next[i].cost < b.next[i-1].cost; i-- {
		b.next[i], b.next[i-1] = b.next[i-1], b.next[i]
	}
}

func sameKinds(a, b *reading, marks []mark) bool {
	for i := range a.depth {
		x, y := a.stack[i], b.stack[i]
		if x != y && (x < 0 || y < 0 || marks[x].kind != marks[y].kind) {
			return false
		}
	}
	return true
}

// endCost returns what a reading costs at the end of its paragraph, and whether
// its outermost open quotation runs on. The next paragraph begins with the mark
// next.
func (c *scan) endCost(p para, marks []mark, r *reading, carried, next kind) (cost int32, carries bool) {
	end := *r
	c.crossGap(&end, len(marks), marks)
	cost = end.cost
	for d := range r.depth {
		s := r.stack[d]
		switch {
		case d == 0 && s < 0 && resumable(carried, next),
			d == 0 && s >= 0 && resumable(marks[s].kind, next) && c.carriesOn(p, marks, int(s)):
			cost += costCarried
			carries = true
			if s >= 0 && slices.ContainsFunc(marks[s+1:], func(m mark) bool { return m.kind == marks[s].kind }) {
				cost += costWithin
			}
		case s < 0:
			cost += costUnended
		default:
			cost += c.unendedCost(p, marks, int(s))
		}
	}
	return cost, carries
}

// carriedKind returns the kind of the mark that opened the quotation which the
// paragraphs before left open.
func (c *scan) carriedKind() kind {
	k, _ := glyph(c.body, c.found[c.open[0]].Outer.Start)
	return k
}

// resumed reports whether the first mark of a paragraph resumes the quotation
// that one of the kind carried began. A mark that closes may do so at the start
// of a line, unless punctuation or nothing follows: then it closes what the
// paragraph before left open.
func (c *scan) resumed(p para, m *mark, carried kind) bool {
	if !p.leads || !resumable(carried, m.kind) {
		return false
	}
	if c.displaced(m) {
		m.asClose = 0
		return false
	}
	return true
}

// nextLead returns the kind of the mark with which the line after paragraph i
// begins, or kinds where it begins with none or is a heading.
func (c *scan) nextLead(i int) kind {
	if i+1 == len(c.paras) {
		return kinds
	}
	q := c.paras[i+1]
	if !q.follows || !q.leads || q.end-q.start < maxHeading && !endsSentence(c.body[q.start:q.end]) {
		return kinds
	}
	return c.marks[q.m0].kind
}

// resumable reports whether a paragraph that begins with the mark next can
// carry on a quotation opened by k.
func resumable(k, next kind) bool {
	return next != kinds && k != kinds && familyOf[k] == familyOf[next] && familyOf[k] != singles
}
