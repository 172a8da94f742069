package extract

import (
	"fmt"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/act"
	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/judge"
	"github.com/chancery-ledger/chancery/internal/name"
	"github.com/chancery-ledger/chancery/internal/page"
	"github.com/chancery-ledger/chancery/internal/stance"
	"github.com/chancery-ledger/chancery/internal/syntax"
	"github.com/chancery-ledger/chancery/internal/voice"
	"github.com/chancery-ledger/chancery/internal/when"
	"github.com/chancery-ledger/chancery/text"
)

// Version names the rules and models that make readings. It changes whenever
// the same text may be read otherwise, so that a ledger can tell which of its
// rows are out of date.
const Version = "2"

// Reader reads reports. It is safe for concurrent use.
type Reader struct {
	kinds *catalogue.Catalogue
	judge *judge.Judge
	langs map[text.Lang]*language

	actsOnly bool
	without  map[Stage]bool
}

// language is what reading a language takes.
type language struct {
	parser *syntax.Parser
	rules  *act.Rules
	scout  *act.Scout // nil where everything is read
	stance *stance.Lexicon
}

// Option changes how a Reader is made.
type Option func(*Reader)

// WithoutModels leaves every judgement to the rules.
func WithoutModels() Option { return func(r *Reader) { r.judge = judge.Rules(r.kinds) } }

// New loads the lexicon and the models of every language.
func New(options ...Option) (*Reader, error) {
	kinds, err := catalogue.Load()
	if err != nil {
		return nil, err
	}
	r := &Reader{kinds: kinds, langs: map[text.Lang]*language{}, without: map[Stage]bool{}}
	for _, o := range options {
		o(r)
	}
	if r.judge == nil {
		if r.judge, err = judge.Load(kinds); err != nil {
			return nil, err
		}
	}
	for _, lang := range []text.Lang{text.English, text.Spanish} {
		if r.langs[lang], err = load(lang); err != nil {
			return nil, fmt.Errorf("language %s: %w", lang, err)
		}
		if r.actsOnly {
			l := r.langs[lang]
			l.scout = l.rules.NewScout(l.parser.NewGuesser().Lemmas)
		}
	}
	return r, nil
}

func load(lang text.Lang) (l *language, err error) {
	l = &language{}
	if l.parser, err = syntax.Load(lang); err != nil {
		return nil, err
	}
	if l.rules, err = act.Load(lang); err != nil {
		return nil, err
	}
	l.stance, err = stance.Load(lang)
	return l, err
}

// Kinds is the table of acts.
func (r *Reader) Kinds() *catalogue.Catalogue { return r.kinds }

// Read reads a report. A report in a language that is not read has no acts,
// and its Missing says so.
func (r *Reader) Read(report chancery.Report) chancery.Reading {
	out := chancery.Reading{Report: report}
	s := r.Scene(&report)
	if s == nil {
		out.Report.Missing = append(out.Report.Missing, "reader for the language")
		return out
	}
	verdicts := make([]judge.Verdict, len(s.Frames))
	for i := range s.Frames {
		verdicts[i] = r.judge.Frame(s, &s.Frames[i])
	}
	out.Acts = r.claims(s, r.judge.Settle(s, verdicts))
	out.Quotes = voice.Quotes(s.Tree, s.Voices)
	out.People = s.Names.People()
	out.Dates = mentions(s.Dates)
	return out
}

// Scene runs the stages that find things, up to the frames, and returns nil
// for a language that is not read.
func (r *Reader) Scene(report *chancery.Report) *judge.Scene {
	lang := r.langs[report.Language]
	if lang == nil {
		return nil
	}
	s := &judge.Scene{Report: report, Stance: lang.stance, Tree: new(syntax.Tree)}
	s.Doc = text.New(report.Text, report.Language, report.Title != "")
	s.Dateline.Start, s.Dateline.End = page.Dateline(report)
	s.Names = name.Find(s.Doc, report.Published)
	r.grow(lang, s)
	s.Dates = when.Find(s.Doc, report.Published)
	s.Voices = voice.Find(s.Doc, s.Tree, s.Names)
	s.Frames = lang.rules.Match(s.Doc, s.Tree, s.Names)
	s.Prepare()
	return s
}

func mentions(dates []when.Expr) []chancery.DateMention {
	out := make([]chancery.DateMention, len(dates))
	for i, e := range dates {
		out[i] = chancery.DateMention{Start: e.Start, End: e.End, Text: e.Text, From: e.From, To: e.To}
	}
	return out
}
