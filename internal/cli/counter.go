package cli

import "github.com/schollz/progressbar/v3"

// counter shows how many reports were read, on a terminal while the readings
// go elsewhere. Anywhere else it does nothing.
type counter struct{ bar *progressbar.ProgressBar }

func newCounter(env *Env) counter {
	_, onTerminal := terminal(env.Err)
	_, outToTerminal := terminal(env.Out)
	if !onTerminal || outToTerminal {
		return counter{}
	}
	return counter{progressbar.NewOptions(-1, progressbar.OptionSetWriter(env.Err), progressbar.OptionSetDescription("reading"),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("reports"),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetSpinnerChangeInterval(0))}
}

// add counts one report. That a terminal cannot be written to is no reason to
// stop reading.
func (c counter) add() {
	if c.bar != nil {
		_ = c.bar.Add(1)
	}
}

// clear makes room for a message.
func (c counter) clear() {
	if c.bar != nil {
		_ = c.bar.Clear()
	}
}

func (c counter) finish() {
	if c.bar != nil {
		_ = c.bar.Finish()
	}
}
