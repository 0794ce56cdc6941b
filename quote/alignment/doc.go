// Package alignment groups quotations that render one remark: repetitions,
// other translations, other spellings, fragments.
//
// Two quotations are compared by their content words: stems weighted by how rare
// they are in French at large, words alike by spelling or meaning, character
// 4-grams, order, length, and what contradicts (numbers, names, negations, words
// that exclude each other). Speaker and date then add or take: an unknown
// speaker agrees with all, a different one needs near identity, and quotations
// of a word or two need speaker, day or article to support them. No score
// depends on other quotations, so none changes when others arrive.
//
// Candidates come from an index of words and pairs of words (see index). Wordings
// of about the same words are clustered best pair first, each cluster checked
// against the other (see clusterComponent); then each cluster of fragments is hung
// on the one cluster of fuller wordings that it fits best, or on none (see
// placeFragments). Both steps depend on the set of quotations only, not on the
// order or the batches in which they came.
//
// Aligner keeps all quotations in memory, about 1 kB each. Update does the same
// against a store. A Comparer aligns two wordings for people to read.
package alignment
