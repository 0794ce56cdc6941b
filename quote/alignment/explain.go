package alignment

// An Explanation says why a quotation is in its remark.
type Explanation struct {
	// With is the ID of the quotation of the same remark that it fits best.
	With string `json:"with"`
	// As is "equal" (the same words), "wording", or "fragment": the one is a
	// piece of the other.
	As    string  `json:"as"`
	Score float64 `json:"score"` // the probability that both are one remark
	// Words are the matched words, in the order of With.
	Words []MatchedWord `json:"words"`
	// Only and Other are the words without a partner, of the quotation and of
	// With.
	Only  []string `json:"only,omitempty"`
	Other []string `json:"other,omitempty"`
}

// A MatchedWord is a content word of the quotation and its partner.
type MatchedWord struct {
	Word    string  `json:"word"`
	Partner string  `json:"partner"`
	Weight  float64 `json:"weight"`  // of the partner, by its rarity, in (0,1]
	Quality float64 `json:"quality"` // 1 for inflections of one word, less for a likeness
}

// Explain tells why the k-th quotation added is in its remark, or nil where it
// stands alone. It holds for the last Group.
func (a *Aligner) Explain(k int) *Explanation {
	i := a.rows[k].item
	if int(i) >= len(a.cluster) {
		return nil
	}
	root := a.rootOf(a.cluster[i])
	best, to, fragment := never+0.0, int32(-1), false
	look := func(edges []edge, isFragment bool) {
		for _, e := range edges {
			if z := float64(e.score); z > best && a.rootOf(a.cluster[e.to]) == root {
				best, to, fragment = z, e.to, isFragment
			}
		}
	}
	look(a.near[i], false)
	look(a.hosts[i], true)
	if to < 0 {
		return a.explainEqual(k)
	}
	e := &Explanation{With: a.firstRow(to), As: "wording", Score: round(probability(best)), Words: []MatchedWord{}}
	if fragment {
		e.As = "fragment"
	}
	s := newScorer(a.v)
	x, y := &a.items[i], &a.items[to]
	s.match(x, y)
	for j, c := range y.content {
		p := s.partner[j]
		if p < 0 {
			e.Other = append(e.Other, a.v.of(c).folded)
			continue
		}
		e.Words = append(e.Words, MatchedWord{
			Word: a.v.of(x.content[p]).folded, Partner: a.v.of(c).folded,
			Weight: float64(a.v.stem(c).weight) / unit, Quality: round(s.quality[j]),
		})
	}
	for p, c := range x.content {
		if !s.usedA[p] {
			e.Only = append(e.Only, a.v.of(c).folded)
		}
	}
	return e
}

// explainEqual finds a row that shares the k-th row's item.
func (a *Aligner) explainEqual(k int) *Explanation {
	for j, r := range a.rows {
		if r.item == a.rows[k].item && j != k {
			return &Explanation{With: r.id, As: "equal", Score: 1, Words: []MatchedWord{}}
		}
	}
	return nil
}

func (a *Aligner) firstRow(i int32) string { return a.rows[a.first[i]].id }
