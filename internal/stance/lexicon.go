// Package stance tells how a deed stands: done, planned, proposed, threatened
// or not. It follows the predicates that govern the deed ("refused to",
// "called on X to", "announced that it was") outward from the deed, and looks
// at each one's auxiliaries, negation, mood and condition.
//
// The distinctions are those of event factuality (Saurí and Pustejovsky,
// FactBank, 2009): the source, the polarity and the modality of each embedding
// predicate decide what the report commits itself to.
package stance

import (
	"fmt"
	"strings"

	"github.com/chancery-ledger/chancery/lexicon"
	"github.com/chancery-ledger/chancery/text"
)

// Class is what a governing word does to the deed below it.
type Class string

const (
	Announce Class = "announce" // tells the deed and leaves it as it is: "said", "confirmed"
	Decide   Class = "decide"   // makes it so by word: "decided", "approved"
	Plan     Class = "plan"     // puts it in the future, by one who can: "vowed", "is set to"
	Pledge   Class = "pledge"   // plans, and as a deed's own word makes it a plan: "was promised asylum"
	Propose  Class = "propose"  // asks for it, or tries: "urged", "a bid to"
	Threaten Class = "threaten" // makes it depend on a condition: "threatened"
	Deny     Class = "deny"     // unmakes it: "denied", "refused", "failed"
	Allege   Class = "allege"   // tells it without vouching: "accused of"
	Fact     Class = "fact"     // takes it for granted: "managed to", "after"
)

// Lexicon has the classes of one language's words. It is safe for concurrent
// use.
type Lexicon struct {
	lang  text.Lang
	class map[string]Class
}

// Load reads the embedded lexicon of a language. An error names file and line.
func Load(lang text.Lang) (*Lexicon, error) {
	file := "stance/" + string(lang) + ".tsv"
	b, err := lexicon.Files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	l := &Lexicon{lang: lang, class: map[string]Class{}}
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n")[1:] {
		lemma, class, ok := strings.Cut(line, "\t")
		switch Class(class) {
		case Announce, Decide, Plan, Pledge, Propose, Threaten, Deny, Allege, Fact:
		default:
			ok = false
		}
		if _, twice := l.class[lemma]; !ok || twice {
			return nil, fmt.Errorf("%s:%d:1: %q: want a lemma, once, and a class", file, i+2, line)
		}
		l.class[lemma] = Class(class)
	}
	return l, nil
}

// Class returns the class of a lemma, "" for none.
func (l *Lexicon) Class(lemma string) Class { return l.class[strings.ToLower(lemma)] }
