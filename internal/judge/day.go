package judge

import (
	"slices"
	"strconv"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/linear"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/when"
	"github.com/chancery-ledger/chancery/text"
)

// dayOption is one answer to when a deed fell.
type dayOption struct {
	chancery.When
	expr  *when.Expr // nil: the day of publication, or not known
	token int
	near  string // where the expression stands: "same", "before", "after", "title", "lead"
	ahead bool   // a floating expression resolved forward

	spoken bool // in direct speech, reckoned from a day that the report need not tell
}

// dayOptions lists what may be the day of a frame's deed: nothing to go by,
// the day of publication, and the expressions of its sentence and of those
// around it.
func (s *Scene) dayOptions(f *act.Frame) []dayOption {
	pub := s.Report.Published
	out := []dayOption{{When: chancery.When{Basis: chancery.Unknown, Inferred: true}, token: -1}}
	if pub.Known() {
		out = append(out, dayOption{When: chancery.When{From: pub, To: pub, Basis: chancery.Published, Inferred: true}, token: -1})
	}
	for i := range s.Dates {
		e := &s.Dates[i]
		if s.inDateline(e.First) {
			continue
		}
		at := s.Doc.SentenceOf(e.First)
		near := s.nearness(at, f.Sentence)
		if near == "" {
			continue
		}
		first := len(out)
		out = append(out, option(e, *e, near, false))
		if e.Floats() {
			if a := e.AsFuture(); a.From != e.From || a.To != e.To {
				out = append(out, option(e, a, near, true))
			} else if b := e.AsPast(); b.From != e.From || b.To != e.To {
				out = append(out, option(e, b, near, false))
			}
		}
		if e.Basis == chancery.Relative && e.Anchor.Kind == when.Report && s.spoken(e.First) {
			for i := first; i < len(out); i++ {
				out[i].spoken, out[i].Inferred = true, true
			}
		}
	}
	return out
}

// spoken tells whether a token stands in direct speech, whose "today" is the
// day of the speech: the report's own, or one before it.
func (s *Scene) spoken(token int) bool {
	at := s.InStatement(token)
	return at >= 0 && s.Voices[at].Direct
}

func option(e *when.Expr, resolved when.Expr, near string, ahead bool) dayOption {
	w := resolved.When()
	if e.Kind == when.Since { // what has held since then began then
		w.From, w.To = resolved.Bounds()
	}
	return dayOption{When: w, expr: e, token: e.First, near: near, ahead: ahead}
}

// nearness says where sentence at stands for a frame in sentence of.
func (s *Scene) nearness(at, of int) string {
	switch {
	case at == of:
		return "same"
	case at >= 0 && at < s.titleEnd:
		return "title"
	case at == s.titleEnd && of < s.titleEnd:
		return "lead"
	case at == of-1:
		return "before"
	case at == of+1:
		return "after"
	}
	return ""
}

// dayFeatures describes one option for one frame.
func (s *Scene) dayFeatures(f *act.Frame, st stance.Stance, status chancery.Status, options []dayOption, at int, x *linear.Features) {
	x.Reset()
	o := &options[at]
	same := 0
	for i := range options {
		if options[i].near == "same" && !options[i].ahead {
			same++
		}
	}
	sent := s.Doc.Sentences[f.Sentence]
	stat := string(status)
	what := string(o.Basis)
	if o.expr != nil {
		what = o.expr.Kind.String()
	}
	add := func(parts ...string) {
		x.AddTails(parts, linear.Tail{"|", stat}, linear.Tail{"#", what})
	}
	add("what", what, bucket(same))
	x.Add("what", what, string(f.Type))
	x.Add("what", what, string(f.Type), stat)
	x.Add("what", what, bucket(same), stat, strconv.FormatBool(sent.Title))
	add("position", what, bucket(f.Sentence-s.titleEnd))
	add("form", what, s.form(f.Pred), s.Tree.Rel[f.Pred].String())
	add("trigger", what, s.lemma(f.Trigger), s.Tree.Tags[f.Trigger].String())
	for _, c := range st.Cues {
		if c.Depth <= 1 {
			x.Add("cue", what, string(c.Class), bucket(c.Depth))
		}
	}
	for i, g := range f.Chain {
		if i < 2 {
			x.Add("chain", what, s.lemma(g))
		}
	}
	if o.expr == nil {
		x.Add("language", what, string(s.Doc.Lang), stat, bucket(same))
		return
	}
	s.exprFeatures(f, st, o, same, add)
}

func (s *Scene) exprFeatures(f *act.Frame, st stance.Stance, o *dayOption, same int, add func(...string)) {
	add("near", o.near, bucket(same))
	add("spoken", flag("y", o.spoken), o.near)
	add("ahead", strconv.FormatBool(o.ahead), strconv.FormatBool(o.expr.Past), strconv.FormatBool(o.expr.Future))
	add("modifier", strconv.FormatBool(o.expr.Modifier), o.near)
	add("span", bucket(int(o.To-o.From)/8), o.near)
	if pub := s.Report.Published; pub.Known() && o.To.Known() {
		add("ago", bucket(int(pub-o.To)/4), strconv.FormatBool(o.To > pub))
	}
	if o.near != "same" {
		return
	}
	head := s.pastNames(s.exprHead(o.expr))
	side := "before"
	if o.token > f.Trigger {
		side = "after"
	}
	add("gap", side, bucket(abs(o.token-f.Trigger)/2))
	add("path", s.pathOf(f.Trigger, head))
	add("attached", s.lemma(int(s.Tree.Head[head])))
	add("inside", strconv.FormatBool(o.token >= f.First && o.token < f.Last))
	add("other verb", strconv.FormatBool(s.otherVerb(f, head)))
	add("hangs on", s.hangsOn(f, st, head))
	if o.token > 0 {
		add("previous", s.lemma(o.token-1))
	}
	if s.InStatement(f.Trigger) != s.InStatement(o.token) {
		add("across a quotation")
	}
}

