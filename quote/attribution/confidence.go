package attribution

import (
	"math"
)

// trust turns a rule's score into a probability: the share of its decisions that
// were right, speaker and kind, over its mean score, on the annotated articles
// under quote/extract/testdata that rules were written with (`make eval` prints
// both by rule), less a twentieth for articles that nobody has seen. A rule that
// decided too rarely there to be measured has the mean of all.
var trust = map[string]float64{
	"colon": 0.85, "title": 1.12, "continued": 1.05, "source": 1.03, "scare": 1.6,
	"no-source": 1.1, "introduced": 1.2, "term": 1.25, "subject": 1.3, "impersonal": 1.1,
	"sign": 0.75, "headline": 0.6, "split": 0.7, "incise": 0.99, "verb": 0.98, "repeated": 1,
	"name": 0.93, "incise-far": 0.92, "follows": 1.2, "unresolved": 0.6,
}

// confidence is the probability that speaker and kind are right, in hundredths.
func confidence(r *reading) float64 {
	t, ok := trust[r.rule]
	if !ok {
		t = 0.97
	}
	return math.Round(100*min(0.98, max(0.05, r.score*t))) / 100
}
