-- +goose Up
-- Times are seconds of Unix time.

-- One random key, for tokens of forms and for the names of counters.
CREATE TABLE secret (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    value BLOB NOT NULL CHECK (length(value) = 32)
) STRICT;

CREATE TABLE account (
    id      INTEGER PRIMARY KEY,
    name    TEXT    NOT NULL UNIQUE,
    hash    TEXT    NOT NULL,
    role    TEXT    NOT NULL CHECK (role IN ('reader', 'reviewer', 'editor', 'admin')),
    created INTEGER NOT NULL,
    closed  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- token is the SHA-256 of what the browser holds.
CREATE TABLE session (
    token   BLOB PRIMARY KEY CHECK (length(token) = 32),
    account INTEGER NOT NULL REFERENCES account (id),
    created INTEGER NOT NULL,
    seen    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

-- token is the SHA-256 of the key.
CREATE TABLE key (
    id      INTEGER PRIMARY KEY,
    token   BLOB    NOT NULL UNIQUE CHECK (length(token) = 32),
    account INTEGER NOT NULL REFERENCES account (id),
    label   TEXT    NOT NULL,
    role    TEXT    NOT NULL CHECK (role IN ('reader', 'reviewer')),
    created INTEGER NOT NULL,
    revoked INTEGER NOT NULL DEFAULT 0
) STRICT;

-- who is a keyed hash: nobody can read from it who tried to sign in, and a
-- password typed into the field of the name does not end up here.
CREATE TABLE attempt (
    who   BLOB PRIMARY KEY CHECK (length(who) = 32),
    count INTEGER NOT NULL,
    last  INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    by      TEXT    NOT NULL,
    what    TEXT    NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER log_stays BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_is_kept BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
-- +goose StatementEnd
