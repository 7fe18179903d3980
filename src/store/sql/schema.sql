-- planrisk's database: what plans say, where they say it, and (at the end, apart) what analysis derived from it.
--
-- NULL always means "not stated", never none and never zero. Everything is in third normal form: a fact stands once. Only
-- where values and lines stand, which an import writes most of and few questions need, is packed: see evidence and place.
-- Offsets and lengths are bytes of source_text.text; lines and numbers count from 1; days are ISO dates.
-- Sets of more than two values are checked by OR: SQLite builds a table for a longer IN (...), at every insert.
-- Ids may differ between two imports of the same files; outputs are ordered by key, edition and number, never by id.

-- ---- who read what ---------------------------------------------------------------------------------------------

-- A program and the grammars that it read with.
CREATE TABLE reader (
    id      INTEGER PRIMARY KEY,
    program TEXT NOT NULL,              -- version of planrisk
    grammar TEXT NOT NULL,              -- SHA-256 of all grammar files as merged
    UNIQUE (program, grammar)
) STRICT;

-- A grammar's rule: what a value was read by.
CREATE TABLE rule (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE           -- FILE.NAME, as in "dates.day-month-year"
) STRICT;

-- A field of an item that can have evidence. The numbers are those of enum plan_field (src/store/plan_field.h).
CREATE TABLE field (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- What a run of text that is no value was taken for. The numbers are those of enum line_use (src/document/document.h).
CREATE TABLE line_use (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE           -- furniture, repeat, prose, unread
) STRICT;

-- ---- plans and their editions ----------------------------------------------------------------------------------

-- A council. One that its plan does not name is a row of its own without a name, so that nobody is confused with
-- the people of another.
CREATE TABLE council (
    id   INTEGER PRIMARY KEY,
    name TEXT UNIQUE
) STRICT;

-- A plan through all its editions.
CREATE TABLE plan (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE            -- lower-case stem of its first file's name, made unique: "norton-2009", "norton-2009-2"
) STRICT;

-- A plan as one file had it.
CREATE TABLE edition (
    id            INTEGER PRIMARY KEY,
    plan          INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    number        INTEGER NOT NULL CHECK (number > 0),
    document      TEXT,                 -- base name of the file
    path          TEXT,                 -- relative path of the file
    sha256        TEXT NOT NULL UNIQUE, -- of the file's bytes, in lower-case hex
    council       INTEGER NOT NULL REFERENCES council,
    council_given INTEGER NOT NULL CHECK (council_given IN (0, 1)),    -- 1: by the user, not by the plan
    title         TEXT,
    title_given   INTEGER NOT NULL CHECK (title_given IN (0, 1)),
    date          TEXT,                 -- ISO date of the plan
    date_given    INTEGER NOT NULL CHECK (date_given IN (0, 1)),
    encoding      TEXT,                 -- of the file, as iconv names it
    encoding_why  TEXT,                 -- how the encoding was known
    line_count    INTEGER NOT NULL CHECK (line_count >= 0),
    reader        INTEGER NOT NULL REFERENCES reader,
    UNIQUE (plan, number)
) STRICT;
CREATE INDEX edition_by_path ON edition (path);

-- The file's characters as UTF-8 and nothing else: what evidence quotes. Kept apart, for few questions need it.
CREATE TABLE source_text (
    edition INTEGER PRIMARY KEY REFERENCES edition ON DELETE CASCADE,
    text    TEXT NOT NULL
) STRICT;

-- ---- what plans hold -------------------------------------------------------------------------------------------

-- Everything in an edition that can be pointed at. The tables after this one say what each kind has besides.
CREATE TABLE item (
    id         INTEGER PRIMARY KEY,
    edition    INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind = 'document' OR kind = 'section' OR kind = 'action' OR kind = 'milestone' OR kind = 'risk' OR kind = 'indicator'),
    number     INTEGER NOT NULL,        -- in reading order among those of its kind; with the plan's key it makes the item's
    line_first INTEGER,                 -- closed range of lines; NULL where a place is no line
    line_last  INTEGER,
    UNIQUE (edition, kind, number)
) STRICT;

