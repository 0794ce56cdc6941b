package export

import (
	"slices"

	"dixit/corpus"
	"dixit/corpus/text"
)

// A Node is a stretch of an article's text, or a quotation or a part of one with
// what it holds.
type Node struct {
	Text string
	// Row is nil for text. Number counts an article's rows from 1.
	Row    *Row
	Number int
	// First and Last say that the quotation begins and ends in the node: one that
	// runs over several paragraphs has a node in each.
	First, Last bool
	Children    []Node
}

// maxContinued is how many quotations that are nested in one another are marked
// again in each paragraph that they run over, the innermost ones.
const maxContinued = 8

// Paragraphs divides an article into its paragraphs, and these at its quotations.
// Rows are in order of their place, an outer quotation before those nested in it;
// one that overlaps another without lying in it loses what sticks out.
func Paragraphs(a *corpus.Article, rows []Row) [][]Node {
	all := make([]numbered, len(rows))
	for i := range rows {
		all[i] = numbered{&rows[i], i + 1}
	}
	placed := make([]bool, len(rows))
	var convert func([]node) []Node
	convert = func(nodes []node) []Node {
		list := make([]Node, 0, len(nodes))
		for _, n := range nodes {
			if n.row == nil {
				list = append(list, Node{Text: n.text})
				continue
			}
			i := n.row.number - 1
			first := !placed[i]
			placed[i] = true
			list = append(list, Node{Row: n.row.Row, Number: n.row.number, First: first, Last: n.last, Children: convert(n.children)})
		}
		return list
	}
	next := 0             // the first row of the paragraphs to come
	var within []numbered // rows that reach into the paragraph
	var paragraphs [][]Node
	for _, p := range text.Paragraphs(nil, a.Body, min(a.TextStart, len(a.Body))) {
		within = slices.DeleteFunc(within, func(r numbered) bool { return r.End <= p.Start })
		within = within[max(0, len(within)-maxContinued):]
		for ; next < len(all) && all[next].Start < p.End; next++ {
			if all[next].End > p.Start {
				within = append(within, all[next])
			}
		}
		paragraphs = append(paragraphs, convert(markUp(p.Of(a.Body), p.Start, within)))
	}
	return paragraphs
}

// SpeakerNumbers numbers an article's speakers, by their IDs, from 0 in order of
// appearance.
func SpeakerNumbers(rows []Row) map[string]int {
	numbers := map[string]int{}
	for i := range rows {
		if s := rows[i].Speaker; s != nil {
			if _, ok := numbers[s.ID]; !ok {
				numbers[s.ID] = len(numbers)
			}
		}
	}
	return numbers
}
