package logic

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/text"
)

// tree reads a sentence written as form:lemma:TAG:head:relation, with the
// features behind where they matter. Heads count from 1; the root's is 0.
func tree(t testing.TB, s string, lang text.Lang) *syntax.Tree {
	t.Helper()
	rows := strings.Fields(s)
	var forms []string
	for _, r := range rows {
		forms = append(forms, strings.Split(r, ":")[0])
	}
	doc := text.New(strings.ReplaceAll(strings.Join(forms, " "), " ’s", "’s"), lang, false)
	if len(doc.Tokens) != len(rows) {
		t.Fatalf("%d tokens, want %d: %q", len(doc.Tokens), len(rows), doc.Text)
	}
	tr := &syntax.Tree{Doc: doc}
	tr.Reset(len(rows))
	for i, r := range rows {
		f := strings.SplitN(r, ":", 5)
		head, err := strconv.Atoi(f[3])
		if err != nil {
			t.Fatal(err)
		}
		rel, feats, _ := strings.Cut(f[4], "/")
		tr.Lemma[i], tr.Tags[i], tr.Head[i] = f[1], syntax.ParseTag(f[2]), int32(head-1)
		tr.Rel[i], tr.Feats[i] = syntax.ParseRel(rel), syntax.ParseFeats(feats)
	}
	return tr
}

func lexicon() *Lexicon {
	set := func(words ...string) Set {
		m := Set{}
		for _, w := range words {
			m[w] = true
		}
		return m
	}
	return &Lexicon{
		Support: set("impose", "take", "carry", "declare"), Plan: set("decision", "bid"), Transparent: set("dozen", "round"),
		SubjectOnly: set("promise"), Agentive: set("by", "por"), Genitive: set("of", "de"), Belonging: set("of", "by", "between"), Subjective: set("for"), Addressee: set("on", "a"), Relative: set("who", "which", "that", "que"), Reflexive: set("se", "él"),
	}
}

