package alert

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/chancery-ledger/chancery/internal/catalogue"
	"github.com/chancery-ledger/chancery/internal/ledger"
)

// Config is an alerts.toml.
type Config struct {
	SMTP          SMTP           `toml:"smtp"`
	Subscriptions []Subscription `toml:"subscription"`
}

// SMTP is the server that takes mail. The connection is encrypted; the password
// may come from CHANCERY_SMTP_PASSWORD instead.
type SMTP struct {
	Host     string `toml:"host"`
	Port     int    `toml:"port"` // 587 where left out
	From     string `toml:"from"`
	Username string `toml:"username"`
	Password string `toml:"password"`
	// Plain sends without encryption: to a server of this machine only.
	Plain bool `toml:"plain"`
}

// Load reads and checks an alerts.toml.
func Load(path string) (*Config, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("alerts: %w", err)
	}
	c, err := Parse(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// Parse reads the bytes of an alerts.toml. Mistakes of its form are told with
// line and column, others by the subscription's name.
func Parse(b []byte) (*Config, error) {
	c := &Config{SMTP: SMTP{Port: 587, Password: os.Getenv("CHANCERY_SMTP_PASSWORD")}}
	d := toml.NewDecoder(bytes.NewReader(b)).DisallowUnknownFields()
	err := d.Decode(c)
	var strict *toml.StrictMissingError
	var form *toml.DecodeError
	switch {
	case errors.As(err, &strict) && len(strict.Errors) > 0:
		line, _ := strict.Errors[0].Position()
		return nil, fmt.Errorf("line %d: there is no setting %q", line, strings.Join(strict.Errors[0].Key(), "."))
	case errors.As(err, &form):
		line, column := form.Position()
		return nil, fmt.Errorf("line %d, column %d: %s", line, column, strings.TrimPrefix(form.Error(), "toml: "))
	case err != nil:
		return nil, err
	}
	return c, c.check()
}

func (c *Config) check() error {
	kinds, err := catalogue.Load()
	if err != nil {
		return err
	}
	var errs []error
	names := map[string]bool{}
	for i := range c.Subscriptions {
		s := &c.Subscriptions[i]
		wrong := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf("subscription %q: "+format, append([]any{s.Name}, args...)...))
		}
		switch {
		case s.Name == "":
			errs = append(errs, fmt.Errorf("subscription %d has no name", i+1))
			continue
		case names[s.Name]:
			wrong("stands twice")
		case s.Webhook == "" && len(s.Mail) == 0:
			wrong("says neither webhook nor mail")
		case s.Digest != "" && s.Digest != "hourly" && s.Digest != "daily":
			wrong("digest is %q, want hourly or daily", s.Digest)
		case len(s.Mail) > 0 && (c.SMTP.Host == "" || c.SMTP.From == ""):
			wrong("wants mail, but [smtp] has no host or no from")
		}
		names[s.Name] = true
		for _, k := range s.Kinds {
			if k != Standing && k != Act {
				wrong("kind %q, want standing or act", k)
			}
		}
		for _, p := range s.Pairs {
			if a, b, ok := strings.Cut(p, "-"); !ok || a == "" || b == "" {
				wrong("pair %q, want two codes such as PER-MEX", p)
			}
		}
		for _, t := range s.Acts {
			if !slices.ContainsFunc(kinds.Kinds(), func(k catalogue.Kind) bool {
				return k.Type == t || strings.HasPrefix(string(k.Type), string(t)+".")
			}) {
				wrong("there is no act %q", t)
			}
		}
		for _, to := range s.Mail {
			if _, err := mail.ParseAddress(to); err != nil {
				wrong("%q is no address of mail", to)
			}
		}
		if s.Webhook != "" {
			if u, err := url.Parse(s.Webhook); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
				wrong("webhook %q is no address of the web", s.Webhook)
			}
			if _, err := webhooks.NewWebhook(s.Secret); err != nil || s.Secret == "" {
				wrong("secret must be whsec_ and base64; chancery alerts secret makes one")
			}
		}
	}
	return errors.Join(errs...)
}

// plain is a text in small letters without accents.
func plain(s string) string { return strings.ToLower(ledger.Unaccented(s)) }
