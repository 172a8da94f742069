-- The ledger's tables. They only grow: the triggers at the end refuse every
-- update and delete, and every row that is not true. Hashes are 32 bytes, days
-- are counted as chancery.Day does, times are microseconds of Unix time.

-- +goose Up
CREATE TABLE reports (
    entry INTEGER PRIMARY KEY REFERENCES entries (number) DEFERRABLE INITIALLY DEFERRED, -- that brought it
    id    BLOB    NOT NULL UNIQUE CHECK (length(id) = 32), -- SHA-256 of text
    text  TEXT    NOT NULL CHECK (text <> ''),
    print BLOB    NOT NULL -- fingerprint, see package near
) STRICT;

-- A text under some particulars: address, paper, day, authors. The same URL
-- with another text is the next version.
CREATE TABLE appearances (
    entry INTEGER PRIMARY KEY REFERENCES entries (number) DEFERRABLE INITIALLY DEFERRED, -- that brought it
    report    INTEGER NOT NULL REFERENCES reports (entry),
    url       TEXT    NOT NULL,
    version   INTEGER NOT NULL CHECK (version >= 1),
    published INTEGER NOT NULL,
    digest    BLOB    NOT NULL CHECK (length(digest) = 32),
    meta      TEXT    NOT NULL CHECK (json_valid(meta)), -- chancery.Report without its text
    UNIQUE (report, digest)
) STRICT;
CREATE INDEX appearances_url ON appearances (url) WHERE url <> '';

CREATE TABLE claims (
    entry INTEGER PRIMARY KEY REFERENCES entries (number) DEFERRABLE INITIALLY DEFERRED, -- that brought it
    id         BLOB    NOT NULL UNIQUE CHECK (length(id) = 32), -- ledger.Name
    report     INTEGER NOT NULL REFERENCES reports (entry),
    appearance INTEGER NOT NULL REFERENCES appearances (entry),
    type       TEXT    NOT NULL CHECK (type <> ''),
    day_from   INTEGER NOT NULL, -- 0 is not known
    day_to     INTEGER NOT NULL,
    body       TEXT    NOT NULL -- chancery.Claim; the trigger claims_true reads it as JSON
) STRICT;
CREATE INDEX claims_report ON claims (report);
CREATE INDEX claims_type ON claims (type, day_to);

CREATE TABLE claim_parties (
    code  TEXT    NOT NULL,
    claim INTEGER NOT NULL REFERENCES claims (entry),
    PRIMARY KEY (code, claim)
) STRICT, WITHOUT ROWID;

-- Between whom the deed stands; '' is an unnamed side.
CREATE TABLE claim_pairs (
    a     TEXT    NOT NULL,
    b     TEXT    NOT NULL CHECK (a <= b),
    claim INTEGER NOT NULL REFERENCES claims (entry),
    PRIMARY KEY (a, b, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    number  INTEGER PRIMARY KEY,
    verb    TEXT    NOT NULL CHECK (verb IN ('read', 'copied', 'assert', 'retract', 'confirm', 'merge', 'split', 'undo')),
    claim   INTEGER REFERENCES claims (entry),
    other   INTEGER REFERENCES claims (entry),
    report  INTEGER REFERENCES reports (entry),
    answers INTEGER REFERENCES entries (number), -- chancery.Entry.Of
    reader  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    agent   TEXT    NOT NULL CHECK (agent <> ''),
    because TEXT    NOT NULL CHECK (because <> ''),
    digest  BLOB    CHECK (length(digest) = 32),
    prev    BLOB    CHECK (length(prev) = 32), -- hash of the entry before; null for the first
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    CHECK ((verb IN ('read', 'copied')) = (report IS NOT NULL)),
    CHECK ((verb IN ('assert', 'retract', 'confirm', 'merge', 'split')) = (claim IS NOT NULL)),
    CHECK ((verb IN ('merge', 'split')) = (other IS NOT NULL))
) STRICT;
CREATE INDEX entries_claim ON entries (claim, number) WHERE claim IS NOT NULL;
CREATE INDEX entries_report ON entries (report, number) WHERE report IS NOT NULL;
CREATE INDEX entries_opinion ON entries (number) WHERE verb IN ('merge', 'split', 'undo');
CREATE INDEX entries_at ON entries (at, number);

-- Words of the reports as stems, see ledger/stems.go. An index, not a record.
CREATE VIRTUAL TABLE stems USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'unicode61 remove_diacritics 0');

-- +goose StatementBegin
CREATE TRIGGER entries_true BEFORE INSERT ON entries BEGIN
    SELECT RAISE(ABORT, 'ledger: entries are numbered without gaps, and the first follows none')
    WHERE NEW.number <> coalesce((SELECT max(number) FROM entries), 0) + 1 OR NEW.number = 1 AND NEW.prev IS NOT NULL;
    SELECT RAISE(ABORT, 'ledger: an entry is chained to the hash of the one before it, and not dated before it')
    FROM entries WHERE number = NEW.number - 1 AND (NEW.prev IS NOT hash OR NEW.at < at);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_true BEFORE INSERT ON claims BEGIN
    SELECT CASE
        WHEN count(e.past) = 0 THEN RAISE(ABORT, 'ledger: a claim needs evidence')
        WHEN NOT min(coalesce(e.first >= 0 AND e.past > e.first
            AND CAST(e.words AS BLOB) = substr(CAST(r.text AS BLOB), e.first + 1, e.past - e.first), 0))
            THEN RAISE(ABORT, 'ledger: evidence is the span of the text')
    END
    FROM reports r LEFT JOIN (
        SELECT value ->> 'start' AS first, coalesce(value ->> 'end', 0) AS past, value ->> 'text' AS words
        FROM json_each(NEW.body, '$.evidence') LIMIT -1 -- each is read once
    ) e WHERE r.entry = NEW.report;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_true BEFORE INSERT ON reports BEGIN
    SELECT RAISE(ABORT, 'ledger: a report is never replaced')
    WHERE EXISTS (SELECT 1 FROM reports WHERE id = NEW.id OR entry = NEW.entry);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER appearances_true BEFORE INSERT ON appearances BEGIN
    SELECT RAISE(ABORT, 'ledger: an appearance is never replaced')
    WHERE EXISTS (SELECT 1 FROM appearances WHERE entry = NEW.entry OR report = NEW.report AND digest = NEW.digest);
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'ledger: entries are never updated'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entries_keep BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'ledger: entries are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_stay BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'ledger: claims are never updated'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_keep BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'ledger: claims are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_stay BEFORE UPDATE ON reports BEGIN SELECT RAISE(ABORT, 'ledger: reports are never updated'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reports_keep BEFORE DELETE ON reports BEGIN SELECT RAISE(ABORT, 'ledger: reports are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER appearances_stay BEFORE UPDATE ON appearances BEGIN SELECT RAISE(ABORT, 'ledger: appearances are never updated'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER appearances_keep BEFORE DELETE ON appearances BEGIN SELECT RAISE(ABORT, 'ledger: appearances are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER parties_stay BEFORE UPDATE ON claim_parties BEGIN SELECT RAISE(ABORT, 'ledger: parties are never updated'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER parties_keep BEFORE DELETE ON claim_parties BEGIN SELECT RAISE(ABORT, 'ledger: parties are never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pairs_stay BEFORE UPDATE ON claim_pairs BEGIN SELECT RAISE(ABORT, 'ledger: pairs are never updated'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER pairs_keep BEFORE DELETE ON claim_pairs BEGIN SELECT RAISE(ABORT, 'ledger: pairs are never deleted'); END;
-- +goose StatementEnd