var constructions = []struct {
	name, sentence, predicate, want string
	lang                            text.Lang
}{
	{name: "active",
		sentence:  "Peru:Peru:PROPN:2:nsubj expelled:expel:VERB:0:root the:the:DET:4:det envoy:envoy:NOUN:2:obj",
		predicate: "expelled", want: "agent Peru, patient envoy"},
	{name: "passive",
		sentence: "The:the:DET:2:det envoy:envoy:NOUN:4:nsubj:pass was:be:AUX:4:aux:pass expelled:expel:VERB:0:root/VerbForm=Part|Tense=Past|Voice=Pass " +
			"by:by:ADP:6:case Peru:Peru:PROPN:4:obl:agent",
		predicate: "expelled", want: "patient envoy, agent Peru"},
	{name: "headline passive without auxiliary",
		sentence:  "Envoy:envoy:NOUN:2:nsubj expelled:expel:VERB:0:root/VerbForm=Part|Tense=Past by:by:ADP:4:case Peru:Peru:PROPN:2:obl",
		predicate: "expelled", want: "patient Envoy, agent Peru"},
	{name: "headline infinitive",
		sentence: "Chad:Chad:PROPN:0:root to:to:PART:3:mark open:open:VERB:1:acl/VerbForm=Inf embassy:embassy:NOUN:3:obj " +
			"in:in:ADP:6:case Israel:Israel:PROPN:3:obl",
		predicate: "open", want: "patient embassy, oblique in Israel, agent Chad"},
	{name: "control",
		sentence:  "Peru:Peru:PROPN:2:nsubj decided:decide:VERB:0:root to:to:PART:4:mark expel:expel:VERB:2:xcomp/VerbForm=Inf him:he:PRON:4:obj",
		predicate: "expel", want: "patient him, agent Peru"},
	{name: "raising in the passive",
		sentence: "Peru:Peru:PROPN:3:nsubj:pass was:be:AUX:3:aux:pass forced:force:VERB:0:root/VerbForm=Part|Tense=Past|Voice=Pass " +
			"to:to:PART:5:mark sever:sever:VERB:3:xcomp/VerbForm=Inf ties:tie:NOUN:5:obj",
		predicate: "sever", want: "patient ties, agent Peru"},
	{name: "object control",
		sentence: "Canada:Canada:PROPN:2:nsubj forced:force:VERB:0:root Iran:Iran:PROPN:2:obj to:to:PART:5:mark close:close:VERB:2:xcomp/VerbForm=Inf " +
			"embassies:embassy:NOUN:5:obj",
		predicate: "close", want: "patient embassies, agent Iran, outer Canada"},
	{name: "subject control over an object",
		sentence: "Canada:Canada:PROPN:2:nsubj promised:promise:VERB:0:root Iran:Iran:PROPN:2:obj to:to:PART:5:mark close:close:VERB:2:xcomp/VerbForm=Inf " +
			"embassies:embassy:NOUN:5:obj",
		predicate: "close", want: "patient embassies, agent Canada"},
	{name: "addressee",
		sentence: "China:China:PROPN:2:nsubj called:call:VERB:0:root on:on:ADP:4:case Iran:Iran:PROPN:2:obl to:to:PART:6:mark " +
			"talk:talk:VERB:2:xcomp/VerbForm=Inf",
		predicate: "talk", want: "agent Iran, outer China"},
	{name: "light verb",
		sentence: "Peru:Peru:PROPN:2:nsubj took:take:VERB:0:root the:the:DET:4:det decision:decision:NOUN:2:obj to:to:PART:6:mark " +
			"sever:sever:VERB:4:acl/VerbForm=Inf ties:tie:NOUN:6:obj",
		predicate: "sever", want: "patient ties, agent Peru"},
	{name: "plan noun with owner",
		sentence: "Finland:Finland:PROPN:3:nmod:poss ’s:'s:PART:1:case bid:bid:NOUN:7:nsubj to:to:PART:5:mark join:join:VERB:3:acl/VerbForm=Inf " +
			"NATO:NATO:PROPN:5:obj failed:fail:VERB:0:root",
		predicate: "join", want: "patient NATO, agent Finland"},
	{name: "subject behind a preposition",
		sentence: "China:China:PROPN:2:nsubj hosted:host:VERB:0:root talks:talk:NOUN:2:obj for:for:ADP:5:case Iran:Iran:PROPN:3:nmod " +
			"to:to:PART:7:mark restore:restore:VERB:3:acl/VerbForm=Inf ties:tie:NOUN:7:obj",
		predicate: "restore", want: "patient ties, agent Iran, outer China"},
	{name: "gerund of an object",
		sentence:  "Oman:Oman:PROPN:2:nsubj praised:praise:VERB:0:root Qatar:Qatar:PROPN:2:obj resuming:resume:VERB:2:advcl/VerbForm=Ger ties:tie:NOUN:4:obj",
		predicate: "resuming", want: "patient ties, agent Qatar, outer Oman"},
	{name: "plan of several",
		sentence: "a:a:DET:2:det bid:bid:NOUN:0:root between:between:ADP:4:case Iran:Iran:PROPN:2:nmod to:to:PART:6:mark " +
			"talk:talk:VERB:2:acl/VerbForm=Inf",
		predicate: "talk", want: "agent Iran"},
	{name: "relative clause",
		sentence: "A:a:DET:2:det minister:minister:NOUN:0:root who:who:PRON:5:nsubj:pass/PronType=Rel was:be:AUX:5:aux:pass " +
			"granted:grant:VERB:2:acl:relcl/VerbForm=Part|Voice=Pass asylum:asylum:NOUN:5:obj",
		predicate: "granted", want: "patient minister, patient asylum"},
	{name: "zero relative",
		sentence:  "The:the:DET:2:det sanctions:sanction:NOUN:5:nsubj Canada:Canada:PROPN:4:nsubj imposed:impose:VERB:2:acl:relcl hurt:hurt:VERB:0:root",
		predicate: "imposed", want: "agent Canada, patient sanctions"},
	{name: "participle after a noun",
		sentence: "sanctions:sanction:NOUN:0:root imposed:impose:VERB:1:acl/VerbForm=Part|Tense=Past by:by:ADP:4:case Canada:Canada:PROPN:2:obl " +
			"on:on:ADP:6:case Iran:Iran:PROPN:2:obl",
		predicate: "sanctions", want: "agent Canada, oblique on Iran"},
	{name: "participle before a noun",
		sentence:  "China:China:PROPN:3:obl -:-:PUNCT:1:punct brokered:broker:VERB:4:amod/VerbForm=Part|Tense=Past deal:deal:NOUN:0:root",
		predicate: "brokered", want: "agent China, patient deal"},
	{name: "nominalisation",
		sentence: "Peru:Peru:PROPN:3:nmod:poss ’s:'s:PART:1:case expulsion:expulsion:NOUN:0:root of:of:ADP:6:case Mexican:Mexican:ADJ:6:amod " +
			"envoy:envoy:NOUN:3:nmod",
		predicate: "expulsion", want: "owner Peru, oblique of envoy"},
	{name: "noun under a light verb",
		sentence: "Russia:Russia:PROPN:2:nsubj carried:carry:VERB:0:root out:out:ADP:2:compound the:the:DET:5:det swap:swap:NOUN:2:obj " +
			"with:with:ADP:7:case Iran:Iran:PROPN:2:obl",
		predicate: "swap", want: "agent Russia, oblique with Iran"},
	{name: "noun under another verb",
		sentence:  "Russia:Russia:PROPN:2:nsubj condemned:condemn:VERB:0:root the:the:DET:4:det swap:swap:NOUN:2:obj",
		predicate: "swap", want: "outer Russia"},
	{name: "secondary predicate",
		sentence: "Canada:Canada:PROPN:2:nsubj declared:declare:VERB:0:root the:the:DET:4:det envoy:envoy:NOUN:2:obj persona:persona:NOUN:2:xcomp " +
			"non:non:X:5:flat grata:grata:X:5:flat",
		predicate: "persona", want: "agent Canada, patient envoy"},
	{name: "coordinated arguments",
		sentence: "Iran:Iran:PROPN:4:nsubj and:and:CCONJ:3:cc Oman:Oman:PROPN:1:conj expelled:expel:VERB:0:root envoys:envoy:NOUN:4:obj " +
			"and:and:CCONJ:7:cc spies:spy:NOUN:5:conj",
		predicate: "expelled", want: "agent Iran, patient envoys, agent Oman, patient spies"},
	{name: "coordinated verbs share subject and object",
		sentence:  "Peru:Peru:PROPN:2:nsubj signed:sign:VERB:0:root and:and:CCONJ:4:cc ratified:ratify:VERB:2:conj it:it:PRON:2:obj",
		predicate: "ratified", want: "agent Peru, patient it"},
	{name: "counting noun",
		sentence: "Canada:Canada:PROPN:2:nsubj expelled:expel:VERB:0:root dozens:dozen:NOUN:2:obj of:of:ADP:6:case Russian:Russian:ADJ:6:amod " +
			"diplomats:diplomat:NOUN:3:nmod",
		predicate: "expelled", want: "agent Canada, patient diplomats"},
	{name: "preposition of the object",
		sentence:  "Peru:Peru:PROPN:2:nsubj broke:break:VERB:0:root relations:relation:NOUN:2:obj with:with:ADP:5:case Mexico:Mexico:PROPN:3:nmod",
		predicate: "broke", want: "agent Peru, patient relations, oblique with Mexico"},
	{name: "Spanish reflexive passive", lang: text.Spanish,
		sentence: "se:se:PRON:2:expl rompieron:romper:VERB:0:root las:el:DET:4:det relaciones:relación:NOUN:2:nsubj " +
			"con:con:ADP:6:case Perú:Perú:PROPN:2:obl",
		predicate: "rompieron", want: "agent relaciones, oblique con Perú, patient relaciones"},
	{name: "Spanish passive", lang: text.Spanish,
		sentence: "el:el:DET:2:det embajador:embajador:NOUN:4:nsubj fue:ser:AUX:4:aux expulsado:expulsar:VERB:0:root/VerbForm=Part|Tense=Past " +
			"por:por:ADP:6:case Perú:Perú:PROPN:4:obl:agent",
		predicate: "expulsado", want: "patient embajador, agent Perú"},
}

