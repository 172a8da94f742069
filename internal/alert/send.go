package alert

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	"github.com/wneessen/go-mail"
)

// message is what one webhook is sent, in the form that Standard Webhooks
// recommends.
type message struct {
	Type      string    `json:"type"` // "chancery.alert"
	Timestamp time.Time `json:"timestamp"`
	Data      struct {
		Subscription string   `json:"subscription"`
		Notices      []Notice `json:"notices"`
	} `json:"data"`
}

// errGone is the answer of a webhook that wants no more.
var errGone = errors.New("410: the webhook wants no more")

// caller sends webhooks. It follows no redirect: a signed message goes where it
// was meant to go.
var caller = &http.Client{Timeout: 15 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// call sends notices to a webhook, signed (standard-webhooks, version 1). The id
// is the same at each attempt, so that the receiver can drop what came twice.
func call(ctx context.Context, s *Subscription, id string, now time.Time, notices []Notice) error {
	m := message{Type: "chancery.alert", Timestamp: now.UTC()}
	m.Data.Subscription, m.Data.Notices = s.Name, notices
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	key, err := webhooks.NewWebhook(s.Secret)
	if err != nil {
		return err
	}
	signature, err := key.Sign(id, now, body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Webhook, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Chancery/1")
	req.Header.Set(webhooks.HeaderWebhookID, id)
	req.Header.Set(webhooks.HeaderWebhookTimestamp, fmt.Sprint(now.Unix()))
	req.Header.Set(webhooks.HeaderWebhookSignature, signature)
	res, err := caller.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, _ = io.CopyN(io.Discard, res.Body, 64<<10)
	switch {
	case res.StatusCode == http.StatusGone:
		return errGone
	case res.StatusCode < 200 || res.StatusCode > 299:
		return fmt.Errorf("the webhook answers %s", res.Status)
	}
	return nil
}

// post sends notices by mail.
func post(ctx context.Context, c SMTP, s *Subscription, notices []Notice) error {
	m := mail.NewMsg()
	if err := m.From(c.From); err != nil {
		return err
	}
	if err := m.To(s.Mail...); err != nil {
		return err
	}
	m.Subject(notices[0].Title)
	if len(notices) > 1 {
		m.Subject(fmt.Sprintf("%d notices of %s", len(notices), s.Name))
	}
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	var b strings.Builder
	for i := range notices {
		fmt.Fprintln(&b, notices[i].Text())
	}
	fmt.Fprintf(&b, "-- \nChancery, subscription %q. What reports say; read the evidence before you rely on it.\n", s.Name)
	m.SetBodyString(mail.TypeTextPlain, b.String())
	options := []mail.Option{mail.WithPort(c.Port), mail.WithTimeout(30 * time.Second), mail.WithTLSPolicy(mail.TLSMandatory)}
	if c.Plain {
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if c.Username != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(c.Username), mail.WithPassword(c.Password))
	}
	client, err := mail.NewClient(c.Host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, m)
}
