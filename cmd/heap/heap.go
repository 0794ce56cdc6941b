// Package heap, where it is imported, spares the start of a program its garbage
// collections. A heap that grows from nothing is collected at 4 MB, and three
// times before dixit has read its first article, although next to nothing that
// packages and data set up is garbage: a fifth of the time of a short command. So
// the first collection waits until the heap has a size that any real work needs;
// from then on the collector does what it always does.
//
// Go initialises packages as soon as all that they import is ready, in the order
// of their paths: this one comes before the larger half of what allocates.
package heap

import (
	"os"
	"runtime"
	"runtime/debug"
)

// startPercent is GOGC until the first collection: 400 % of a heap that counts as
// 4 MB, the least that the runtime reckons with, are 16 MB.
const startPercent = 400

func init() {
	if os.Getenv("GOGC") == "" { // else it is the user's to say
		untilCollected(startPercent)
	}
}

// untilCollected sets the percentage of the collector, and that of now again as
// soon as it has run, unless the program has set another meanwhile.
func untilCollected(percent int) {
	usual := debug.SetGCPercent(percent)
	garbage := new([64]byte)
	runtime.AddCleanup(garbage, func(usual int) {
		if set := debug.SetGCPercent(usual); set != percent {
			debug.SetGCPercent(set)
		}
	}, usual)
}
