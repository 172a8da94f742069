// Package act finds the acts that a text may tell of. Rules written as text
// (lexicon/acts/*/*.rules, described in docs/rules.md) name the verbs and
// nouns that tell an act and say which of their arguments are its parties;
// package logic says what the arguments are.
//
// The way of a sentence through [Rules.Match]:
//
//	lemma → trigger → rules → logic.Args → conditions → fillers → Frame
//
// A [Frame] is a proposal, made with high recall: whether the text really
// tells the act, and as done, planned or denied, is for later stages to judge.
package act
