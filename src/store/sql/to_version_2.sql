-- From version 1: corrections, and the readings that are in doubt.

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
