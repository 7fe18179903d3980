-- From version 3: with what, and between which plans, overlaps were found.

-- What the overlaps below were found with: one row, or none where they can't be added to. Another grammar or program
-- finds others.
CREATE TABLE overlap_search (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    program TEXT NOT NULL,
    grammar TEXT NOT NULL
) STRICT;

-- The plans that were held against each other, by their documents' items, which go when an edition is read again.
CREATE TABLE overlap_compared (
    item INTEGER PRIMARY KEY REFERENCES item ON DELETE CASCADE
) STRICT;
