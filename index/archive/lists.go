package archive

import (
	"cmp"
	"context"
	"slices"
	"strings"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"dixit/index"
)

// each calls visit for every quotation or article with the places of its values
// of some fields in the lists that are returned; 0 stands for none.
func (v *view) each(ctx context.Context, r bleveindex.IndexReader, f fieldSet, fields []string, visit func(at []uint32)) (values [][]string, err error) {
	t, err := v.columns.table(r, append(slices.Clip(fields), fieldDoc)...)
	if err != nil {
		return nil, err
	}
	places := make([][]uint32, len(fields))
	values = make([][]string, len(fields))
	for i := range fields {
		values[i], places[i] = t.sorted(i)
	}
	kind := uint32(slices.Index(t.terms[len(fields)], f.doc))
	at := make([]uint32, len(fields))
	for seg, s := range t.list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		kinds, gone := t.columns[len(fields)][seg], s.Deleted()
		for doc := range uint32(s.Segment().Count()) {
			if kinds.numbers.at(doc) != kind || gone != nil && gone.Contains(doc) {
				continue
			}
			for i := range fields {
				at[i] = places[i][t.number(i, seg, doc)]
			}
			visit(at)
		}
	}
	return values, nil
}

// dates are the first and last of some days, or of their places in a list of
// days; the zero value is no day.
type dates[D cmp.Ordered] struct{ first, last D }

func (d *dates[D]) add(day D) {
	var none D
	if day == none {
		return
	}
	if d.first == none || day < d.first {
		d.first = day
	}
	d.last = max(d.last, day)
}

// partners counts the different second parts of pairs by their first part.
func partners(pairs []uint64) map[uint32]int {
	slices.Sort(pairs)
	n := map[uint32]int{}
	for _, p := range slices.Compact(pairs) {
		n[uint32(p>>32)]++
	}
	return n
}

func pair(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

func (v *view) speakers(ctx context.Context) ([]index.SpeakerInfo, error) {
	type seen struct {
		dates[uint32]
		n int
	}
	by := map[uint32]*seen{}
	var printed []uint64 // speaker and outlet
	var values [][]string
	err := v.read(func(r bleveindex.IndexReader) (err error) {
		values, err = v.each(ctx, r, quotationFields, []string{fieldSpeaker, fieldOutlet, fieldDay}, func(at []uint32) {
			speaker, outlet, day := at[0], at[1], at[2]
			if speaker == 0 {
				return
			}
			s := by[speaker]
			if s == nil {
				s = &seen{}
				by[speaker] = s
			}
			s.n++
			s.add(day)
			if outlet != 0 {
				printed = append(printed, pair(speaker, outlet))
			}
		})
		return err
	})
	if err != nil {
		return nil, err
	}
	counts, err := v.counts()
	if err != nil {
		return nil, err
	}
	outlets := partners(printed)
	names := counts.namesBySpeaker()
	out := make([]index.SpeakerInfo, 0, len(by))
	for speaker, s := range by {
		id := values[0][speaker]
		info := index.SpeakerInfo{
			ID: id, Name: id, Quotations: s.n, Outlets: outlets[speaker],
			First: values[2][s.first], Last: values[2][s.last],
		}
		for i, n := range names[id] {
			if i == 0 && n.full && n.s != "" {
				info.Name = n.s
			} else if n.s != info.Name && n.s != "" && !slices.Contains(info.Aliases, n.s) {
				info.Aliases = append(info.Aliases, n.s)
			}
		}
		out = append(out, info)
	}
	slices.SortFunc(out, func(a, b index.SpeakerInfo) int {
		if a.Quotations != b.Quotations {
			return b.Quotations - a.Quotations
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}

// A calledName is a name or mention of a speaker and how often it stands for them.
type calledName struct {
	s    string
	n    int
	full bool
}

// namesBySpeaker returns what speakers are called: full names first, then the most
// frequent.
func (c *counters) namesBySpeaker() map[string][]calledName {
	names := map[string][]calledName{}
	c.eachName(func(id, s string, n int, full bool) { names[id] = append(names[id], calledName{s, n, full}) })
	for _, list := range names {
		slices.SortFunc(list, func(a, b calledName) int {
			if a.full != b.full {
				if a.full {
					return -1
				}
				return 1
			}
			if a.n != b.n {
				return b.n - a.n
			}
			return strings.Compare(a.s, b.s)
		})
	}
	return names
}

func (v *view) outlets(ctx context.Context) ([]index.OutletInfo, error) {
	by := map[string]*index.OutletInfo{}
	info := func(name string) *index.OutletInfo {
		o := by[name]
		if o == nil {
			o = &index.OutletInfo{Name: name}
			by[name] = o
		}
		return o
	}
	err := v.read(func(r bleveindex.IndexReader) error {
		articles, quotations := map[uint32]int{}, map[uint32]int{}
		days := map[uint32]dates[uint32]{}
		f := &articleFields
		values, err := v.each(ctx, r, *f, []string{f.outlet, f.day}, func(at []uint32) {
			articles[at[0]]++
			d := days[at[0]]
			d.add(at[1])
			days[at[0]] = d
		})
		if err != nil {
			return err
		}
		for outlet, n := range articles {
			o, d := info(values[0][outlet]), days[outlet]
			o.Articles, o.First, o.Last = n, values[1][d.first], values[1][d.last]
		}
		var quoted []uint64 // outlet and speaker
		values, err = v.each(ctx, r, quotationFields, []string{fieldOutlet, fieldSpeaker}, func(at []uint32) {
			quotations[at[0]]++
			if at[1] != 0 {
				quoted = append(quoted, pair(at[0], at[1]))
			}
		})
		if err != nil {
			return err
		}
		speakers := partners(quoted)
		for outlet, n := range quotations {
			o := info(values[0][outlet])
			o.Quotations, o.Speakers = n, speakers[outlet]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]index.OutletInfo, 0, len(by))
	for _, o := range by {
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b index.OutletInfo) int {
		if a.Articles != b.Articles {
			return b.Articles - a.Articles
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out, nil
}
