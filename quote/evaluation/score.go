package evaluation

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"dixit/quote"
)

// A Scorer compares what was found in articles with their annotations. Articles
// may come in any order; of those without annotations nothing is kept.
type Scorer struct {
	gold  Gold
	found map[string][]prediction
}

// A prediction is a quotation as it was found.
type prediction struct {
	quote.Quotation
	folded string // its text
}

// speaker is the predicted speaker, empty where there is none.
func (p *prediction) speaker() string {
	if p.Speaker == nil {
		return ""
	}
	return cmp.Or(p.Speaker.Name, p.Speaker.ID)
}

// New returns a Scorer for a set of annotations.
func New(gold Gold) *Scorer {
	return &Scorer{gold: gold, found: make(map[string][]prediction, len(gold))}
}

// Add takes the quotations found in the article called doc (its ID; the last part
// of a path counts). It reports whether the article has annotations.
func (s *Scorer) Add(doc string, quotations []quote.Quotation) bool {
	name := docName(doc)
	if _, ok := s.gold[name]; !ok {
		return false
	}
	found := s.found[name]
	if found == nil {
		found = make([]prediction, 0, len(quotations))
	}
	for _, q := range quotations {
		found = append(found, prediction{q, fold(q.Text)})
	}
	s.found[name] = found
	return true
}

// Missing lists the annotated articles that were not added, sorted.
func (s *Scorer) Missing() []string {
	var missing []string
	for doc := range s.gold {
		if _, ok := s.found[doc]; !ok {
			missing = append(missing, doc)
		}
	}
	slices.Sort(missing)
	return missing
}

// A Score is a precision, a recall and their harmonic mean, each in [0,1], 0 where
// there is nothing to divide by.
type Score struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

