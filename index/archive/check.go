package archive

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"github.com/blevesearch/bleve/v2/search"

	"dixit/index"
)

// maxProblems bounds a report: a damaged segment touches very many articles.
const maxProblems = 1000

// check holds files, articles, quotations, ledger and counters against each
// other. l is the ledger of a writer; a reader's is read from its generation.
func (v *view) check(ctx context.Context, l *ledger, m *manifest, progress func(done, total int)) ([]index.Problem, error) {
	var problems []index.Problem
	report := func(what, format string, args ...any) {
		if len(problems) < maxProblems {
			problems = append(problems, index.Problem{What: what, Msg: fmt.Sprintf(format, args...)})
		}
	}
	if v.gen != "" {
		for _, f := range append(slices.Clone(m.Files), m.Ledger) {
			if err := ctx.Err(); err != nil {
				return problems, err
			}
			sum, err := checksum(filepath.Join(v.gen, filepath.FromSlash(f.Name)), f.Size)
			if err != nil {
				report(f.Name, "cannot be read: %v", err)
			} else if sum != f.CRC {
				report(f.Name, "does not have its checksum")
			}
		}
		if len(problems) > 0 {
			return problems, nil // damaged files are not for bleve to read
		}
		log, err := readLedger(v.gen, m)
		if err == nil {
			l, err = parseLedger(log)
		}
		if err != nil {
			report(ledgerName, "%v", err)
			return problems, nil
		}
	}

	counted := newCounters()
	tallies := map[remarkKey]*tally{}
	quotations := 0
	remarks, err := v.remarks()
	if err != nil {
		report(remarksName, "%v", err)
		remarks = newRemarkBuilder().table()
	}
	err = v.read(func(r bleveindex.IndexReader) error {
		docs, err := v.documents(ctx, r)
		if err != nil {
			return err
		}
		for i, seq := range slices.Sorted(maps.Keys(l.rows)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			row := l.rows[seq]
			what := "article " + row.id
			e, err := entry(r, seq)
			if err != nil {
				if errors.Is(err, index.ErrNotFound) {
					err = errors.New("is not in the index")
				}
				report(what, "%v", err)
				delete(docs, seq)
				continue
			}
			if sum := contentSum(e.Article); e.Article.ID != row.id || sum != row.content {
				report(what, "does not have the checksum it was stored with")
			}
			if err := validate(e); err != nil {
				report(what, "%v", err)
			}
			if len(e.Quotations) != row.quotations {
				report(what, "has %d quotations and should have %d", len(e.Quotations), row.quotations)
			}
			if n, want := docs[seq], len(e.Quotations); n.article != 1 || n.quotations != want || n.highest > want {
				report(what, "the index has %d documents of it and %d of its %d quotations", n.article, n.quotations, want)
			}
			delete(docs, seq)
			if at, err := lookup(r, articleFields.id, keyword(row.id)); err != nil || at.seq() != seq {
				report(what, "is not found by its ID")
			}
			for j := range e.Quotations {
				if _, err := lookup(r, fieldID, keyword(e.Quotations[j].ID)); err != nil {
					report("quotation "+e.Quotations[j].ID, "is not found by its ID")
				}
			}
			counted.count(e, 1)
			quotations += len(e.Quotations)
			members := remarks.of(seq)
			if members != nil && len(members) != len(e.Quotations) {
				report(what, "has %d quotations and %d of them have a remark", len(e.Quotations), len(members))
				members = nil
			}
			for j, m := range members {
				if m.remark >= 0 {
					count(tallies, remarks.list[m.remark].key, newFact(makeRef(seq, j+1), e.Article, &e.Quotations[j]))
				}
			}
			if progress != nil {
				progress(i+1, len(l.rows))
			}
		}
		for _, seq := range slices.Sorted(maps.Keys(docs)) {
			report(fmt.Sprintf("article number %d", seq), "is in the index and not in the ledger")
		}
		return nil
	})
	if err != nil {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return problems, err
		}
		report(v.name(), "%v", err)
		return problems, nil
	}
	if len(l.rows) != m.Articles || quotations != m.Quotations {
		report(manifestName, "%d articles and %d quotations counted, %d and %d there", m.Articles, m.Quotations, len(l.rows), quotations)
	}
	if d := remarks.differs(tallies); d != "" && len(problems) == 0 {
		report(remarksName, "%s", d)
	}
	if n := remarks.grouped(); n != m.Grouped && len(problems) == 0 {
		report(manifestName, "%d quotations grouped, %d there", m.Grouped, n)
	}
	counts, err := v.counts()
	if err != nil {
		report(countersName, "%v", err)
	} else if d := counts.differs(counted); d != "" && len(problems) == 0 {
		report(countersName, "%s", d)
	}
	return problems, nil
}

// present counts the documents of an article.
type present struct{ article, quotations, highest int }

// documents visits every document of the index.
func (v *view) documents(ctx context.Context, r bleveindex.IndexReader) (map[uint64]present, error) {
	counts, err := v.counts()
	if err != nil {
		counts = newCounters()
	}
	out := map[uint64]present{}
	for _, f := range [...]fieldSet{articleFields, quotationFields} {
		b := &builder{ctx: ctx, r: r, f: f, counts: counts}
		s, err := b.term(fieldDoc, f.doc, unscoredOptions)
		if err != nil {
			return nil, err
		}
		err = visit(ctx, r, s, func(d *search.DocumentMatch) error {
			at, err := refOf(r, d.IndexInternalID)
			if err != nil {
				return err
			}
			p := out[at.seq()]
			if n := at.quotation(); n > 0 {
				p.quotations++
				p.highest = max(p.highest, n)
			} else {
				p.article++
			}
			out[at.seq()] = p
			return nil
		})
		b.close()
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
