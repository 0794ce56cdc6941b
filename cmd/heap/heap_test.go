package heap

import (
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// percent returns what the collector goes by.
func percent() uint64 {
	sample := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// settles reports whether the collector goes by want, at once or soon.
func settles(want uint64) bool {
	for range 1000 {
		if percent() == want {
			return true
		}
		time.Sleep(time.Millisecond)
	}
	return false
}

// initDone waits until nothing is left of what init set.
func initDone(t *testing.T) {
	t.Helper()
	runtime.GC()
	if os.Getenv("GOGC") == "" && !settles(100) {
		t.Fatalf("after the first collection %d, want 100", percent())
	}
}

func TestUsualPercentComesBackWithTheFirstCollection(t *testing.T) {
	initDone(t)
	defer debug.SetGCPercent(debug.SetGCPercent(150))
	untilCollected(300)
	if got := percent(); got != 300 {
		t.Fatalf("before a collection %d, want 300", got)
	}
	runtime.GC()
	if !settles(150) {
		t.Fatalf("after a collection %d, want 150", percent())
	}
}

func TestWhatTheProgramSetsHolds(t *testing.T) {
	initDone(t)
	defer debug.SetGCPercent(debug.SetGCPercent(150))
	untilCollected(300)
	debug.SetGCPercent(50)
	for range 3 { // cleanups run some time after a collection
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	if got := percent(); got != 50 {
		t.Fatalf("after a collection %d, want 50", got)
	}
}

func TestStart(t *testing.T) {
	for _, tt := range []struct {
		name, gogc    string
		before, after uint64
	}{
		{"nothing said", "", startPercent, 100},
		{"the user's word holds", "50", 50, 50},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if os.Getenv("HEAP_TEST_CHILD") == "" {
				child(t, "GOGC="+tt.gogc, "HEAP_TEST_CHILD=1")
				return
			}
			if got := percent(); got != tt.before {
				t.Errorf("at the start %d, want %d", got, tt.before)
			}
			runtime.GC()
			if !settles(tt.after) {
				t.Errorf("after a collection %d, want %d", percent(), tt.after)
			}
		})
	}
}

// child runs the test anew in a process of its own, which begins with what env
// says.
func child(t *testing.T, env ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %v\n%s", env, err, out)
	}
}