-- A heading that groups actions, risks or indicators.
CREATE TABLE section (
    id       INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    code     TEXT,                      -- as printed, look-alike letters of other alphabets repaired
    title    TEXT,                      -- without its code
    priority TEXT,
    aim      TEXT,
    parent   INTEGER REFERENCES section DEFERRABLE INITIALLY DEFERRED    -- the section around it
) STRICT;
CREATE INDEX section_by_parent ON section (parent) WHERE parent IS NOT NULL;

-- One thing that somebody is to do.
CREATE TABLE action (
    id                 INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    kind               TEXT NOT NULL CHECK (kind IN ('action', 'chart')),    -- chart: a task row of a bar chart
    ref                TEXT,
    text               TEXT,
    section            INTEGER REFERENCES section,    -- the innermost around it
    issue              TEXT,            -- the problem that it answers
    priority           TEXT,            -- high, medium, low, or the printed number
    status             TEXT CHECK (status = 'not_started' OR status = 'in_progress' OR status = 'completed' OR status = 'cancelled'),
    rag                TEXT CHECK (rag = 'red' OR rag = 'amber' OR rag = 'green' OR rag = 'blue'),
    measure            TEXT,
    progress           TEXT,
    has_owner_column   INTEGER NOT NULL CHECK (has_owner_column IN (0, 1)),    -- 0: the plan does not ask for an owner here
    has_date_column    INTEGER NOT NULL CHECK (has_date_column IN (0, 1)),
    has_measure_column INTEGER NOT NULL CHECK (has_measure_column IN (0, 1)),
    confidence         REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1)        -- of the reading; 1: nothing was in doubt
) STRICT;
CREATE INDEX action_by_section ON action (section);

-- A step of an action, in the order of item.number.
CREATE TABLE milestone (
    id     INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    action INTEGER NOT NULL REFERENCES action,
    text   TEXT
) STRICT;
CREATE INDEX milestone_by_action ON milestone (action);

-- Something that may go wrong.
CREATE TABLE risk (
    id               INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    ref              TEXT,
    text             TEXT,
    section          INTEGER REFERENCES section,
    consequence      TEXT,
    mitigation       TEXT,              -- what is still to be done
    controls         TEXT,              -- what is in place
    notes            TEXT,              -- a printed remark on the rating
    has_owner_column INTEGER NOT NULL CHECK (has_owner_column IN (0, 1))
) STRICT;
CREATE INDEX risk_by_section ON risk (section);

-- How a risk is rated: before controls (inherent), with them (residual), and as aimed at (target).
CREATE TABLE rating (
    risk            INTEGER NOT NULL REFERENCES risk ON DELETE CASCADE,
    stage           TEXT NOT NULL CHECK (stage = 'inherent' OR stage = 'residual' OR stage = 'target'),
    impact          TEXT,               -- very low .. very high, or the printed number
    likelihood      TEXT,
    score           TEXT,               -- as printed
    impact_text     TEXT,               -- as printed
    likelihood_text TEXT,
    PRIMARY KEY (risk, stage)
) STRICT, WITHOUT ROWID;

-- A performance indicator.
CREATE TABLE indicator (
    id      INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    code    TEXT,
    text    TEXT,
    section INTEGER REFERENCES section,
    notes   TEXT
) STRICT;
CREATE INDEX indicator_by_section ON indicator (section);

-- An indicator's value in one year.
CREATE TABLE indicator_value (
    indicator INTEGER NOT NULL REFERENCES indicator ON DELETE CASCADE,
    seq       INTEGER NOT NULL,         -- in the order of the columns, from 0; also that of its evidence
    period    TEXT,                     -- 2001/02
    value     TEXT,                     -- as printed, marks included
    PRIMARY KEY (indicator, seq)
) STRICT, WITHOUT ROWID;

