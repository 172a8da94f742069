package event

import (
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/chancery-ledger/chancery/lexicon"
)

// publishers know which mastheads and sites belong to one house.
type publishers struct {
	byName map[string]origin // letters and digits only
	bySite map[string]origin // "elpais.com"
}

// publishersFile has a line for each house: its name, the names of its
// mastheads and its sites, each divided by "|".
const publishersFile = "publishers.tsv"

func loadPublishers() (*publishers, error) {
	b, err := lexicon.Files.ReadFile(publishersFile)
	if err != nil {
		return nil, err
	}
	return parsePublishers(string(b))
}

func parsePublishers(table string) (*publishers, error) {
	p := &publishers{map[string]origin{}, map[string]origin{}}
	header := false
	for i, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%s:%d:1: %d columns, want 3", publishersFile, i+1, len(cells))
		}
		if !header {
			header = true
			continue
		}
		if err := p.add(cells); err != nil {
			return nil, fmt.Errorf("%s:%d:%w", publishersFile, i+1, err)
		}
	}
	return p, nil
}

func (p *publishers) add(cells []string) error {
	house := origin("house " + cells[0])
	column := len(cells[0]) + 2
	for _, name := range append([]string{cells[0]}, split(cells[1])...) {
		k := letters(name)
		if old, twice := p.byName[k]; k == "" || twice && old != house {
			return fmt.Errorf("%d: name %q is empty or belongs to another house too", column, name)
		}
		p.byName[k] = house
	}
	column += len(cells[1]) + 1
	for _, site := range split(cells[2]) {
		if old, twice := p.bySite[site]; site == "" || twice && old != house || site != strings.ToLower(site) {
			return fmt.Errorf("%d: site %q is empty, not in small letters, or belongs to another house too", column, site)
		}
		p.bySite[site] = house
	}
	return nil
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// letters are the letters and digits of s, small and without accents.
func letters(s string) string { return strings.Join(plainWords(s), "") }

// named returns the origin of a publisher or agency by name: its house where
// the table knows it, else itself. A publisher may be given as an address.
func (p *publishers) named(name string) []origin {
	if strings.Contains(name, "://") {
		return p.at(name)
	}
	k := letters(name)
	if k == "" {
		return nil
	}
	if house, ok := p.byName[k]; ok {
		return []origin{house}
	}
	if strings.Contains(name, ".") && !strings.Contains(name, " ") {
		return p.site(strings.ToLower(name))
	}
	return []origin{"name " + origin(k)}
}

// at returns the origin of an address.
func (p *publishers) at(address string) []origin {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	return p.site(strings.ToLower(u.Hostname()))
}

// site returns the house of a host or of a domain above it; else the
// registered domain by its first label, which is often the name of the paper.
func (p *publishers) site(host string) []origin {
	for h := host; strings.Contains(h, "."); _, h, _ = strings.Cut(h, ".") {
		if house, ok := p.bySite[h]; ok {
			return []origin{house}
		}
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		domain = host
	}
	label, _, _ := strings.Cut(domain, ".")
	k := letters(label)
	if k == "" {
		return nil
	}
	if house, ok := p.byName[k]; ok {
		return []origin{house}
	}
	return []origin{"name " + origin(k)}
}
