package fr

import _ "embed"

// Marks is the table of French facts that the quotation scanner needs, in the
// form that spans.ParseRules reads: one list a line, its name before the words.
//
//go:embed marks.tsv
var Marks string
