package api

import (
	"context"

	"github.com/chancery-ledger/chancery"
)

// actView is a type of act.
type actView struct {
	Type       chancery.ActType `json:"type"`
	Tier       string           `json:"tier" doc:"A: changes what stands between states; B: the rest"`
	Mutual     bool             `json:"mutual" doc:"The order of the parties does not matter"`
	Channels   []string         `json:"channels"`
	Definition string           `json:"definition"`
	English    string           `json:"english"`
	Spanish    string           `json:"spanish"`
	Codes      chancery.Codes   `json:"codes"`
	Tracks     []chancery.Track `json:"tracks" doc:"What it moves"`
}

func (actView) columns() []string {
	return []string{"type", "tier", "mutual", "definition", "english", "spanish", "cameo", "plover", "tracks"}
}

func (x actView) row() []string {
	return []string{
		string(x.Type), x.Tier, num(x.Mutual), x.Definition, x.English, x.Spanish, x.Codes.CAMEO, x.Codes.PLOVER,
		codes(x.Tracks, func(t chancery.Track) chancery.Code { return chancery.Code(t) }),
	}
}

func (a *API) actRoutes() {
	get(a, "/acts", "list-acts", "The catalogue of acts", func(_ context.Context, in *Formatting) (*answer[list[actView]], error) {
		var out []actView
		for _, k := range a.kinds.Kinds() {
			x := actView{k.Type, k.Tier, k.Mutual, k.Channels, k.Definition, k.PhraseEN, k.PhraseES, k.Codes, nil}
			seen := map[chancery.Track]bool{}
			for _, m := range a.rules.Moves(k.Type) {
				if !seen[m.Track] {
					seen[m.Track] = true
					x.Tracks = append(x.Tracks, m.Track)
				}
			}
			out = append(out, x)
		}
		return paged(in, out, "")
	})
}
