package act

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

const testLists = `
support = take
plan = decision
transparent = dozen
subject-control = promise
agentive = by
genitive = of
reflexive = themselves
preposition = of, with, to, in, by
place = in
belonging = of
post = in, to
people = man
envoy = ambassador, consul
tie = @envoy, relation,   # envoys too, for the test
      diplomatic link
`

const testRule = `# A comment.
rule break
  act     relations.sever
  verb    break, break off,
          sever
  if      patient|of: @tie, door
  unless  with?: @person
  from    agent | patient
  to      with + to@state | other
  weight  0.5
  fires   Peru broke off relations with Mexico. => PER, ORG:Arab League > MEX
  not     He broke off the handle.
`

func testLoad(listText, ruleText string) (*Rules, error) {
	files := fstest.MapFS{
		"acts/en/words.lists": {Data: []byte(listText)},
		"acts/en/test.rules":  {Data: []byte(ruleText)},
	}
	return load(files, "acts/en", text.English, map[chancery.ActType]bool{"relations.sever": true})
}

func TestLoad(t *testing.T) {
	r, err := testLoad(testLists, testRule)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.rules) != 1 {
		t.Fatalf("%d rules", len(r.rules))
	}
	rule := &r.rules[0]
	if rule.name != "test/break" || rule.act != "relations.sever" || rule.weight != 0.5 {
		t.Errorf("rule %+v", rule)
	}
	if len(rule.triggers) != 3 || strings.Join(rule.triggers[1].words, " ") != "break off" {
		t.Errorf("triggers %v", rule.triggers)
	}
	if len(rule.conditions) != 2 || !rule.conditions[1].negated || !rule.conditions[1].optional {
		t.Errorf("conditions %+v", rule.conditions)
	}
	if len(rule.to) != 2 || len(rule.to[0]) != 2 || rule.to[0][1].filter == nil || rule.to[1][0].head != other {
		t.Errorf("to %+v", rule.to)
	}
	if e := rule.fires[0]; len(e.from) != 2 || e.from[1] != "ORG:Arab League" || e.at.line != 11 {
		t.Errorf("example %+v", e)
	}
	if l := r.lists["tie"]; !l.words["consul"] || len(l.phrases["link"]) != 1 {
		t.Errorf("list %+v", l)
	}
}

func TestLoadErrors(t *testing.T) {
	edit := func(old, new string) string { return strings.Replace(testRule, old, new, 1) }
	for _, c := range []struct{ name, lists, rules, want string }{
		{"unknown act", testLists, edit("relations.sever", "relations.snap"), `acts/en/test.rules:3:11: no act type "relations.snap"`},
		{"unknown list", testLists, edit("@tie", "@knot"), `acts/en/test.rules:6:23: "knot" is neither`},
		{"unknown route", testLists, edit("with + to", "beside + to"), `acts/en/test.rules:9:11: "beside" is no role`},
		{"unknown tail", testLists, edit("| patient", "| patient.lap"), `acts/en/test.rules:8:19: "lap" is no part of a phrase`},
		{"unknown class", testLists, edit("to@state", "to@stone"), `acts/en/test.rules:9:18: no class "stone"`},
		{"unknown field", testLists, edit("  weight", "  height"), `acts/en/test.rules:10:3: no field "height"`},
		{"weight out of range", testLists, edit("0.5", "1.5"), `acts/en/test.rules:10:11: want a weight`},
		{"empty field", testLists, edit("not     He broke off the handle.", "not"), `acts/en/test.rules:12:3: not: nothing follows`},
		{"no example", testLists, edit("  not     He broke off the handle.\n", ""), `acts/en/test.rules:2:6: rule test/break has no example that must not fire`},
		{"no firing example", testLists, edit("  fires ", "  not "), `acts/en/test.rules:2:6: rule test/break has no example that fires`},
		{"given twice", testLists, testRule + testRule, `rule "break" is given twice`},
		{"field outside", testLists, "  act relations.sever\n" + testRule, `acts/en/test.rules:1:3: a field outside of a rule`},
		{"bad head", testLists, edit("rule break", "role break"), `acts/en/test.rules:2:1: want "rule NAME"`},
		{"missing list", strings.Replace(testLists, "post =", "host =", 1), testRule, `the list "post" is missing`},
		{"list below", strings.Replace(testLists, "@envoy", "@later", 1), testRule, `acts/en/words.lists:15:7: no list "later" above`},
		{"no equals sign", testLists + "lone word\n", testRule, `acts/en/words.lists:17:1: want name = word`},
	} {
		_, err := testLoad(c.lists, c.rules)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
	}
}

// FuzzParse holds that no file of rules makes the parser panic, and that what
// loads can be loaded again.
func FuzzParse(f *testing.F) {
	f.Add(testLists, testRule)
	f.Add("a = b, @a\n", "rule x\n if a: b\n to |+.@\n")
	f.Fuzz(func(t *testing.T, listText, ruleText string) {
		r, err := testLoad(listText, ruleText)
		if (r == nil) == (err == nil) {
			t.Fatalf("rules %v, error %v", r, err)
		}
	})
}
