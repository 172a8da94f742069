package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

type deadCmd struct {
	Numbers []uint64 `arg:"" optional:"" name:"number" help:"Dead letters to try again, or to forget; all of them where left out."`
	Retry   bool     `help:"Put them before their stage once more."`
	Forget  bool     `help:"Take them off the list."`
	JSON    bool     `help:"Print one JSON object a line."`
	streamFlag
}

// Help is shown below the usage line.
func (deadCmd) Help() string {
	return `Lists the work of the watch that failed for good, with its cause. It is kept for
thirty days.

  chancery dead --retry 7 8`
}

// Run lists dead letters, and retries or forgets them.
func (c *deadCmd) Run(env *Env) error {
	if c.Retry && c.Forget {
		return fmt.Errorf("dead: --retry and --forget exclude each other")
	}
	s, err := c.open(env, "")
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	for d, err := range s.Dead(env.Ctx) {
		if err != nil {
			return err
		}
		if len(c.Numbers) > 0 && !slices.Contains(c.Numbers, d.Number) {
			continue
		}
		n++
		switch {
		case c.Retry:
			err = s.Retry(env.Ctx, d.Number)
		case c.Forget:
			err = s.Forget(env.Ctx, d.Number)
		case c.JSON:
			err = json.NewEncoder(env.Out).Encode(d)
		default:
			cause, _, _ := strings.Cut(d.Cause, " | ")
			_, err = fmt.Fprintf(env.Out, "%4d  %s  %-5s  %s  %s\n", d.Number, d.At.UTC().Format(time.DateTime), d.Stage, d.ID, cause)
		}
		if err != nil {
			return err
		}
	}
	if !c.JSON {
		verb := map[[2]bool]string{{true, false}: "tried again", {false, true}: "forgotten"}[[2]bool{c.Retry, c.Forget}]
		if verb == "" {
			verb = "on the list"
		}
		_, err = fmt.Fprintf(env.Out, "%s %s\n", count(n, "dead letter", "dead letters"), verb)
	}
	return err
}
