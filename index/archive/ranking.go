package archive

import "slices"

// A ranking keeps the first of what it is given, in the order of compare, and
// no more than most.
type ranking[T any] struct {
	most    int
	compare func(a, b T) int
	list    []T // in order up to most, where cut; less than twice as many
	cut     bool
}

// add takes a value.
func (r *ranking[T]) add(x T) {
	if r.most == 0 || r.cut && r.compare(x, r.list[r.most-1]) >= 0 {
		return
	}
	if r.list = append(r.list, x); len(r.list)/2 >= r.most {
		slices.SortFunc(r.list, r.compare)
		r.list, r.cut = r.list[:r.most], true
	}
}

// first returns what was kept, in order.
func (r *ranking[T]) first() []T {
	slices.SortFunc(r.list, r.compare)
	return r.list[:min(r.most, len(r.list))]
}
