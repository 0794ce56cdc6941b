package web

import (
	"context"
	"sync"
	"time"

	"dixit/index"
)

// A catalogue lists everyone who is quoted and every outlet. In a large archive
// that takes a second, and while another process ingests the archive changes each
// second: so a list is made anew only when that takes a tenth of the time at most,
// and served meanwhile as it was.
type catalogue struct {
	archive index.Reader

	making sync.Mutex // held while a list is made
	mu     sync.Mutex // guards now
	now    *listing
}

// A listing is a catalogue at one state of the archive.
type listing struct {
	speakers []index.SpeakerInfo // the most quoted first
	outlets  []index.OutletInfo  // the one with most articles first
	speaker  map[string]*index.SpeakerInfo
	outlet   map[string]*index.OutletInfo

	state uint64
	made  time.Time
	took  time.Duration
}

// get returns the catalogue, and whether it is that of the archive's present state.
func (c *catalogue) get(ctx context.Context) (*listing, bool, error) {
	state := c.archive.Info().Generation
	l := c.last()
	if l != nil && l.state == state {
		return l, true, nil
	}
	if l != nil && (time.Since(l.made) < 10*l.took || !c.making.TryLock()) {
		return l, false, nil
	}
	if l == nil {
		c.making.Lock()
	}
	defer c.making.Unlock()
	if l := c.last(); l != nil && l.state == state {
		return l, true, nil
	}
	// Others wait for the list too: it is finished even if this client leaves.
	l, err := c.list(context.WithoutCancel(ctx))
	if err != nil {
		return nil, false, err
	}
	c.mu.Lock()
	c.now = l
	c.mu.Unlock()
	return l, l.state == state, nil
}

func (c *catalogue) last() *listing {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *catalogue) list(ctx context.Context) (*listing, error) {
	l := &listing{state: c.archive.Info().Generation, made: time.Now(), speaker: map[string]*index.SpeakerInfo{}, outlet: map[string]*index.OutletInfo{}}
	var err error
	if l.speakers, err = c.archive.Speakers(ctx); err != nil {
		return nil, err
	}
	if l.outlets, err = c.archive.Outlets(ctx); err != nil {
		return nil, err
	}
	for i := range l.speakers {
		l.speaker[l.speakers[i].ID] = &l.speakers[i]
	}
	for i := range l.outlets {
		l.outlet[l.outlets[i].Name] = &l.outlets[i]
	}
	l.took = time.Since(l.made)
	l.made = l.made.Add(l.took)
	return l, nil
}

// list returns the catalogue for a page, which must not be kept where it is not
// that of the present.
func (v *visit) list() (*listing, error) {
	l, fresh, err := v.catalogue.get(v.r.Context())
	if err == nil && !fresh {
		v.passing()
	}
	return l, err
}

// passing says that the answer is not to be kept.
func (v *visit) passing() {
	v.w.Header().Del("ETag")
	v.w.Header().Set("Cache-Control", "no-store")
}
