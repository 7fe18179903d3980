-- The records of an export that is read, and the one that is being read.
CREATE TEMP TABLE export_record (id INTEGER PRIMARY KEY, record TEXT);
CREATE TEMP TABLE restoring (
    record             TEXT NOT NULL,
    plan               INTEGER,
    council            INTEGER,
    edition            INTEGER,
    item               INTEGER,         -- the first
    correction         INTEGER,         -- the plan's first
    brings_corrections INTEGER
);
