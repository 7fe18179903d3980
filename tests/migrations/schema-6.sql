-- planrisk's database: what plans say, where they say it, and (at the end, apart) what analysis derived from it.
--
-- NULL always means "not stated", never none and never zero. Everything is in third normal form: a fact stands once.
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
CREATE INDEX edition_by_council ON edition (council);

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
CREATE INDEX section_by_parent ON section (parent);

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
    is_by        INTEGER NOT NULL CHECK (is_by IN (0, 1)),           -- no later than
    is_after     INTEGER NOT NULL CHECK (is_after IN (0, 1)),        -- no earlier than
    is_ongoing   INTEGER NOT NULL CHECK (is_ongoing IN (0, 1)),
    is_recurring INTEGER NOT NULL CHECK (is_recurring IN (0, 1)),    -- monthly, quarterly, ...
    is_invalid   INTEGER NOT NULL CHECK (is_invalid IN (0, 1)),      -- there is no such day
    is_undated   INTEGER NOT NULL CHECK (is_undated IN (0, 1)),      -- a month whose year is not certain, "immediately"
    is_tbc       INTEGER NOT NULL CHECK (is_tbc IN (0, 1)),          -- to be confirmed
    is_week      INTEGER NOT NULL CHECK (is_week IN (0, 1)),         -- week commencing, week ending
    is_ambiguous INTEGER NOT NULL CHECK (is_ambiguous IN (0, 1)),    -- can be understood in two ways
    is_relative  INTEGER NOT NULL CHECK (is_relative IN (0, 1)),     -- counts from a day that is not known
    is_revised   INTEGER NOT NULL CHECK (is_revised IN (0, 1)),      -- replaces an earlier one
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

-- A run of the source text that a rule read a value from. A value read from several runs has a row for each; one that
-- a rule made without words of its own has one row without a place.
CREATE TABLE evidence (
    item   INTEGER NOT NULL REFERENCES item ON DELETE CASCADE,
    field  INTEGER NOT NULL CHECK (field > 0),    -- of the table field; its rows never change, so nothing is looked up at each insert
    seq    INTEGER NOT NULL,            -- of the field's values: which owner, date, ...; 0 for a field with one value
    part   INTEGER NOT NULL,            -- of the value's runs, from 0
    rule   INTEGER REFERENCES rule,     -- NULL: no grammar rule, but the shape of the table told
    offset INTEGER,
    length INTEGER,
    PRIMARY KEY (item, field, seq, part)
) STRICT, WITHOUT ROWID;

-- A run of the source text that is no value. With the evidence it accounts for every byte.
CREATE TABLE account (
    edition   INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    offset    INTEGER NOT NULL,
    length    INTEGER NOT NULL,
    use       INTEGER NOT NULL CHECK (use > 0),    -- of the table line_use, likewise
    repeat_of INTEGER,                  -- the line that it repeats
    PRIMARY KEY (edition, offset)
) STRICT, WITHOUT ROWID;

-- Where the lines of a Word file stand; a plain text has none here, for its lines are its places.
CREATE TABLE place (
    edition       INTEGER NOT NULL REFERENCES edition ON DELETE CASCADE,
    line          INTEGER NOT NULL,     -- of source_text.text, from 1
    table_number  INTEGER,              -- in reading order, the innermost where tables nest; NULL: outside of tables
    row_number    INTEGER,
    column_number INTEGER,              -- first grid column of the cell, from 1
    page          INTEGER,              -- NULL: the file doesn't say
    PRIMARY KEY (edition, line)
) STRICT, WITHOUT ROWID;

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
    is_by        INTEGER NOT NULL CHECK (is_by IN (0, 1)),
    is_after     INTEGER NOT NULL CHECK (is_after IN (0, 1)),
    is_ongoing   INTEGER NOT NULL CHECK (is_ongoing IN (0, 1)),
    is_recurring INTEGER NOT NULL CHECK (is_recurring IN (0, 1)),
    is_invalid   INTEGER NOT NULL CHECK (is_invalid IN (0, 1)),
    is_undated   INTEGER NOT NULL CHECK (is_undated IN (0, 1)),
    is_tbc       INTEGER NOT NULL CHECK (is_tbc IN (0, 1)),
    is_week      INTEGER NOT NULL CHECK (is_week IN (0, 1)),
    is_ambiguous INTEGER NOT NULL CHECK (is_ambiguous IN (0, 1)),
    is_relative  INTEGER NOT NULL CHECK (is_relative IN (0, 1)),
    is_revised   INTEGER NOT NULL CHECK (is_revised IN (0, 1)),
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
-- The views: for people (v_...), and for full-text search. They hold nothing of their own, so each step from an older
-- version makes them all anew.

