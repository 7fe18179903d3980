-- From version 2: where the lines of Word files stand.

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
