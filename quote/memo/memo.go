// Package memo remembers what was computed of a string: the words of news recur.
package memo

import "strings"

// A Table remembers the values of a function by its argument. It is not safe for
// concurrent use.
type Table[V any] struct {
	of     func(string) V
	max    int
	values map[string]V
}

// New returns a table of the values of a function, which must depend on its
// argument alone. It forgets all values when it holds max of them.
func New[V any](max int, of func(string) V) *Table[V] {
	return &Table[V]{of: of, max: max, values: make(map[string]V)}
}

// Get returns the function's value for s. The function is given a copy of s, so
// that what the table keeps does not keep the text that s is part of.
func (t *Table[V]) Get(s string) V {
	if v, ok := t.values[s]; ok {
		return v
	}
	if len(t.values) >= t.max {
		clear(t.values)
	}
	key := strings.Clone(s)
	v := t.of(key)
	t.values[key] = v
	return v
}

// Len is the number of values remembered.
func (t *Table[V]) Len() int { return len(t.values) }
