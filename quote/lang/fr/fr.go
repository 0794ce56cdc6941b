// Package fr holds what dixit knows about French: the data files of this folder,
// embedded, and the lexicon made of them. README.md describes each file.
package fr

import (
	_ "embed"
	"sync"

	"dixit/quote/lexicon"
)

//go:generate go run ./gen ${LEFFF}

var (
	//go:embed pos.bin
	pos string
	//go:embed forms.bin
	forms string
	//go:embed expressions.tsv
	expressions string
	//go:embed places.tsv
	places string
	//go:embed honorifics.tsv
	honorifics string
	//go:embed closed.tsv
	closed string
	//go:embed families.txt
	families string
	//go:embed lists.tsv
	lists string
)

func sources() lexicon.Sources {
	return lexicon.Sources{
		Tags:        lexicon.Source{Name: "pos.bin", Text: pos},
		Forms:       lexicon.Source{Name: "forms.bin", Text: forms},
		Expressions: lexicon.Source{Name: "expressions.tsv", Text: expressions},
		Places:      lexicon.Source{Name: "places.tsv", Text: places},
		Honorifics:  lexicon.Source{Name: "honorifics.tsv", Text: honorifics},
		Closed:      lexicon.Source{Name: "closed.tsv", Text: closed},
		Families:    lexicon.Source{Name: "families.txt", Text: families},
		Lists:       lexicon.Source{Name: "lists.tsv", Text: lists},
	}
}

var load = sync.OnceValue(func() *lexicon.Lexicon {
	l, err := lexicon.Load(sources())
	if err != nil {
		// The files are part of the program: the tests load every one.
		panic("fr: " + err.Error())
	}
	return l
})

// Lexicon returns the French lexicon, loaded at the first call.
func Lexicon() *lexicon.Lexicon { return load() }