func TestArgs(t *testing.T) {
	for _, c := range constructions {
		lang := c.lang
		if lang == "" {
			lang = text.English
		}
		tr := tree(t, c.sentence, lang)
		g := New(tr, lexicon())
		var got []string
		for _, a := range g.Args(nil, word(tr, c.predicate)) {
			s := a.Role.String() + " "
			if a.Prep != "" {
				s += a.Prep + " "
			}
			got = append(got, s+tr.Doc.Word(int(a.Token)))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %q of %q\n got %s\nwant %s", c.name, c.predicate, tr.Doc.Text, s, c.want)
		}
	}
}

func word(tr *syntax.Tree, w string) int {
	for i := range tr.Doc.Tokens {
		if tr.Doc.Word(i) == w {
			return i
		}
	}
	return -1
}

func TestChain(t *testing.T) {
	tr := tree(t, "Peru:Peru:PROPN:2:nsubj announced:announce:VERB:0:root that:that:SCONJ:6:mark it:it:PRON:6:nsubj had:have:AUX:6:aux "+
		"decided:decide:VERB:2:ccomp to:to:PART:8:mark sever:sever:VERB:6:xcomp/VerbForm=Inf ties:tie:NOUN:8:obj", text.English)
	g := New(tr, lexicon())
	var got []string
	for _, i := range g.Chain(nil, word(tr, "sever")) {
		got = append(got, tr.Doc.Word(i))
	}
	if s := strings.Join(got, " "); s != "decided announced" {
		t.Errorf("chain of sever: %s", s)
	}
	if s := g.Subject(word(tr, "sever")); tr.Doc.Word(s) != "it" {
		t.Errorf("subject of sever: %d", s)
	}
}

// TestCircle holds that a malformed tree, whose heads run in a circle, ends.
func TestCircle(t *testing.T) {
	tr := tree(t, "a:a:VERB:2:conj b:b:VERB:1:conj c:c:NOUN:2:nmod", text.English)
	g := New(tr, lexicon())
	for i := range tr.Len() {
		g.Args(nil, i)
		g.Chain(nil, i)
		g.Subject(i)
		g.Pred(i)
	}
}
