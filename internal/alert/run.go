package alert

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/chancery-ledger/chancery"
)

// Service makes notices and sends them.
type Service struct {
	Config  *Config
	Watcher *Watcher
	Outbox  *Outbox
	Now     func() time.Time
	Report  func(msg string, args ...any) // is told what fails; not nil
	Told    func(Delivery)                // is told what was sent; nil tells nobody
}

// pauses between the attempts at a delivery, as Standard Webhooks recommends;
// after the last it has failed for good.
var pauses = []time.Duration{5 * time.Second, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 5 * time.Hour, 10 * time.Hour, 14 * time.Hour, 20 * time.Hour, 24 * time.Hour}

// Run works until the context ends.
func (s *Service) Run(ctx context.Context, every time.Duration) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := s.Turn(ctx); err != nil && ctx.Err() == nil {
			s.Report("alerts", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Turn makes the notices of what is new and sends what is due. At the very first
// turn what the ledger holds is no news.
func (s *Service) Turn(ctx context.Context) error {
	head, err := s.Watcher.Desk.Head(ctx)
	if err != nil {
		return err
	}
	at, begun, err := s.Outbox.Position(ctx)
	switch {
	case err != nil:
		return err
	case !begun:
		err = s.Outbox.Put(ctx, head.Number, nil)
	case head.Number > at:
		err = s.make(ctx, at, head.Number)
	}
	return errors.Join(err, s.send(ctx))
}

// make keeps the notices of some entries for all who want them.
func (s *Service) make(ctx context.Context, after, upTo int64) error {
	now := s.Now()
	notices, err := s.Watcher.Since(ctx, after, upTo, chancery.DayOf(now.UTC()))
	if err != nil {
		return err
	}
	var out []Delivery
	for i := range s.Config.Subscriptions {
		sub := &s.Config.Subscriptions[i]
		for k := range notices {
			if !sub.wants(&notices[k]) {
				continue
			}
			d := Delivery{Subscription: sub.Name, Notice: notices[k], Made: now, Due: sub.due(now)}
			if sub.Webhook != "" {
				d.Channel = Webhook
				out = append(out, d)
			}
			if len(sub.Mail) > 0 {
				d.Channel = Mail
				out = append(out, d)
			}
		}
	}
	return s.Outbox.Put(ctx, upTo, out)
}

// due is when somebody is told of what came to be known now: at once, at the
// full hour, or at midnight UTC.
func (s *Subscription) due(now time.Time) time.Time {
	switch s.Digest {
	case "hourly":
		return now.UTC().Truncate(time.Hour).Add(time.Hour)
	case "daily":
		return now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour)
	}
	return now
}

// send sends what is due: of a digest all in one, else each alone.
func (s *Service) send(ctx context.Context) error {
	due, err := s.Outbox.Due(ctx, s.Now())
	if err != nil {
		return err
	}
	for len(due) > 0 {
		first := due[0]
		i := slices.IndexFunc(s.Config.Subscriptions, func(x Subscription) bool { return x.Name == first.Subscription })
		some := due[:1]
		if i >= 0 && s.Config.Subscriptions[i].Digest != "" {
			some = nil
			for _, d := range due {
				if d.Subscription == first.Subscription && d.Channel == first.Channel {
					some = append(some, d)
				}
			}
		}
		due = slices.DeleteFunc(slices.Clone(due), func(d Delivery) bool {
			return slices.ContainsFunc(some, func(x Delivery) bool { return x.ID == d.ID })
		})
		if i < 0 {
			err = s.Outbox.Settle(ctx, some, Failed, s.Now(), errors.New("there is no such subscription any more"))
		} else {
			err = s.deliver(ctx, &s.Config.Subscriptions[i], some)
		}
		if err != nil || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// deliver makes one attempt and keeps how it went.
func (s *Service) deliver(ctx context.Context, sub *Subscription, some []Delivery) error {
	notices := make([]Notice, len(some))
	for i, d := range some {
		notices[i] = d.Notice
	}
	var err error
	switch some[0].Channel {
	case Webhook:
		err = call(ctx, sub, fmt.Sprintf("chancery_%d", some[0].ID), s.Now(), notices)
	case Mail:
		err = post(ctx, s.Config.SMTP, sub, notices)
	}
	if ctx.Err() != nil {
		return nil // it was told to stop: tried again at the next start
	}
	now, attempts := s.Now(), some[0].Attempts
	switch {
	case err == nil:
		if s.Told != nil {
			for _, d := range some {
				s.Told(d)
			}
		}
		return s.Outbox.Settle(ctx, some, Sent, now, nil)
	case errors.Is(err, errGone) || attempts >= len(pauses):
		s.Report("alerts: failed for good", "subscription", sub.Name, "channel", string(some[0].Channel), "cause", err)
		return s.Outbox.Settle(ctx, some, Failed, now, err)
	}
	s.Report("alerts: to be tried again", "subscription", sub.Name, "channel", string(some[0].Channel), "after", pauses[attempts], "cause", err)
	return s.Outbox.Settle(ctx, some, Waiting, now.Add(pauses[attempts]), err)
}

// Test sends a made-up notice to one who subscribed.
func (s *Service) Test(ctx context.Context, sub *Subscription) error {
	now := s.Now()
	n := Notice{ID: fmt.Sprint("test/", now.Unix()), Kind: Standing, Title: "This is a test of the subscription " + sub.Name + ". Nothing has changed."}
	var errs []error
	if sub.Webhook != "" {
		errs = append(errs, call(ctx, sub, n.ID, now, []Notice{n}))
	}
	if len(sub.Mail) > 0 {
		errs = append(errs, post(ctx, s.Config.SMTP, sub, []Notice{n}))
	}
	return errors.Join(errs...)
}
