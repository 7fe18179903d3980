-- From version 5: a search of overlaps that let some go is told from one that kept all. What was found before is searched
-- for again.

DROP TABLE overlap_search;

-- What the overlaps below were found with, and between how many plans: one row, or none. Another grammar or program
-- finds others.
CREATE TABLE overlap_search (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    program  TEXT NOT NULL,
    grammar  TEXT NOT NULL,
    compared INTEGER NOT NULL,          -- plans, those too that are gone since
    beyond   INTEGER NOT NULL           -- overlaps past the limit, which were let go: with other plans they may not be
) STRICT;