-- ---- corrections that count ---------------------------------------------------------------------------------------

-- What people's word makes of items.
DROP VIEW IF EXISTS in_force;
CREATE VIEW in_force (item, field, value, given, correction) AS
    SELECT m.item, c.field, c.value, c.given, c.id
      FROM correction_match m JOIN correction c ON c.id = m.correction
     WHERE m.applies AND c.ended_by IS NULL;

-- ---- for full-text search ---------------------------------------------------------------------------------------

-- The words that an item is found by; an action is found by its milestones' words too, and each by what people put right.
DROP VIEW IF EXISTS search_text;
CREATE VIEW search_text (item, edition, text, more, owners) AS
    SELECT i.id, i.edition, s.title, coalesce(s.code || char(10), '') || coalesce(s.aim, '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           ''
      FROM item i JOIN section s ON s.id = i.id
     WHERE i.kind = 'section'
    UNION ALL
    SELECT i.id, i.edition, a.text,
           coalesce(a.ref || char(10), '') || coalesce(a.issue || char(10), '') || coalesce(a.measure || char(10), '')
               || coalesce(a.progress || char(10), '')
               || coalesce((SELECT group_concat(step.text, char(10))
                              FROM (SELECT text FROM milestone WHERE action = i.id ORDER BY id) AS step), '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           coalesce((SELECT group_concat(name, char(10))
                       FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = i.id ORDER BY o.seq)), '')
      FROM item i JOIN action a ON a.id = i.id
     WHERE i.kind = 'action'
    UNION ALL
    SELECT i.id, i.edition, r.text,
           coalesce(r.ref || char(10), '') || coalesce(r.consequence || char(10), '')
               || coalesce(r.mitigation || char(10), '') || coalesce(r.controls || char(10), '') || coalesce(r.notes, '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           coalesce((SELECT group_concat(name, char(10))
                       FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = i.id ORDER BY o.seq)), '')
      FROM item i JOIN risk r ON r.id = i.id
     WHERE i.kind = 'risk'
    UNION ALL
    SELECT i.id, i.edition, n.text, coalesce(n.code || char(10), '') || coalesce(n.notes, '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           ''
      FROM item i JOIN indicator n ON n.id = i.id
     WHERE i.kind = 'indicator';

-- ---- for people: v_action and v_risk hold what the plan says, and name what was corrected -----------------------

-- Every item with its key and its plan; latest says whether its edition is its plan's last; the label holds what people put
-- right.
DROP VIEW IF EXISTS v_item;
CREATE VIEW v_item (item_key, plan, edition, latest, kind, number, label, section, line_first, line_last, document, item_id, edition_id) AS
    SELECT p.key || CASE i.kind WHEN 'document' THEN '' WHEN 'action' THEN '-' WHEN 'risk' THEN '-r' ELSE '-' || substr(i.kind, 1, 1) END
               || CASE i.kind WHEN 'document' THEN '' ELSE printf('%03d', i.number) END,
           p.key, e.number, e.number = (SELECT max(number) FROM edition WHERE plan = e.plan), i.kind, i.number,
           CASE i.kind
               WHEN 'document' THEN coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'title'), e.title, e.document)
               WHEN 'section' THEN (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'code'), code) || ' ', '')
                                               || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'title'), title, aim, '')
                                      FROM section WHERE id = i.id)
               WHEN 'action' THEN (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'ref'), ref) || ' ', '')
                                              || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'text'), text, '')
                                     FROM action WHERE id = i.id)
               WHEN 'milestone' THEN (SELECT text FROM milestone WHERE id = i.id)
               WHEN 'risk' THEN (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'ref'), ref) || ' ', '')
                                            || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'text'), text, '')
                                   FROM risk WHERE id = i.id)
               ELSE (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'code'), code) || ' ', '')
                               || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'text'), text, '')
                       FROM indicator WHERE id = i.id)
           END,
           CASE i.kind
               WHEN 'section' THEN (SELECT parent FROM section WHERE id = i.id)
               WHEN 'action' THEN (SELECT section FROM action WHERE id = i.id)
               WHEN 'milestone' THEN (SELECT a.section FROM milestone m JOIN action a ON a.id = m.action WHERE m.id = i.id)
               WHEN 'risk' THEN (SELECT section FROM risk WHERE id = i.id)
               WHEN 'indicator' THEN (SELECT section FROM indicator WHERE id = i.id)
           END,
           i.line_first, i.line_last, e.document, i.id, e.id
      FROM item i JOIN edition e ON e.id = i.edition JOIN plan p ON p.id = e.plan;