func newScore(right, predicted, gold int) Score {
	s := Score{Precision: ratio(right, predicted), Recall: ratio(right, gold)}
	if sum := s.Precision + s.Recall; sum != 0 {
		s.F1 = 2 * s.Precision * s.Recall / sum
	}
	return s
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// A Report says how well a set of articles was read.
type Report struct {
	Spans int `json:"spans"` // annotated, optional ones left out
	// Detection of spans, whatever their kind.
	Detection Score `json:"detection"`
	// Attribution counts, of the annotated spans with a speaker, those found and
	// given that speaker; its precision divides by the found spans with a speaker.
	Attribution Score `json:"attribution"`
	// Kind is the share of the found spans whose kind is right.
	Kind float64 `json:"kind"`

	ByRule []RuleScore `json:"by_rule"` // the most used rule first
	ByKind []KindScore `json:"by_kind"`

	Calibration []Bin `json:"calibration"`
	// CalibrationError is the mean distance of confidence and share right over the
	// bins, weighted by their size.
	CalibrationError float64 `json:"calibration_error"`

	Errors []Error `json:"errors"` // by article and place
}

// A RuleScore says how far the decisions of one rule can be trusted.
type RuleScore struct {
	Rule    string `json:"rule"`
	Found   int    `json:"found"`   // annotated spans it decided
	Extra   int    `json:"extra"`   // spans it decided that are not annotated
	Kind    int    `json:"kind"`    // of those found, with the right kind
	Named   int    `json:"named"`   // of all, with a speaker
	Speaker int    `json:"speaker"` // of those named, with the right speaker
}

// A KindScore says how well the spans annotated as one kind were read.
type KindScore struct {
	Kind     quote.Kind `json:"kind"`
	Gold     int        `json:"gold"`
	Found    int        `json:"found"`
	Right    int        `json:"right"`    // of those found, with the right kind
	Speakers int        `json:"speakers"` // annotated spans with a speaker
	Speaker  int        `json:"speaker"`  // of these, with the right speaker
}

// A Bin holds the predictions of a range of confidences.
type Bin struct {
	From       float64 `json:"from"`
	To         float64 `json:"to"`
	Count      int     `json:"count"`
	Confidence float64 `json:"confidence"` // mean
	Right      float64 `json:"right"`      // share with the right span, kind and speaker
}

// bins is the number of ranges of confidence.
const bins = 10

// ErrorType says what is wrong about a span.
type ErrorType string

const (
	Missed       ErrorType = "MISSED"  // annotated and not found
	WrongKind    ErrorType = "KIND"    // found, of another kind
	WrongSpeaker ErrorType = "SPEAKER" // found, with another speaker or none
	Extra        ErrorType = "EXTRA"   // found and not annotated
)

// An Error is one difference from the annotations.
type Error struct {
	Type       ErrorType `json:"type"`
	Doc        string    `json:"doc"`
	Start      int       `json:"start"`
	Text       string    `json:"text"`
	Want       string    `json:"want"`           // speaker or kind; empty is none
	Got        string    `json:"got"`            // speaker or kind; empty is none
	Near       []string  `json:"near,omitempty"` // of a missed span, what was found in its place
	Rule       string    `json:"rule"`           // that decided, empty for a missed span
	Confidence float64   `json:"confidence"`     // of the prediction
}

// String gives the error on one line.
func (e Error) String() string {
	at := fmt.Sprintf("%-8s %s@%d «%s»", e.Type, e.Doc, e.Start, cut(oneLine(e.Text), 70))
	why := fmt.Sprintf("  (%s, %.2f)", cmp.Or(e.Rule, "no rule"), e.Confidence)
	switch e.Type {
	case Missed:
		near := make([]string, 0, 2)
		for _, n := range e.Near[:min(2, len(e.Near))] {
			near = append(near, "«"+oneLine(n)+"»")
		}
		return at + " near=[" + strings.Join(near, ", ") + "]"
	case Extra:
		return at + " speaker=" + cmp.Or(e.Got, "null") + why
	}
	return at + " want=" + cmp.Or(e.Want, "null") + " got=" + cmp.Or(e.Got, "null") + why
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut returns the first n runes of s.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// A tally is the sum over articles from which a Report is made.
type tally struct {
	gold, goldSpeaker      int
	found, extra           int
	kindRight              int
	predSpeaker, speakerOK int

	rules  map[string]*RuleScore
	kinds  map[quote.Kind]*KindScore
	bins   [bins]Bin
	errors []Error
}

// Report compares all that was added with all that is annotated.
func (s *Scorer) Report() *Report {
	t := &tally{rules: map[string]*RuleScore{}, kinds: map[quote.Kind]*KindScore{}}
	for _, doc := range slices.Sorted(maps.Keys(s.gold)) {
		t.article(doc, s.gold[doc], s.found[doc])
	}
	return t.report()
}

// article counts one article. Each annotation takes the first prediction that
// overlaps it and has its words; what no annotation took is extra.
func (t *tally) article(doc string, gold []Annotation, found []prediction) {
	taken := make([]bool, len(found))
	for i := range gold {
		g := &gold[i]
		words := fold(g.Text)
		hit := -1
		for j := range found {
			if !taken[j] && g.overlaps(found[j].Span) && found[j].folded == words {
				hit = j
				break
			}
		}
		if hit >= 0 {
			taken[hit] = true
		}
		if g.Optional {
			continue
		}
		t.gold++
		k := t.kind(g.Kind)
		k.Gold++
		if g.speaker() != "" {
			t.goldSpeaker++
			k.Speakers++
		}
		if hit < 0 {
			e := Error{Type: Missed, Doc: doc, Start: g.Start, Text: g.Text, Want: g.speaker()}
			for j := range found {
				if g.overlaps(found[j].Span) {
					e.Near = append(e.Near, found[j].Text)
				}
			}
			t.errors = append(t.errors, e)
			continue
		}
		t.hit(doc, g, &found[hit], k)
	}
	for j := range found {
		if !taken[j] {
			t.extraSpan(doc, &found[j])
		}
	}
}

// hit counts the annotation g found as p.
func (t *tally) hit(doc string, g *Annotation, p *prediction, k *KindScore) {
	rule := t.rule(p.Rule)
	t.found++
	k.Found++
	rule.Found++
	problem := Error{Doc: doc, Start: g.Start, Text: g.Text, Rule: p.Rule, Confidence: p.Confidence}

	kindRight := g.kindRight(p.Kind)
	if kindRight {
		t.kindRight++
		k.Right++
		rule.Kind++
	} else {
		problem.Type, problem.Want, problem.Got = WrongKind, string(g.Kind), string(p.Kind)
		t.errors = append(t.errors, problem)
	}

	got := p.speaker()
	speakerRight := got == "" && g.speaker() == ""
	if got != "" {
		speakerRight = sameSpeaker(g, got)
		rule.Named++
		if speakerRight {
			rule.Speaker++
		}
		switch {
		case speakerRight && g.speaker() != "":
			t.predSpeaker++
			t.speakerOK++
			k.Speaker++
		case speakerRight:
			// An acceptable answer where the annotation has none counts for nothing.
		default:
			t.predSpeaker++
		}
	}
	if !speakerRight {
		problem.Type, problem.Want, problem.Got = WrongSpeaker, g.speaker(), got
		t.errors = append(t.errors, problem)
	}
	t.confidence(p.Confidence, kindRight && speakerRight)
}

// extraSpan counts a prediction that no annotation asks for.
func (t *tally) extraSpan(doc string, p *prediction) {
	rule := t.rule(p.Rule)
	t.extra++
	rule.Extra++
	if p.speaker() != "" {
		t.predSpeaker++
		rule.Named++
	}
	t.errors = append(t.errors, Error{Type: Extra, Doc: doc, Start: p.Span.Start, Text: p.Text,
		Got: p.speaker(), Rule: p.Rule, Confidence: p.Confidence})
	t.confidence(p.Confidence, false)
}

func (t *tally) rule(name string) *RuleScore {
	r := t.rules[name]
	if r == nil {
		r = &RuleScore{Rule: name}
		t.rules[name] = r
	}
	return r
}

func (t *tally) kind(name quote.Kind) *KindScore {
	k := t.kinds[name]
	if k == nil {
		k = &KindScore{Kind: name}
		t.kinds[name] = k
	}
	return k
}

func (t *tally) confidence(c float64, right bool) {
	b := &t.bins[max(0, min(int(c*bins), bins-1))]
	b.Count++
	b.Confidence += c
	if right {
		b.Right++
	}
}

func (t *tally) report() *Report {
	r := &Report{
		Spans:       t.gold,
		Detection:   newScore(t.found, t.found+t.extra, t.gold),
		Attribution: newScore(t.speakerOK, t.predSpeaker, t.goldSpeaker),
		Kind:        ratio(t.kindRight, t.found),
		ByRule:      []RuleScore{},
		ByKind:      []KindScore{},
		Calibration: []Bin{},
		Errors:      append([]Error{}, t.errors...),
	}
	for _, rule := range t.rules {
		r.ByRule = append(r.ByRule, *rule)
	}
	slices.SortFunc(r.ByRule, func(a, b RuleScore) int {
		return cmp.Or(cmp.Compare(b.Found+b.Extra, a.Found+a.Extra), cmp.Compare(a.Rule, b.Rule))
	})
	for _, k := range quote.Kinds {
		if s := t.kinds[k]; s != nil {
			r.ByKind = append(r.ByKind, *s)
		}
	}
	for i, b := range t.bins {
		if b.Count == 0 {
			continue
		}
		n := float64(b.Count)
		b.From, b.To = float64(i)/bins, float64(i+1)/bins
		b.Confidence /= n
		b.Right /= n
		r.CalibrationError += math.Abs(b.Confidence-b.Right) * n / float64(t.found+t.extra)
		r.Calibration = append(r.Calibration, b)
	}
	slices.SortStableFunc(r.Errors, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Doc, b.Doc), cmp.Compare(a.Start, b.Start))
	})
	return r
}
