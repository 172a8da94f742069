-- Texts of which only what claims rest on is kept: an entry says so, and the
-- text may then be changed once, into one as long, with all evidence in it.
-- DEL (x'7f') stands for each byte that is gone.

-- +goose Up
-- A CHECK is altered where SQLite keeps it, as its manual has it (ALTER TABLE,
-- section 7): what is stored in the table stays as it is.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(replace(sql,
        '''split'', ''undo'')', '''split'', ''undo'', ''withhold'')'),
        'verb IN (''read'', ''copied'')) =', 'verb IN (''read'', ''copied'', ''withhold'')) =')
    WHERE type = 'table' AND name = 'entries';
PRAGMA writable_schema = RESET;

DROP TRIGGER reports_stay;
-- +goose StatementBegin
CREATE TRIGGER reports_stay BEFORE UPDATE ON reports BEGIN
    SELECT RAISE(ABORT, 'ledger: reports are never updated')
    WHERE NEW.entry IS NOT OLD.entry OR NEW.id IS NOT OLD.id OR NEW.print IS NOT OLD.print
        OR instr(CAST(OLD.text AS BLOB), x'7f') > 0
        OR NOT EXISTS (SELECT 1 FROM entries WHERE report = OLD.entry AND verb = 'withhold');
    SELECT RAISE(ABORT, 'ledger: what is left of a text is as long as the text')
    WHERE length(CAST(NEW.text AS BLOB)) <> length(CAST(OLD.text AS BLOB));
    SELECT RAISE(ABORT, 'ledger: evidence is never withheld')
    FROM claims c, json_each(c.body, '$.evidence') e
    WHERE c.report = OLD.entry AND CAST(e.value ->> 'text' AS BLOB)
        IS NOT substr(CAST(NEW.text AS BLOB), (e.value ->> 'start') + 1, (e.value ->> 'end') - (e.value ->> 'start'));
END;
-- +goose StatementEnd
CREATE INDEX entries_withheld ON entries (report) WHERE verb = 'withhold';
