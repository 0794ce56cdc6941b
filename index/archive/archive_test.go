package archive

import (
	"testing"

	"dixit/index"
	"dixit/index/indextest"
)

func TestStore(t *testing.T) {
	t.Run("disk", func(t *testing.T) {
		indextest.Run(t, func(t *testing.T) index.Store { return open(t, t.TempDir()) })
	})
	t.Run("memory", func(t *testing.T) {
		indextest.Run(t, func(t *testing.T) index.Store {
			s, err := Memory()
			if err != nil {
				t.Fatal(err)
			}
			return s
		})
	})
}

func open(t *testing.T, dir string) index.Store {
	t.Helper()
	s, err := Open(dir, Options{Extractor: "test 1"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