DROP VIEW IF EXISTS v_plan;
CREATE VIEW v_plan (plan, title, council, date, document, edition, latest, actions, risks, indicators, line_count, encoding,
                    encoding_why, given_by_user, sha256, read_by, grammar, edition_id) AS
    SELECT p.key, e.title, c.name, e.date, e.document, e.number,
           e.number = (SELECT max(number) FROM edition WHERE plan = e.plan),
           (SELECT count(*) FROM item WHERE edition = e.id AND kind = 'action'),
           (SELECT count(*) FROM item WHERE edition = e.id AND kind = 'risk'),
           (SELECT count(*) FROM item WHERE edition = e.id AND kind = 'indicator'),
           e.line_count, e.encoding, e.encoding_why,
           trim(iif(e.council_given, 'council ', '') || iif(e.title_given, 'title ', '') || iif(e.date_given, 'date', '')),
           e.sha256, r.program, r.grammar, e.id
      FROM edition e JOIN plan p ON p.id = e.plan JOIN council c ON c.id = e.council JOIN reader r ON r.id = e.reader;

DROP VIEW IF EXISTS v_section;
CREATE VIEW v_section (section, title, plan, edition, latest, code, priority, aim, inside, line, item_id) AS
    SELECT v.item_key, s.title, v.plan, v.edition, v.latest, s.code, s.priority, s.aim,
           (SELECT coalesce(code, title) FROM section WHERE id = s.parent), v.line_first, v.item_id
      FROM v_item v JOIN section s ON s.id = v.item_id
     WHERE v.kind = 'section';

DROP VIEW IF EXISTS v_action;
CREATE VIEW v_action (action, text, plan, edition, latest, ref, section, owners, dates, start, due, status, rag, priority, measure,
                      progress, issue, milestones, line_first, line_last, document, confidence, corrected, item_id) AS
    SELECT v.item_key, a.text, v.plan, v.edition, v.latest, a.ref,
           (SELECT coalesce(code, title) FROM section WHERE id = a.section),
           (SELECT group_concat(name, '; ') FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = a.id ORDER BY o.seq)),
           (SELECT group_concat(words, '; ') FROM (SELECT words FROM date_value WHERE item = a.id ORDER BY seq)),
           (SELECT min(first_day) FROM date_value WHERE item = a.id AND role = 'start'),
           (SELECT max(last_day) FROM date_value WHERE item = a.id AND role = 'due'),
           a.status, a.rag, a.priority, a.measure, a.progress, a.issue,
           (SELECT group_concat(text, '; ') FROM (SELECT text FROM milestone WHERE action = a.id ORDER BY id)),
           v.line_first, v.line_last, v.document, a.confidence,
           (SELECT group_concat(field, '; ') FROM (SELECT field FROM in_force WHERE item = a.id ORDER BY field)), a.id
      FROM v_item v JOIN action a ON a.id = v.item_id
     WHERE v.kind = 'action';

DROP VIEW IF EXISTS v_risk;
CREATE VIEW v_risk (risk, text, plan, edition, latest, ref, section, impact, likelihood, score, residual_impact, residual_likelihood,
                    residual_score, target_impact, target_likelihood, target_score, consequence, mitigation, controls, notes, owners,
                    line_first, line_last, document, corrected, item_id) AS
    SELECT v.item_key, r.text, v.plan, v.edition, v.latest, r.ref,
           (SELECT coalesce(code, title) FROM section WHERE id = r.section),
           g.impact, g.likelihood, g.score, n.impact, n.likelihood, n.score, t.impact, t.likelihood, t.score,
           r.consequence, r.mitigation, r.controls, r.notes,
           (SELECT group_concat(name, '; ') FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = r.id ORDER BY o.seq)),
           v.line_first, v.line_last, v.document,
           (SELECT group_concat(field, '; ') FROM (SELECT field FROM in_force WHERE item = r.id ORDER BY field)), r.id
      FROM v_item v JOIN risk r ON r.id = v.item_id
           LEFT JOIN rating g ON g.risk = r.id AND g.stage = 'inherent'
           LEFT JOIN rating n ON n.risk = r.id AND n.stage = 'residual'
           LEFT JOIN rating t ON t.risk = r.id AND t.stage = 'target'
     WHERE v.kind = 'risk';

