-- From version 6: the places of values and lines are packed, a text for each item and each edition, and the flags of dates in a
-- number: these were most of the rows and columns that an import wrote. Two indexes went that no question needs.

DROP INDEX edition_by_council;
DROP INDEX section_by_parent;
CREATE INDEX section_by_parent ON section (parent) WHERE parent IS NOT NULL;

CREATE TEMP TABLE old_date_value AS SELECT * FROM date_value;
DROP TABLE date_value;

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

INSERT INTO date_value (item, seq, role, words, first_day, last_day, flags)
    SELECT item, seq, role, words, first_day, last_day, is_by + 2 * is_after + 4 * is_ongoing + 8 * is_recurring + 16 * is_invalid + 32 * is_undated +
           64 * is_tbc + 128 * is_week + 256 * is_ambiguous + 512 * is_relative + 1024 * is_revised
      FROM old_date_value ORDER BY item, seq;
DROP TABLE old_date_value;

CREATE TEMP TABLE old_corrected_date AS SELECT * FROM corrected_date;
DROP TABLE corrected_date;

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

INSERT INTO corrected_date (correction, seq, words, first_day, last_day, flags)
    SELECT correction, seq, words, first_day, last_day, is_by + 2 * is_after + 4 * is_ongoing + 8 * is_recurring + 16 * is_invalid + 32 * is_undated +
           64 * is_tbc + 128 * is_week + 256 * is_ambiguous + 512 * is_relative + 1024 * is_revised
      FROM old_corrected_date ORDER BY correction, seq;
DROP TABLE old_corrected_date;

CREATE TEMP TABLE old_evidence AS SELECT * FROM evidence ORDER BY item, field, seq, part;
DROP TABLE evidence;

-- The runs of the source text that the values of an item were read from, as one JSON text: an import writes most rows here, and
-- a row for each run took a third of its time. An array for each run, in order: field (of the table field), offset, length, rule
-- (of the table rule; 0: no grammar rule, but the shape of the table told), seq (of the field's values: which owner, date, ...;
-- left out where it and part are 0), part (of the value's runs; left out where it is 0). Offset and length are null where a rule
-- made the value without words of its own. The view v_evidence has a row for each.
CREATE TABLE evidence (
    item INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    runs TEXT NOT NULL                  -- [[8,210,4,17],[9,216,48,23],[17,265,16,31,1]]
) STRICT;

INSERT INTO evidence (item, runs)
    SELECT item, json_group_array(json(run))
      FROM (SELECT item, CASE WHEN part THEN json_array(field, offset, length, coalesce(rule, 0), seq, part)
                              WHEN seq THEN json_array(field, offset, length, coalesce(rule, 0), seq)
                              ELSE json_array(field, offset, length, coalesce(rule, 0)) END AS run
              FROM old_evidence ORDER BY rowid)
     GROUP BY item;
DROP TABLE old_evidence;

CREATE TEMP TABLE old_place AS SELECT * FROM place ORDER BY edition, line;
DROP TABLE place;

-- Where the lines of a Word file stand; a plain text has none here, for its lines are its places. One JSON text, an array for
-- each line of source_text.text, in order: table (in reading order, the innermost where tables nest; 0: outside of tables), row,
-- column (first grid column of the cell, from 1), page (left out where the file doesn't say). The view v_place has a row for each.
CREATE TABLE place (
    edition INTEGER PRIMARY KEY REFERENCES edition ON DELETE CASCADE,
    lines   TEXT NOT NULL               -- [[],[1,1,1],[1,1,2]]
) STRICT;

INSERT INTO place (edition, lines)
    SELECT edition, json_group_array(json(line))
      FROM (SELECT edition, CASE WHEN page THEN json_array(coalesce(table_number, 0), coalesce(row_number, 0), coalesce(column_number, 0), page)
                                 WHEN table_number THEN json_array(table_number, coalesce(row_number, 0), coalesce(column_number, 0))
                                 ELSE json_array() END AS line
              FROM old_place ORDER BY rowid)
     GROUP BY edition;
DROP TABLE old_place;
