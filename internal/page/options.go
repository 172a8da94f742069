package page

import (
	"time"

	"github.com/chancery-ledger/chancery"
	"github.com/chancery-ledger/chancery/text"
)

// DefaultLimit is the size in bytes, unpacked, beyond which one page, line or
// record is not read. The largest of a thousand real news pages has 3 MB.
const DefaultLimit = 8 << 20

// Options says what the caller knows already and how much may be read. The
// zero value reads with the defaults.
type Options struct {
	Limit     int64        // bytes of one page, line or record; 0 is DefaultLimit
	Language  text.Lang    // given by the caller; stands above what a page declares
	Published chancery.Day // given by the caller; stands above what a page declares
	Publisher string       // given by the caller
	URL       string       // the page's address, where the caller knows it
	Today     chancery.Day // days after it are not believed; 0 is the present day
	Fetcher   *Fetcher     // fetches addresses; nil is NewFetcher()

	contentType string // of the answer from which the bytes come
}

func (o Options) limit() int64 {
	if o.Limit <= 0 {
		return DefaultLimit
	}
	return o.Limit
}

// today is one day ahead of the clock's UTC day, since it may be tomorrow
// already where the page was written.
func (o Options) today() chancery.Day {
	if o.Today != 0 {
		return o.Today
	}
	return chancery.DayOf(time.Now().UTC()) + 1
}

// What a day of publication rests on, as it stands in Report.DayBasis.
const (
	basisGiven    = "given"     // by the caller or in JSON Lines
	basisJSONLD   = "json-ld"   // schema.org datePublished
	basisMeta     = "meta"      // <meta property="article:published_time"> and its kin
	basisTime     = "time"      // <time datetime> with the mark of a publication date
	basisFeed     = "feed"      // pubDate, published, date_published
	basisURL      = "url"       // /2025/11/04/ in the address
	basisSearch   = "page"      // go-htmldate found it in the page
	basisDateLine = "date line" // a line of the page that is a date alone
	basisDateline = "dateline"  // the dateline of the first paragraph
)

// What a language rests on, as it stands in Report.LangBasis.
const (
	langGiven    = "given"
	langDeclared = "declared" // by the page, feed or answer
	langDetected = "detected" // from the letters of the text
)