-- A person, post or body that a council's plans name. What two plans of a council call alike and mean alike is one.
CREATE TABLE party (
    id        INTEGER PRIMARY KEY,
    council   INTEGER NOT NULL REFERENCES council,
    name      TEXT NOT NULL,            -- as printed, wraps undone
    kind      TEXT CHECK (kind = 'person' OR kind = 'role' OR kind = 'body' OR kind = 'abbreviation'),
    expansion TEXT                      -- what the plans' own key says that the name is short for
) STRICT;
CREATE UNIQUE INDEX party_by_name ON party (council, name, coalesce(kind, ''), coalesce(expansion, ''));

-- Who is to do an action or milestone, or answers for a risk.
CREATE TABLE ownership (
    item  INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    seq   INTEGER NOT NULL,             -- in the order of the cell, from 0; also that of its evidence
    party INTEGER NOT NULL REFERENCES party,
    role  TEXT NOT NULL CHECK (role IN ('lead', 'support')),
    line  INTEGER,
    PRIMARY KEY (item, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX ownership_by_party ON ownership (party);

-- A date of an action, milestone or risk: a closed interval of days, as printed and as understood.
CREATE TABLE date_value (
    item         INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    seq          INTEGER NOT NULL,      -- in reading order, from 0; also that of its evidence
    role         TEXT NOT NULL CHECK (role = 'start' OR role = 'due' OR role = 'completed' OR role = 'review'),
    words        TEXT,                  -- as printed
    first_day    TEXT,                  -- NULL: the words name no day
    last_day     TEXT,
    flags        INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 2047),                 -- 1, 2, 4, ... for these, which are no columns on disk
    is_by        INTEGER GENERATED ALWAYS AS (flags & 1) VIRTUAL,                   -- no later than
    is_after     INTEGER GENERATED ALWAYS AS (flags >> 1 & 1) VIRTUAL,              -- no earlier than
    is_ongoing   INTEGER GENERATED ALWAYS AS (flags >> 2 & 1) VIRTUAL,
    is_recurring INTEGER GENERATED ALWAYS AS (flags >> 3 & 1) VIRTUAL,              -- monthly, quarterly, ...
    is_invalid   INTEGER GENERATED ALWAYS AS (flags >> 4 & 1) VIRTUAL,              -- there is no such day
    is_undated   INTEGER GENERATED ALWAYS AS (flags >> 5 & 1) VIRTUAL,              -- a month whose year is not certain, "immediately"
    is_tbc       INTEGER GENERATED ALWAYS AS (flags >> 6 & 1) VIRTUAL,              -- to be confirmed
    is_week      INTEGER GENERATED ALWAYS AS (flags >> 7 & 1) VIRTUAL,              -- week commencing, week ending
    is_ambiguous INTEGER GENERATED ALWAYS AS (flags >> 8 & 1) VIRTUAL,              -- can be understood in two ways
    is_relative  INTEGER GENERATED ALWAYS AS (flags >> 9 & 1) VIRTUAL,              -- counts from a day that is not known
    is_revised   INTEGER GENERATED ALWAYS AS (flags >> 10 & 1) VIRTUAL,             -- replaces an earlier one
    PRIMARY KEY (item, seq)
) STRICT, WITHOUT ROWID;

-- What an action needs: somebody's time, or money.
CREATE TABLE resource (
    action  INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    seq     INTEGER NOT NULL,           -- from 0; also that of its evidence
    who     TEXT,
    percent REAL,                       -- of their time
    PRIMARY KEY (action, seq)
) STRICT, WITHOUT ROWID;

-- A code that an action cites.
CREATE TABLE link (
    action INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    seq    INTEGER NOT NULL,            -- from 0; also that of its evidence
    code   TEXT,
    target TEXT NOT NULL CHECK (target = 'outside' OR target = 'action' OR target = 'section' OR target = 'broken'),    -- what the plan has under that code
    PRIMARY KEY (action, seq)
) STRICT, WITHOUT ROWID;

-- An entry of a plan's own key.
CREATE TABLE abbreviation (
    edition    INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    seq        INTEGER NOT NULL,        -- from 0; also that of its evidence, under the document's item
    short_form TEXT,
    meaning    TEXT,
    PRIMARY KEY (edition, seq)
) STRICT, WITHOUT ROWID;

-- A fault of the plan's that a reader should be told of.
CREATE TABLE anomaly (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    seq     INTEGER NOT NULL,           -- from 0; also that of its evidence, under the document's item
    kind    TEXT NOT NULL,              -- impossible-date, duplicate-ref, ...
    line    INTEGER,
    words   TEXT,
    action  INTEGER REFERENCES action,  -- the one that it concerns
    PRIMARY KEY (edition, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX anomaly_by_action ON anomaly (action);

-- What stands beside a plan's own words: a comment on them, a footnote, an endnote. Of Word files only.
CREATE TABLE annotation (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    seq     INTEGER NOT NULL,           -- from 0; also that of its evidence, under the document's item
    kind    TEXT NOT NULL,              -- comment, footnote, endnote
    line    INTEGER,                    -- that it belongs to; NULL: not known
    author  TEXT,                       -- of a comment; NULL: not stated
    words   TEXT NOT NULL,
    PRIMARY KEY (edition, seq)
) STRICT, WITHOUT ROWID;

-- ---- where it stands -------------------------------------------------------------------------------------------

-- The runs of the source text that the values of an item were read from, as one JSON text: an import writes most rows here, and
-- a row for each run took a third of its time. An array for each run, in order: field (of the table field), offset, length, rule
-- (of the table rule; 0: no grammar rule, but the shape of the table told), seq (of the field's values: which owner, date, ...;
-- left out where it and part are 0), part (of the value's runs; left out where it is 0). Offset and length are null where a rule
-- made the value without words of its own. The view v_evidence has a row for each.
CREATE TABLE evidence (
    item INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    runs TEXT NOT NULL                  -- [[8,210,4,17],[9,216,48,23],[17,265,16,31,1]]
) STRICT;

-- A run of the source text that is no value. With the evidence it accounts for every byte.
CREATE TABLE account (
    edition   INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    offset    INTEGER NOT NULL,
    length    INTEGER NOT NULL,
    use       INTEGER NOT NULL CHECK (use > 0),    -- of the table line_use, likewise
    repeat_of INTEGER,                  -- the line that it repeats
    PRIMARY KEY (edition, offset)
) STRICT, WITHOUT ROWID;

-- Where the lines of a Word file stand; a plain text has none here, for its lines are its places. One JSON text, an array for
-- each line of source_text.text, in order: table (in reading order, the innermost where tables nest; 0: outside of tables), row,
-- column (first grid column of the cell, from 1), page (left out where the file doesn't say). The view v_place has a row for each.
CREATE TABLE place (
    edition INTEGER PRIMARY KEY REFERENCES edition ON DELETE CASCADE,
    lines   TEXT NOT NULL               -- [[],[1,1,1],[1,1,2]]
) STRICT;

-- Where a table stands that is inside of another.
CREATE TABLE table_place (
    edition       INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    table_number  INTEGER NOT NULL,
    in_table      INTEGER NOT NULL,
    in_row        INTEGER NOT NULL,
    in_column     INTEGER NOT NULL,
    PRIMARY KEY (edition, table_number)
) STRICT, WITHOUT ROWID;

-- The headings of tables' columns, as printed.
CREATE TABLE table_heading (
    edition       INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    table_number  INTEGER NOT NULL,
    column_number INTEGER NOT NULL,
    words         TEXT NOT NULL,
    PRIMARY KEY (edition, table_number, column_number)
) STRICT, WITHOUT ROWID;

-- ---- where a reading is in doubt -------------------------------------------------------------------------------

-- Words of a row whose cell borders were lost that could as well stand in another column. Only where it was in doubt.
CREATE TABLE doubt (
    item       INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    seq        INTEGER NOT NULL,        -- in reading order, from 0
    field      TEXT NOT NULL,           -- the column that they were given to, as grammars/columns.yaml names it
    other      TEXT NOT NULL,           -- the one that came second
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    offset     INTEGER,                 -- of the words in source_text.text
    length     INTEGER,
    PRIMARY KEY (item, seq)
) STRICT, WITHOUT ROWID;

-- ---- what people put right: apart from what plans say -----------------------------------------------------------

-- A person's word on one field of one item. It is told by what the item says, not by its place, so that it holds when
-- the plan is read again or comes as a new edition. Nothing is ever changed or taken out here but by `forget`: a
-- correction ends, and says who ended it.
CREATE TABLE correction (
    id        INTEGER PRIMARY KEY,
    plan      INTEGER NOT NULL REFERENCES plan ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind = 'document' OR kind = 'section' OR kind = 'action' OR kind = 'risk' OR kind = 'indicator'),
    words     TEXT NOT NULL,            -- of the item as the plan has them: lower case, one space between words, no marks
    ref       TEXT NOT NULL,            -- its reference or code likewise; '' where it has none
    twin      INTEGER NOT NULL CHECK (twin > 0),    -- which of the items with these words and this ref
    sha256    TEXT NOT NULL,            -- of the file that the person had before them
    field     TEXT NOT NULL,            -- as `show` calls it: "due date"
    was       TEXT,                     -- what was read there, as printed; NULL: not stated
    given     TEXT NOT NULL,            -- what the person wrote
    value     TEXT,                     -- what the grammar reads in that, where it is no list; NULL: not stated
    reason    TEXT NOT NULL,
    made_by   TEXT NOT NULL,
    made_on   TEXT NOT NULL,            -- a day, or a second of one in UTC: 2011-03-31 09:30:00
    ended_by  TEXT,                     -- NULL: it is in force
    ended_on  TEXT,
    ended_why TEXT,
    successor INTEGER REFERENCES correction,    -- that took its place; NULL: none did
    CHECK ((ended_by IS NULL) = (ended_on IS NULL))
) STRICT;
CREATE INDEX correction_by_plan ON correction (plan);
CREATE INDEX correction_by_successor ON correction (successor);

-- An owner that a correction gives.
CREATE TABLE corrected_owner (
    correction INTEGER NOT NULL REFERENCES correction ON DELETE CASCADE,
    seq        INTEGER NOT NULL,        -- from 0
    name       TEXT NOT NULL,
    kind       TEXT CHECK (kind = 'person' OR kind = 'role' OR kind = 'body' OR kind = 'abbreviation'),
    expansion  TEXT,
    PRIMARY KEY (correction, seq)
) STRICT, WITHOUT ROWID;

-- A date that a correction gives; columns as in date_value.
CREATE TABLE corrected_date (
    correction   INTEGER NOT NULL REFERENCES correction ON DELETE CASCADE,
    seq          INTEGER NOT NULL,
    words        TEXT,
    first_day    TEXT,
    last_day     TEXT,
    flags        INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 2047),
    is_by        INTEGER GENERATED ALWAYS AS (flags & 1) VIRTUAL,
    is_after     INTEGER GENERATED ALWAYS AS (flags >> 1 & 1) VIRTUAL,
    is_ongoing   INTEGER GENERATED ALWAYS AS (flags >> 2 & 1) VIRTUAL,
    is_recurring INTEGER GENERATED ALWAYS AS (flags >> 3 & 1) VIRTUAL,
    is_invalid   INTEGER GENERATED ALWAYS AS (flags >> 4 & 1) VIRTUAL,
    is_undated   INTEGER GENERATED ALWAYS AS (flags >> 5 & 1) VIRTUAL,
    is_tbc       INTEGER GENERATED ALWAYS AS (flags >> 6 & 1) VIRTUAL,
    is_week      INTEGER GENERATED ALWAYS AS (flags >> 7 & 1) VIRTUAL,
    is_ambiguous INTEGER GENERATED ALWAYS AS (flags >> 8 & 1) VIRTUAL,
    is_relative  INTEGER GENERATED ALWAYS AS (flags >> 9 & 1) VIRTUAL,
    is_revised   INTEGER GENERATED ALWAYS AS (flags >> 10 & 1) VIRTUAL,
    PRIMARY KEY (correction, seq)
) STRICT, WITHOUT ROWID;

-- The item of each edition that a correction in force was found to be about: made anew when the edition is read and
-- when corrections change.
CREATE TABLE correction_match (
    correction INTEGER NOT NULL REFERENCES correction ON DELETE CASCADE,
    item       INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    applies    INTEGER NOT NULL CHECK (applies IN (0, 1)),    -- 0: a later edition prints something else there
    PRIMARY KEY (item, correction)
) STRICT, WITHOUT ROWID;
CREATE INDEX correction_match_by_correction ON correction_match (correction);

-- ---- full-text search: rebuilt from the view search_text (views.sql) ------------------------------------------------------------------

CREATE VIRTUAL TABLE item_search USING fts5 (
    text, more, owners, content = 'search_text', content_rowid = 'item', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Each document adds a segment to the index; merging them eight at a time instead of four takes a sixth off the cost of search.
INSERT INTO item_search (item_search, rank) VALUES ('automerge', 8);

-- ---- what analysis derived: replaced as a whole whenever it is asked again -------------------------------------

-- A rule of the audit.
CREATE TABLE audit_rule (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,      -- DAT101
    name     TEXT NOT NULL,             -- impossible-date
    severity TEXT NOT NULL CHECK (severity = 'error' OR severity = 'warning' OR severity = 'note')
) STRICT;

-- What a rule found.
CREATE TABLE finding (
    id      INTEGER PRIMARY KEY,        -- in the order of the report
    rule    INTEGER NOT NULL REFERENCES audit_rule,
    item    INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,    -- the document's where it concerns the plan as a whole
    line    INTEGER,
    message TEXT NOT NULL,
    words   TEXT                        -- of the plan
) STRICT;
CREATE INDEX finding_by_item ON finding (item);
CREATE INDEX finding_by_rule ON finding (rule);

-- A rule that had nothing to test in an edition: that is no pass.
CREATE TABLE not_tested (
    edition INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    rule    INTEGER NOT NULL REFERENCES audit_rule,
    why     TEXT NOT NULL,
    PRIMARY KEY (edition, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_tested_by_rule ON not_tested (rule);

-- What the overlaps below were found with, and between how many plans: one row, or none. Another grammar or program
-- finds others.
CREATE TABLE overlap_search (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    program  TEXT NOT NULL,
    grammar  TEXT NOT NULL,
    compared INTEGER NOT NULL,          -- plans, those too that are gone since
    beyond   INTEGER NOT NULL           -- overlaps past the limit, which were let go: with other plans they may not be
) STRICT;

-- The plans that were held against each other, by their documents' items, which go when an edition is read again or
-- corrected.
CREATE TABLE overlap_compared (
    item INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE
) STRICT;

-- Two items that are about the same work.
CREATE TABLE overlap (
    id    INTEGER PRIMARY KEY,          -- in the order of the report
    a     INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    b     INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    class TEXT NOT NULL CHECK (class = 'near copy' OR class = 'same work' OR class = 'same theme' OR class = 'opposite')
) STRICT;
CREATE INDEX overlap_by_a ON overlap (a);
CREATE INDEX overlap_by_b ON overlap (b);

-- Words that both items of an overlap share.
CREATE TABLE overlap_evidence (
    overlap INTEGER NOT NULL REFERENCES overlap ON DELETE CASCADE,
    seq     INTEGER NOT NULL,           -- strongest first, from 0
    words   TEXT NOT NULL,
    PRIMARY KEY (overlap, seq)
) STRICT, WITHOUT ROWID;
