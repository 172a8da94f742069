package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/internal/standing"
)

// ask is what a reader asks for: a page, in a language, as things stood on a
// day and as they were known.
type ask struct {
	ctx    context.Context
	site   *site
	lang   Lang
	path   string // without language and ending: "/country/peru"
	twin   bool   // the JSON twin is asked for
	ending ending // of the address, which tells the form that is asked for
	today  chancery.Day
	on     chancery.Day // never 0
	onSet  bool         // the reader chose it
	known  standing.Known
	form   url.Values

	signed *signed // nil for the public
}

// failure is an answer that is no page: what the reader is told, and the
// status. Other errors are the program's fault and told as such.
type failure struct {
	status int
	key    string // of the words that say it
	what   string
}

func (f failure) Error() string { return fmt.Sprintf("%d %s: %s", f.status, f.key, f.what) }

func notFound(key, what string) error { return failure{http.StatusNotFound, key, what} }

func badRequest(key, what string) error { return failure{http.StatusBadRequest, key, what} }

// redirect is the error of a page that stands elsewhere.
type redirect struct{ to string }

func (r redirect) Error() string { return "stands at " + r.to }

// maxDay bounds the days that a reader can ask for: the last of year 9999.
var maxDay = chancery.Date(9999, time.December, 31)

// newAsk reads the address of a request.
func (s *site) newAsk(r *http.Request) (*ask, error) {
	a := &ask{ctx: context.WithoutCancel(r.Context()), site: s, lang: English, path: r.URL.Path, form: r.URL.Query(), today: chancery.DayOf(s.now().UTC())}
	if rest, ok := strings.CutPrefix(a.path, "/es"); ok && (rest == "" || rest[0] == '/') {
		a.lang, a.path = Spanish, rest
	}
	if a.path == "" {
		a.path = "/"
	}
	a.path, a.ending = cutEnding(a.path)
	a.twin = a.ending == twinEnding
	var errOn, errKnown error
	a.on, errOn = a.day("on")
	a.onSet = a.on != 0 && errOn == nil
	if !a.onSet {
		a.on = a.today
	}
	a.known, errKnown = a.readKnown()
	return a, errors.Join(errOn, errKnown)
}

// day reads a day of the form; 0 where it is left out.
func (a *ask) day(field string) (chancery.Day, error) {
	v := strings.TrimSpace(a.form.Get(field))
	if v == "" {
		return 0, nil
	}
	d, err := chancery.ParseDay(v)
	if err != nil || d <= 0 || d > maxDay || len(v) != len("2025-11-03") {
		return 0, badRequest("error.day", v)
	}
	return d, nil
}

// readKnown reads known (a day of publication, or the number of an entry) and
// entry (a number).
func (a *ask) readKnown() (k standing.Known, err error) {
	for _, field := range []string{"known", "entry"} {
		v := strings.TrimPrefix(strings.TrimSpace(a.form.Get(field)), "#")
		n, errNumber := strconv.ParseInt(v, 10, 64)
		switch {
		case v == "":
		case errNumber == nil && n > 0:
			k.Number = n
		case field == "entry":
			return k, badRequest("error.entry", v)
		default:
			if k.Published, err = a.day("known"); err != nil {
				return k, err
			}
		}
	}
	return k, nil
}

// text reads a short text of the form.
func (a *ask) text(field string) string {
	const most = 200
	v := strings.ToValidUTF8(strings.TrimSpace(a.form.Get(field)), "")
	if r := []rune(v); len(r) > most {
		v = string(r[:most])
	}
	return v
}

func (a *ask) say(key string, args ...any) string { return a.site.words[a.lang].say(key, args...) }

// name is how a party is called in the reader's language on the day asked for.
func (a *ask) name(c chancery.Code) string { return a.site.parties.name(c, a.lang, a.on) }

// track is what stands between two on one track at the moment of the page,
// without the work for the others.
func (a *ask) track(x, y chancery.Code, t chancery.Track) []standing.Answer {
	k := pairKey(x, y)
	return a.site.desk.Book().Track(k[0], k[1], t, a.on, a.known)
}

// to is the address of another page in the reader's language, at the moment
// that the reader has chosen.
func (a *ask) to(path string) string { return address(a.lang, path, a.moment()) }

// moment are the parameters of the moment, as far as they were chosen.
func (a *ask) moment() url.Values {
	v := url.Values{}
	if a.onSet {
		v.Set("on", a.on.String())
	}
	a.setKnown(v, a.known)
	return v
}

func (a *ask) setKnown(v url.Values, k standing.Known) {
	if k.Published != 0 {
		v.Set("known", k.Published.String())
	}
	if k.Number != 0 {
		v.Set("entry", strconv.FormatInt(k.Number, 10))
	}
}

// at is the address of this page on another day.
func (a *ask) at(on chancery.Day) string {
	v := a.moment()
	v.Set("on", on.String())
	return address(a.lang, a.path, v)
}

// frozen is the address under which this page will look as it does now: the
// day, what was known, and the last entry of the ledger.
func (a *ask) frozen() string { return address(a.lang, a.path, a.frozenMoment()) }

func (a *ask) frozenMoment() url.Values {
	v := a.moment()
	v.Set("on", a.on.String())
	a.setKnown(v, standing.Known{Published: a.known.Published, Number: a.frozenNumber()})
	return v
}

// frozenNumber is the last entry of the ledger that this page rests on.
func (a *ask) frozenNumber() int64 {
	n := a.site.index.number()
	if k := a.known.Number; k != 0 {
		n = min(n, k)
	}
	return n
}

// address is a path in a language with parameters.
func address(lang Lang, path string, v url.Values) string {
	if lang == Spanish {
		path = "/es" + path
	}
	if path != "/es/" && path != "/" {
		path = strings.TrimSuffix(path, "/")
	}
	u := url.URL{Path: path, RawQuery: v.Encode()}
	return u.RequestURI()
}
