-- From version 4: comments and notes.

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

INSERT INTO field (id, name) VALUES (35, 'annotation');
