package archive

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls work on all processors; each call takes numbers below n from
// next until there are none.
func parallel(n int, work func(next func() (int, bool)) error) error {
	var taken atomic.Int64
	next := func() (int, bool) {
		i := int(taken.Add(1)) - 1
		return i, i < n
	}
	errs := make([]error, min(n, runtime.GOMAXPROCS(0)))
	var wg sync.WaitGroup
	for k := range errs {
		wg.Go(func() { errs[k] = work(next) })
	}
	wg.Wait()
	return errors.Join(errs...)
}
