-- What the questions of an audit are put to, for as long as it lasts: one plan at a time, so that each table is small and no
-- question need say of which plan. Each file of this folder that is named as a rule is that rule's question: a row for every
-- fault, with the columns that store/audit_query.h names. A file of_NAME answers one row: how many things there are that rules
-- can be tested on, a column for each population. None of a thing is "not tested".
-- The tables audit_action and audit_lead lie in memory: see store/audit_rows.c.

-- The runs of text that items were read from, a row for each (see the table evidence).
CREATE TEMP VIEW evidence_run (item, field, offset, length, seq, part) AS
    SELECT e.item, r.value ->> 0, r.value ->> 1, r.value ->> 2, coalesce(r.value ->> 4, 0), coalesce(r.value ->> 5, 0)
      FROM evidence e JOIN json_each(e.runs) r;

-- The edition that is audited.
CREATE TEMP TABLE audit_edition (
    id        INTEGER PRIMARY KEY,      -- of the table edition
    plan      INTEGER NOT NULL,
    number    INTEGER NOT NULL,
    document  INTEGER NOT NULL,         -- the document's item
    as_of     TEXT,                     -- the day that overdue is counted from; NULL: not known
    plan_date TEXT,
    first_day TEXT,                     -- the period that the plan says it covers, with room to spare
    last_day  TEXT
);

-- Runs of its text that went into no field.
CREATE TEMP TABLE audit_unread (
    offset INTEGER PRIMARY KEY,
    length INTEGER NOT NULL,
    text   TEXT                         -- NULL: the text is not known
);

-- Actions whose lead cell names nobody; placeholder: what stands there instead.
CREATE TEMP TABLE audit_unowned (
    id          INTEGER PRIMARY KEY,
    placeholder TEXT,
    offset      INTEGER
);

-- Actions that seem to have no date, and in whose row words that look like one were read as nothing: a fault of our reading
-- is never blamed on the plan.
CREATE TEMP TABLE audit_puzzle (
    id INTEGER PRIMARY KEY
);

CREATE TEMP TABLE audit_risk (
    number           INTEGER PRIMARY KEY,
    id               INTEGER NOT NULL,
    has_owner_column INTEGER NOT NULL,
    has_consequence  INTEGER NOT NULL,
    has_mitigation   INTEGER NOT NULL,
    has_controls     INTEGER NOT NULL,
    text             TEXT
);

-- Its risks' ratings as printed, and as levels that can be held against each other: words and figures differ in type.
CREATE TEMP TABLE audit_rating (
    number     INTEGER NOT NULL,        -- of the risk
    stage      TEXT NOT NULL,
    id         INTEGER NOT NULL,        -- the risk
    impact     TEXT,
    likelihood TEXT,
    score      TEXT,
    impact_level,
    likelihood_level,
    score_level,
    PRIMARY KEY (number, stage)
) WITHOUT ROWID;