// exprHead is the token of an expression whose head lies outside it.
func (s *Scene) exprHead(e *when.Expr) int {
	for i := e.First; i < e.Last; i++ {
		if h := int(s.Tree.Head[i]); h < e.First || h >= e.Last {
			return i
		}
	}
	return e.First
}

// pastNames follows an expression that the tree hangs on a name up to what the
// name hangs on: "opened an embassy in Jerusalem in March" does not date
// Jerusalem. It returns the token that hangs there.
func (s *Scene) pastNames(head int) int {
	for s.Tree.Rel[head] == syntax.Nmod || s.Tree.Rel[head] == syntax.Obl {
		h := int(s.Tree.Head[head])
		if h < 0 || s.Names.At(h) == nil || s.Tree.Tags[h] != syntax.PROPN {
			break
		}
		head = h
	}
	return head
}

// otherVerb tells whether the expression hangs on a verb that is neither the
// trigger's own predicate nor one that governs it.
func (s *Scene) otherVerb(f *act.Frame, head int) bool {
	for h := int(s.Tree.Head[head]); h >= 0; h = int(s.Tree.Head[h]) {
		if h == f.Trigger || h == f.Pred {
			return false
		}
		if s.Tree.Tags[h] == syntax.VERB {
			return true
		}
	}
	return false
}

// hangsOn tells which of the predicates around a deed an expression hangs on,
// and what the deed's own side of it says of time: "on Tuesday she said that
// Peru had broken ..." dates the saying, "on Tuesday Peru decided to break ..."
// the deed.
func (s *Scene) hangsOn(f *act.Frame, st stance.Stance, head int) string {
	at := -1
	for h := head; h >= 0 && at < 0; h = int(s.Tree.Head[h]) {
		if h == f.Trigger || h == f.Pred {
			return "own"
		}
		at = slices.Index(f.Chain, h)
	}
	if at < 0 {
		return "none"
	}
	what := s.Stance.Class(s.lemma(f.Chain[at]))
	inner := ""
	for _, c := range st.Cues {
		if c.Class == stance.Perfect && c.Token != f.Chain[at] && int(s.Tree.Head[c.Token]) != f.Chain[at] {
			inner = "perfect"
		}
	}
	return string(what) + bucket(at) + inner
}

// InStatement is the innermost statement whose content holds a token, or -1.
func (s *Scene) InStatement(token int) int {
	best, size := -1, 1<<30
	at := text.Span{Start: int(s.Doc.Tokens[token].Start), End: int(s.Doc.Tokens[token].End)}
	for i := range s.Voices {
		if c := s.Voices[i].Content; c.Contains(at) && c.Len() < size {
			best, size = i, c.Len()
		}
	}
	return best
}

// day chooses when the deed fell.
func (j *Judge) day(s *Scene, f *act.Frame, st stance.Stance, status chancery.Status) (chancery.When, float64) {
	options := s.dayOptions(f)
	if j.days == nil {
		return s.plainDay(f, status, options), 0.5
	}
	var x linear.Features
	best, top := 0, -1.0
	said := slices.ContainsFunc(options, func(o dayOption) bool { return s.dates(f, &o) })
	for i := range options {
		s.dayFeatures(f, st, status, options, i, &x)
		p := j.days.Probabilities(&x, make([]float64, 2))[1]
		if said && options[i].expr == nil {
			p *= seldom
		}
		if p > top {
			best, top = i, p
		}
	}
	return options[best].When, top
}

// dates tells whether an expression modifies the very verb that tells the deed:
// "recalled its envoy in August". Then neither the day of publication is the
// deed's nor is none known, however the verb is told of as a rule.
func (s *Scene) dates(f *act.Frame, o *dayOption) bool {
	if f.Lack && o.expr != nil && o.expr.Kind == when.Since && o.near == "same" {
		return true // "has had no relations since 1978"
	}
	if o.expr == nil || o.near != "same" || o.expr.Modifier || s.Tree.Tags[f.Pred] != syntax.VERB {
		return false
	}
	switch o.expr.Kind {
	case when.Since, when.Until, when.Before, when.After, when.Vague, when.Time, when.Named, when.Decade, when.Century:
		return false
	}
	head := s.pastNames(s.exprHead(o.expr))
	switch s.Tree.Rel[head] {
	case syntax.Obl, syntax.Advmod, syntax.Nmod:
		return int(s.Tree.Head[head]) == f.Pred
	}
	return false
}

// plainDay is the choice without a model: the nearest expression of the
// sentence that no other verb claims, else the day of publication for what is
// done and nothing for what is not yet.
func (s *Scene) plainDay(f *act.Frame, status chancery.Status, options []dayOption) chancery.When {
	ahead := status == chancery.Planned
	best := -1
	for i := range options {
		o := &options[i]
		if o.expr == nil || o.near != "same" || o.expr.Modifier || o.ahead && !ahead || s.otherVerb(f, s.exprHead(o.expr)) {
			continue
		}
		if best < 0 || o.ahead && ahead || abs(o.token-f.Trigger) < abs(options[best].token-f.Trigger) {
			best = i
		}
	}
	switch {
	case best >= 0:
		return options[best].When
	case (status == chancery.Done || status == chancery.Not) && len(options) > 1 && options[1].expr == nil:
		return options[1].When
	}
	return options[0].When
}
