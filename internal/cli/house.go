package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/chancery-ledger/chancery/internal/account/oidc"
	"github.com/chancery-ledger/chancery/internal/web"
)

// houseFlag says where the people of a house prove their names.
type houseFlag struct {
	Issuer       string `name:"oidc-issuer" help:"Issuer of OpenID Connect where reviewers may prove their names (https://id.example.org)." env:"CHANCERY_OIDC_ISSUER"`
	ClientID     string `name:"oidc-client" help:"Id under which the issuer knows these pages." env:"CHANCERY_OIDC_CLIENT"`
	ClientSecret string `name:"oidc-secret" help:"Secret of that client." env:"CHANCERY_OIDC_SECRET"`
	Claim        string `name:"oidc-claim" help:"Claim that is the name of an account here; an email must be verified." default:"email" env:"CHANCERY_OIDC_CLAIM"`
}

// provider asks the issuer where its doors are.
func (f houseFlag) provider(ctx context.Context, origin string) (web.House, error) {
	if f.ClientID == "" || origin == "" {
		return nil, errors.New("serve: --oidc-issuer wants --oidc-client, and --origin to come back to")
	}
	return oidc.Open(ctx, oidc.Options{
		Issuer: f.Issuer, Client: f.ClientID, Secret: f.ClientSecret, Claim: f.Claim,
		Redirect: origin + web.HouseDone, Secure: strings.HasPrefix(origin, "https://"),
	})
}
