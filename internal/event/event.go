// Package event puts claims together that speak of one deed: the same act
// between the same parties, about the same person, on days that meet, told in
// any number of reports and in either language.
//
// An event is an opinion, never a record. It is worked out from the claims
// alone and says why ([chancery.Event].Why); a person's opinion that two
// claims do, or do not, speak of one deed is an entry of the ledger that
// outweighs the rules and can be undone.
//
// Deeds are told apart by pair. A claim that four states severed relations
// with a fifth bears on four deeds, each with its own claims and its own day;
// where the very same claims speak of several pairs, these are one event with
// all the parties. Within a pair ([block]) the most precise claims go first and
// open deeds, and each further claim joins the one deed that fits: days that
// meet (a plan meets the days it is for), the same direction, no other
// person. A claim that fits several deeds equally well confirms none of them
// and stays apart.
//
// A claim that names one side only speaks of a deed between two where it
// names the person of that deed; else it stays apart as well. How many sources
// confirm a deed is counted so as to be true: see [Rules.Sources].
//
// The result depends on the set of claims and opinions, not on the order in
// which they come. [Cluster] makes it from nothing, an [Index] as claims
// arrive, touching only the pairs that they name.
package event

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/catalogue"
)

// Rules are what clustering goes by: the table of acts and that of publishers.
type Rules struct {
	kinds      *catalogue.Catalogue
	publishers *publishers
}

// Load reads the tables of the lexicon.
func Load() (*Rules, error) {
	kinds, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	p, err := loadPublishers()
	if err != nil {
		return nil, fmt.Errorf("event: %w", err)
	}
	return &Rules{kinds: kinds, publishers: p}, nil
}

// Cluster returns the events that claims come to, in the order of their first
// claims, given opinions: the entries of the ledger that merge, split and undo.
// Of claims that were retracted, each stays with the deed it was taken for, and
// counts for nothing.
func Cluster(rules *Rules, claims []chancery.Filed, opinions []chancery.Entry) []chancery.Event {
	x := NewIndex(rules)
	for _, c := range claims {
		x.Add(c)
	}
	for _, o := range opinions {
		x.Opine(o)
	}
	events, _ := x.Changes()
	return events
}

// mutual tells whether the order of the parties does not matter for a type.
func (r *Rules) mutual(t chancery.ActType) bool {
	k, _ := r.kinds.Kind(t)
	return k.Mutual
}

// weighty tells whether a type changes what stands between states. Such deeds
// are rare, and reports of them may differ by a day; the others come daily.
func (r *Rules) weighty(t chancery.ActType) bool {
	k, _ := r.kinds.Kind(t)
	return k.Tier == "A"
}

// toldAsMutual tells whether two parties on one side of an act, and none on
// the other, did it to each other: relations are broken off by either or both.
func toldAsMutual(t chancery.ActType) bool {
	return strings.HasPrefix(string(t), "relations.") || strings.HasPrefix(string(t), "consular.")
}
