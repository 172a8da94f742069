// Package browser holds the tests of the pages as a person meets them: in
// Chromium, against the program's own demonstration. They are skipped where
// there is no Chromium, and fail there where CI_REQUIRE_BROWSER is 1.
package browser
