package act

import (
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-ledger/chancery"
)

// parser reads one .rules file.
type parser struct {
	*scanner
	group string // the file's name without folder and ending
	lists lists
	acts  map[chancery.ActType]bool
	rules []rule
	errs  []error
}

// parseRules reads the rules of a file. All errors of a file are reported
// together, and a file with errors yields no rules.
func parseRules(file, content string, ls lists, acts map[chancery.ActType]bool) ([]rule, error) {
	p := &parser{
		scanner: newScanner(file, content), lists: ls, acts: acts,
		group: strings.TrimSuffix(path.Base(file), path.Ext(file)),
	}
	for p.next() {
		p.entry()
	}
	p.close()
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.rules, nil
}

func (p *parser) fail(at position, format string, args ...any) {
	p.errs = append(p.errs, at.errorf(format, args...))
}

// entry reads one line: the head of a rule or one of its fields.
func (p *parser) entry() {
	key, body, _ := strings.Cut(p.line, " ")
	body = strings.TrimSpace(body)
	if !p.indented {
		p.head(key, body)
		return
	}
	if len(p.rules) == 0 {
		p.fail(p.scanner.at(key), "a field outside of a rule")
		return
	}
	if body == "" && key != "reverse" && key != "alone" && key != "lack" {
		p.fail(p.scanner.at(key), "%s: nothing follows", key)
		return
	}
	p.field(&p.rules[len(p.rules)-1], key, body)
}

func (p *parser) head(key, name string) {
	if key != "rule" || name == "" || strings.ContainsAny(name, " \t") {
		p.fail(p.scanner.at(key), "want \"rule NAME\"")
		return
	}
	p.close()
	full := p.group + "/" + name
	for i := range p.rules {
		if p.rules[i].name == full {
			p.fail(p.scanner.at(name), "rule %q is given twice, first at %s", name, p.rules[i].at)
		}
	}
	p.rules = append(p.rules, rule{name: full, at: p.scanner.at(name), weight: 1})
}

func (p *parser) field(r *rule, key, body string) {
	switch key {
	case "act":
		r.act = chancery.ActType(body)
		if !p.acts[r.act] {
			p.fail(p.scanner.at(body), "no act type %q in acts.tsv", body)
		}
	case "verb":
		p.triggers(r, verb, body)
	case "noun":
		p.triggers(r, noun, body)
	case "word":
		p.triggers(r, anyWord, body)
	case "if", "unless":
		p.condition(r, body, key == "unless")
	case "from":
		r.from = p.filler(r.from, key, body)
	case "to":
		r.to = p.filler(r.to, key, body)
	case "person":
		r.person = p.filler(r.person, key, body)
	case "weight":
		w, err := strconv.ParseFloat(body, 32)
		if err != nil || w <= 0 || w > 1 {
			p.fail(p.scanner.at(body), "want a weight above 0 and up to 1, have %q", body)
		}
		r.weight = float32(w)
	case "reverse":
		r.reverse = true
	case "alone":
		r.alone = true
	case "lack":
		r.lack = true
	case "fires":
		r.fires = append(r.fires, p.example(body))
	case "not":
		r.nots = append(r.nots, example{at: p.scanner.at(body), text: body})
	default:
		p.fail(p.scanner.at(key), "no field %q", key)
	}
}

// close checks the rule that ends here.
func (p *parser) close() {
	if len(p.rules) == 0 {
		return
	}
	r := &p.rules[len(p.rules)-1]
	for _, c := range r.conditions {
		r.lexical = r.lexical || !c.negated && !c.optional && slices.ContainsFunc(c.sets, func(s set) bool { return s.list != nil })
	}
	switch {
	case r.act == "":
		p.fail(r.at, "rule %s has no act", r.name)
	case len(r.triggers) == 0:
		p.fail(r.at, "rule %s has no verb, noun or word", r.name)
	case len(r.from) == 0 && len(r.to) == 0:
		p.fail(r.at, "rule %s has neither from nor to", r.name)
	case len(r.fires) == 0:
		p.fail(r.at, "rule %s has no example that fires", r.name)
	case len(r.nots) == 0:
		p.fail(r.at, "rule %s has no example that must not fire", r.name)
	}
}

// triggers reads "break, break off, @severing".
func (p *parser) triggers(r *rule, c class, body string) {
	for entry := range commas(body) {
		if name, ok := strings.CutPrefix(entry, "@"); ok {
			l := p.lists[name]
			if l == nil {
				p.fail(p.scanner.at(entry), "no list %q", name)
				continue
			}
			for _, words := range l.entries() {
				r.triggers = append(r.triggers, trigger{c, words})
			}
			continue
		}
		r.triggers = append(r.triggers, trigger{c, strings.Fields(strings.ToLower(entry))})
	}
}

// condition reads "patient|of: @envoy, door"; "patient?:" asks only where
// there is one.
func (p *parser) condition(r *rule, body string, negated bool) {
	left, right, ok := strings.Cut(body, ":")
	if !ok {
		p.fail(p.scanner.at(body), "want ROLE: SET, SET")
		return
	}
	c := condition{negated: negated}
	left, c.optional = strings.CutSuffix(strings.TrimSpace(left), "?")
	for name := range pieces(left, "|") {
		if q, err := p.route(name); err != nil {
			p.fail(p.scanner.at(name), "%v", err)
		} else {
			c.routes = append(c.routes, q)
		}
	}
	words := newList("", p.scanner.at(right))
	for entry := range commas(right) {
		name, ok := strings.CutPrefix(entry, "@")
		switch {
		case !ok:
			words.add(strings.ToLower(entry))
		case classNamed(name) != nil:
			c.sets = append(c.sets, set{class: classNamed(name)})
		case p.lists[name] != nil:
			c.sets = append(c.sets, set{list: p.lists[name]})
		default:
			p.fail(p.scanner.at(entry), "%q is neither a list nor a class", name)
		}
	}
	if len(words.words)+len(words.phrases) > 0 {
		c.sets = append(c.sets, set{list: words})
	}
	if len(c.routes) == 0 || len(c.sets) == 0 {
		p.fail(p.scanner.at(body), "want ROLE: SET, SET")
		return
	}
	r.conditions = append(r.conditions, c)
}

// filler reads "agent + with | other".
func (p *parser) filler(have filler, key, body string) filler {
	if have != nil {
		p.fail(p.scanner.at(key), "%s is given twice", key)
	}
	for alt := range pieces(body, "|") {
		var routes []route
		for name := range pieces(alt, "+") {
			q, err := p.route(name)
			if err != nil {
				p.fail(p.scanner.at(name), "%v", err)
				continue
			}
			routes = append(routes, q)
		}
		have = append(have, routes)
	}
	return have
}

// example reads "Peru broke ties with Mexico. => PER > MEX".
func (p *parser) example(body string) example {
	sentence, parties, ok := strings.Cut(body, "=>")
	e := example{at: p.scanner.at(body), text: strings.TrimSpace(sentence), checked: ok}
	if !ok {
		return e
	}
	from, to, ok := strings.Cut(parties, ">")
	if !ok {
		p.fail(p.scanner.at(parties), "want the parties as FROM > TO")
	}
	e.from, e.to = exampleCodes(from), exampleCodes(to)
	return e
}

// exampleCodes reads codes separated by commas; those of organisations and
// groups may hold spaces.
func exampleCodes(s string) (codes []chancery.Code) {
	for c := range commas(s) {
		codes = append(codes, chancery.Code(c))
	}
	return codes
}
