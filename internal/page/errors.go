package page

import (
	"errors"
	"fmt"
	"strings"
)

// Kind is the kind of trouble that an input gives.
type Kind string

const (
	Empty       Kind = "empty"       // no bytes, or nothing in them to read
	Binary      Kind = "binary"      // bytes that are no text
	TooLarge    Kind = "too large"   // more than the limit, packed or unpacked
	Truncated   Kind = "truncated"   // ends before its own end
	Encoding    Kind = "encoding"    // letters that no known charset explains
	Malformed   Kind = "malformed"   // not what its first bytes promised
	Unsupported Kind = "unsupported" // a known format that is not read here
	Unreachable Kind = "unreachable" // cannot be opened or fetched
	Refused     Kind = "refused"     // an address or answer that the fetcher does not accept
)

// Advice says what a person can do about trouble of this kind.
func (k Kind) Advice() string {
	switch k {
	case Empty:
		return "check that the download is complete and has an article in it"
	case Binary:
		return "give the page as HTML or text"
	case TooLarge:
		return "save the article alone, or raise the limit"
	case Truncated:
		return "fetch the file again; what came before the cut was read"
	case Encoding:
		return "save the page as UTF-8"
	case Malformed:
		return "check the file's format at the place named"
	case Unsupported:
		return "convert it to HTML or text"
	case Unreachable:
		return "check the name and try again"
	case Refused:
		return "save the page and give the file"
	}
	return ""
}

// Error is trouble with one input: what, where and why.
type Error struct {
	Kind   Kind
	Source string // the file or address, with the line, item or record in it: "a.warc.gz, record 12"
	Detail string // what was found, and what was expected
	Err    error  // the cause, where another package gave one
}

// Error names source, kind, detail, cause and advice in one line.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Source != "" {
		b.WriteString(e.Source + ": ")
	}
	b.WriteString(string(e.Kind))
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	if advice := e.Kind.Advice(); advice != "" {
		b.WriteString(" (" + advice + ")")
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is(err, &Error{Kind: k}) ask for the kind alone.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind && t.Source == "" && t.Detail == "" && t.Err == nil
}

// KindOf returns the kind of an error of this package, or "".
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// at names the place of an error that does not have one yet.
func at(source string, err error) error {
	var e *Error
	if errors.As(err, &e) && e.Source == "" {
		e.Source = source
	}
	return err
}
