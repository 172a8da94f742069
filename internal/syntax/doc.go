// Package syntax tags, lemmatises and parses English and Spanish: a dependency
// tree beside every text.Doc, in the terms of Universal Dependencies (UD).
//
//	parser, err := syntax.Load(text.English)
//	var tree syntax.Tree
//	parser.Parse(doc, &tree) // again and again, without allocating
//	verb := tree.RootOf(0)
//	who := tree.FindDep(verb, syntax.Nsubj, syntax.NsubjPass)
//	first, last := tree.Subtree(who)
//
// # Method
//
// A form is embedded as the sum or row of its word, its character n-grams (with
// accents folded), its prefixes and suffixes, and its casing. Two layers of
// bidirectional recurrent cells read the sentence. Parts of speech and features
// are read off both layers; heads and relations come from biaffine scores over
// the second (Dozat and Manning 2017, as in UDPipe 2 and Stanza) and the best
// tree with one root is found exactly (Chu and Liu 1965, Edmonds 1967), so that
// non-projective sentences need no special case. Lemmas come from edit scripts
// by suffix and a list of exceptions, both learned from the treebanks.
//
// What makes it fast: narrow layers (96 cells in each direction); the first
// layer's input product is remembered for each form; all sentences of a Doc are
// read in step, so that every product is one of matrices; and the products and
// the hyperbolic tangent are written in AVX2, with the same in plain Go
// elsewhere.
//
// # Scores
//
// With the treebank's tokens, predicted parts of speech, punctuation counted,
// relations without subtypes. Our figures are those of the test files of this
// project's collection (English: EWT and the freely licensed genres of GUM;
// Spanish: AnCora and GSD). Spanish has 113,000 tokens to train on: AnCora's
// training part, five times as much, was not at hand.
//
//	                          English                    Spanish
//	                          UPOS   UAS    LAS          UPOS   UAS    LAS
//	this package              @EN@        @ES@
//	our linear parser         94.6   73.7   69.2         94.1   76.2   69.6   dev; first trial
//
// Others' published figures, on the nearest treebank; none was measured here.
// They count subtypes as errors, were trained on other versions of the
// treebanks and, for Spanish, on all of AnCora, so they show the order of size
// and no more. Speeds are of other machines, in tokens a second.
//
//	                          English-EWT                Spanish-AnCora             speed
//	                          UPOS   UAS    LAS          UPOS   UAS    LAS
//	UDPipe 1.2, UD 2.5        94.43  84.40  81.08        98.36  88.40  85.26  [1]   2,300; 1,100 [4]
//	UDPipe 2, UD 2.3          96.29  89.63  86.97        98.91  92.34  90.26  [2]
//	Stanza 1.0, raw text      95.40  86.22  83.59        98.78  92.21  90.01  [3]   880 [4]
//	spaCy sm 3.7 (OntoNotes)         91.75  89.87                             [5]   10,000 (lg) [4]
//
//	[1] github.com/aymara/lima-models, eval.md (given tokens)
//	[2] Kondratyuk and Straka 2019, table of all treebanks ("UDPipe Future", given tokens)
//	[3] Qi et al. 2020, table 2
//	[4] spacy.io/usage/facts-figures, words a second on a CPU
//	[5] model card of en_core_web_sm 3.7.1; other relations than UD's
//
// This package reads raw text at @SPEED@ tokens a second on one core (AMD EPYC,
// AVX2), tokens, tags, lemmas and trees together: go test -bench Parse.
//
// # What was tried
//
//   - A greedy arc-hybrid transition parser with a dynamic oracle and hashed
//     perceptron weights (the "linear parser" above): quick to train, 15 points
//     of LAS behind.
//   - The network without vectors from unannotated text, two passes over the
//     Spanish treebank: 65.6 LAS on dev.
//   - Vectors from unannotated news (structured skip-gram, 96 wide), variants of
//     the sentences (headlines made from them, one case, no accents), and for
//     Spanish the Portuguese Bosque treebank with a marked casing, fading out
//     over the training: @TRIED@
//   - Self-training: a second model learns from the treebank and from news that
//     the first one parsed.
//
// The next steps, by what they would gain: AnCora's training part (UDPipe 2 shows
// about eight points of LAS between what it reaches with it and what we reach
// without), then a teacher of several wide models in place of one.
package syntax
