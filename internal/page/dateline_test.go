package page

import (
	"testing"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

func TestDateline(t *testing.T) {
	l, err := loreOf()
	if err != nil {
		t.Fatal(err)
	}
	published := chancery.Date(2025, 11, 4)
	for _, c := range []struct {
		lang               text.Lang
		p                  string
		place, day, agency string
	}{
		{"en", "LIMA, Nov 3 (Reuters) - Peru broke ties with Ruritania on Monday.", "LIMA", "2025-11-03", "Reuters"},
		{"es", "Lima, 3 nov (EFE).- Perú rompió este lunes sus relaciones con Ruritania.", "Lima", "2025-11-03", "EFE"},
		{"es", "CIUDAD DE MÉXICO (AP) — México lamentó la decisión del gobierno peruano.", "CIUDAD DE MÉXICO", "", "AP"},
		{"en", "MOSCOW, November 2. /TASS/. The ministry has summoned the ambassador.", "MOSCOW", "2025-11-02", "TASS"},
		{"en", "BEIJING, Nov. 1 (Xinhua) -- China voiced its regret over the step.", "BEIJING", "2025-11-01", "Xinhua"},
		{"es", "MADRID, 31 Oct. (EUROPA PRESS) - El Gobierno ha convocado al embajador.", "MADRID", "2025-10-31", "Europa Press"},
		{"en", "WASHINGTON — The State Department said that it was aware of it.", "WASHINGTON", "", ""},
		{"en", "SAN JOSÉ, Costa Rica (AP) — Costa Rica recalled its envoy on Monday.", "SAN JOSÉ, Costa Rica", "", "AP"},
		{"en", "ST. PETERSBURG, Russia — Two consulates were closed on Monday morning.", "ST. PETERSBURG, Russia", "", ""},
		{"es", "La Habana. El presidente respaldó este domingo el derecho de asilo.", "La Habana", "", ""},
		{"es", "México, DF. La cancillería expulsó al embajador de Ruritania.", "México, DF", "", ""},
		{"en", "LIMA/QUITO, Dec 30 (Reuters) - Two states agreed on a border.", "LIMA/QUITO", "2024-12-30", "Reuters"},
		{"es", "AFP.- El canciller anunció la medida en una rueda de prensa.", "", "", "AFP"},
		{"en", "(Reuters) - Peru broke off ties with Ruritania on Monday.", "", "", "Reuters"},
	} {
		o, ok := l.agencies.datelineOf(c.p, c.lang)
		if !ok {
			t.Errorf("%q: no dateline", c.p)
			continue
		}
		if day := o.day.near(published).String(); o.place != c.place || day != c.day || o.agency != c.agency {
			t.Errorf("%q: place %q day %q agency %q, want %q %q %q", c.p, o.place, day, o.agency, c.place, c.day, c.agency)
		}
	}
}

func TestNoDateline(t *testing.T) {
	l, err := loreOf()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{
		"Peru — the South American country — broke ties with Ruritania.",
		"The government of Peru announced its decision. It was a surprise to all.",
		"Peru broke ties on Monday - a day after the asylum was granted.",
		"Nobody. That is who came to the embassy when it opened its doors.",
		"He said the (AP) account was wrong in every one of its details.",
		"“We leave,” he said — and they did so within the day.",
		"",
	} {
		if o, ok := l.agencies.datelineOf(p, text.English); ok {
			t.Errorf("%q: read as the dateline %+v", p, o)
		}
	}
}

func TestFindDay(t *testing.T) {
	for _, c := range []struct {
		lang  text.Lang
		s     string
		want  string
		alone bool
	}{
		{"en", "November 4, 2025", "2025-11-04", true},
		{"en", "Nov. 4th, 2025 at 10:15 a.m. ET", "2025-11-04", true},
		{"en", "Tuesday 4 November 2025 18:20 GMT", "2025-11-04", true},
		{"es", "4 de noviembre de 2025", "2025-11-04", true},
		{"es", "Martes, 4 de noviembre del 2025 a las 10:45 h", "2025-11-04", true},
		{"es", "mar, 04 nov 2025 10:00:00 -0500", "2025-11-04", true},
		{"es", "noviembre 4, 2025", "2025-11-04", true},
		{"es", "04/11/2025", "2025-11-04", true},
		{"en", "04/11/2025", "", true}, // April or November: not guessed
		{"en", "11/24/2025", "2025-11-24", true},
		{"en", "24/11/2025", "2025-11-24", true},
		{"en", "2025-11-04T02:00:00Z", "2025-11-04", true},
		{"en", "Tue, 04 Nov 2025 01:30:00 GMT", "2025-11-04", true},
		{"es", "4-nov-2025", "2025-11-04", true},
		{"en", "Nov 4", "", true},
		{"en", "31 June 2025", "", true},
		{"en", "The pact of November 4, 2025 holds", "2025-11-04", false},
	} {
		f, ok := findDay(c.s, c.lang)
		if !ok || f.known().String() != c.want || f.alone != c.alone {
			t.Errorf("%q: %v %+v, want %q alone %v", c.s, ok, f, c.want, c.alone)
		}
	}
	for _, s := range []string{"", "may be late", "on 3 occasions", "May God help", "version 1.2.3", "12 men"} {
		if f, ok := findDay(s, text.English); ok {
			t.Errorf("%q: read as the day %+v", s, f)
		}
	}
}

func TestDayInURL(t *testing.T) {
	for address, want := range map[string]string{
		"https://example.com/2025/11/04/peru-breaks-ties/": "2025-11-04",
		"https://example.com/world/2025-11-04/peru":        "2025-11-04",
		"https://example.com/20251104/peru.html":           "2025-11-04",
		"https://example.com/world/2025/nov/04/peru":       "2025-11-04",
		"https://example.com/article/12345678":             "",
		"https://example.com/2025/peru-breaks-ties":        "",
		"https://example.com/a/99999999999999999999/2/3":   "",
		"no address": "",
	} {
		if got := dayInURL(address).String(); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
