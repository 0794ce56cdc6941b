// Command gen writes record.dict, the dictionary that stored articles are
// compressed against: French articles of the project's own, as they come.
// Archives need the dictionary that they were written with, so that a new one
// takes a new version of the record.
//
//	go run ./gen (from index/archive)
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// size is that of the dictionary in bytes: twice as much gains one part in fifty.
const size = 64 << 10

// fromEach is how many articles of each set are taken.
const fromEach = 5

var sets = []string{"domestic", "features", "ordinary", "press", "varied", "wires", "world"}

func main() {
	if err := run("../../quote/extract/testdata", "record.dict"); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	var out bytes.Buffer
	for i := range fromEach {
		for _, set := range sets {
			files, err := filepath.Glob(filepath.Join(from, set, "*.txt"))
			if err != nil {
				return err
			}
			if i >= len(files) {
				return fmt.Errorf("%s has only %d texts", set, len(files))
			}
			b, err := os.ReadFile(files[i])
			if err != nil {
				return err
			}
			out.Write(b)
		}
	}
	if out.Len() < size {
		return fmt.Errorf("only %d bytes of text", out.Len())
	}
	return os.WriteFile(to, out.Bytes()[out.Len()-size:], 0o644)
}