DROP VIEW IF EXISTS v_indicator;
CREATE VIEW v_indicator (indicator, text, plan, edition, latest, code, section, period, value, notes, line_first, line_last,
                         document, item_id) AS
    SELECT v.item_key, n.text, v.plan, v.edition, v.latest, n.code,
           (SELECT coalesce(code, title) FROM section WHERE id = n.section),
           y.period, y.value, n.notes, v.line_first, v.line_last, v.document, n.id
      FROM v_item v JOIN indicator n ON n.id = v.item_id LEFT JOIN indicator_value y ON y.indicator = n.id
     WHERE v.kind = 'indicator';

DROP VIEW IF EXISTS v_owner;
CREATE VIEW v_owner (owner, kind, expansion, council, role, item_key, label, plan, edition, latest, line, party_id, item_id) AS
    SELECT p.name, p.kind, p.expansion, c.name, o.role, v.item_key, v.label, v.plan, v.edition, v.latest, o.line, p.id, v.item_id
      FROM ownership o JOIN party p ON p.id = o.party JOIN council c ON c.id = p.council JOIN v_item v ON v.item_id = o.item;

DROP VIEW IF EXISTS v_date;
CREATE VIEW v_date (item_key, label, role, words, first_day, last_day, flags, plan, edition, latest, line_first, item_id) AS
    SELECT v.item_key, v.label, d.role, d.words, d.first_day, d.last_day,
           trim(iif(is_by, 'by ', '') || iif(is_after, 'after ', '') || iif(is_ongoing, 'ongoing ', '')
               || iif(is_recurring, 'recurring ', '') || iif(is_invalid, 'invalid ', '') || iif(is_undated, 'undated ', '')
               || iif(is_tbc, 'tbc ', '') || iif(is_week, 'week ', '') || iif(is_ambiguous, 'ambiguous ', '')
               || iif(is_relative, 'relative ', '') || iif(is_revised, 'revised', '')),
           v.plan, v.edition, v.latest, v.line_first, v.item_id
      FROM date_value d JOIN v_item v ON v.item_id = d.item;

-- Where each value was read, with its words. Offsets are bytes, so the text is cut as bytes.
DROP VIEW IF EXISTS v_evidence;
CREATE VIEW v_evidence (item_key, field, seq, part, words, rule, offset, length, plan, edition, latest, document, item_id) AS
    SELECT v.item_key, f.name, x.seq, x.part,
           (SELECT CAST(substr(CAST(text AS BLOB), x.offset + 1, x.length) AS TEXT) FROM source_text WHERE edition = v.edition_id),
           r.name, x.offset, x.length, v.plan, v.edition, v.latest, v.document, v.item_id
      FROM evidence x JOIN v_item v ON v.item_id = x.item JOIN field f ON f.id = x.field LEFT JOIN rule r ON r.id = x.rule;

DROP VIEW IF EXISTS v_finding;
CREATE VIEW v_finding (rule, name, severity, message, item_key, label, words, line, plan, edition, document, item_id) AS
    SELECT r.code, r.name, r.severity, f.message, v.item_key, v.label, f.words, f.line, v.plan, v.edition, v.document, v.item_id
      FROM finding f JOIN audit_rule r ON r.id = f.rule JOIN v_item v ON v.item_id = f.item;

DROP VIEW IF EXISTS v_overlap;
CREATE VIEW v_overlap (a_key, a_label, b_key, b_label, class, score, shared, a_line, b_line, a_document, b_document, overlap_id) AS
    SELECT a.item_key, a.label, b.item_key, b.label, o.class, o.score,
           (SELECT group_concat(words, '; ') FROM (SELECT words FROM overlap_evidence WHERE overlap = o.id ORDER BY seq)),
           a.line_first, b.line_first, a.document, b.document, o.id
      FROM overlap o JOIN v_item a ON a.item_id = o.a JOIN v_item b ON b.item_id = o.b;

-- Every correction there ever was. item_key: the item in the latest edition; NULL where nothing in it is what was corrected.
DROP VIEW IF EXISTS v_correction;
CREATE VIEW v_correction (number, plan, item_key, kind, words, field, was, given, value, reason, made_by, made_on, ended_by,
                          ended_on, ended_why, successor, applies) AS
    SELECT c.id, p.key, v.item_key, c.kind, c.words, c.field, c.was, c.given, c.value, c.reason, c.made_by, c.made_on, c.ended_by,
           c.ended_on, c.ended_why, c.successor, coalesce(m.applies, 0)
      FROM correction c JOIN plan p ON p.id = c.plan
           LEFT JOIN (correction_match m JOIN v_item v ON v.item_id = m.item AND v.latest) ON m.correction = c.id;
