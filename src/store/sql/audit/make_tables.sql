-- What the questions of an audit are put to, for as long as it lasts: one plan at a time, so that each table is small and no
-- question need say of which plan. Each file of this folder that is named as a rule is that rule's question: a row for every
-- fault, with the columns that store/audit_query.h names. A file of_NAME answers one row: how many things there are that rules
-- can be tested on, a column for each population. None of a thing is "not tested".

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

-- What its actions' dates come to; an action without dates has no row.
CREATE TEMP TABLE audit_dates (
    number        INTEGER PRIMARY KEY,  -- of the action
    date_count    INTEGER NOT NULL,
    invalid_count INTEGER NOT NULL,
    revised_count INTEGER NOT NULL,
    endless_count INTEGER NOT NULL,     -- "ongoing", "quarterly"
    says_when     INTEGER NOT NULL,     -- a date other than a start or a placeholder
    is_completed  INTEGER NOT NULL,
    completed_day TEXT,
    first_start   TEXT,
    last_start    TEXT,
    first_due     TEXT,                 -- the first day of the first,
    first_due_end TEXT,                 -- its last,
    last_due_begin TEXT,                -- and so for the last
    last_due      TEXT
);

-- Its actions, each with what many rules ask of it.
CREATE TEMP TABLE audit_action (
    number       INTEGER PRIMARY KEY,   -- in reading order
    id           INTEGER NOT NULL,      -- its item
    is_chart     INTEGER NOT NULL,
    is_open      INTEGER NOT NULL,      -- the plan doesn't say that it is done or dropped
    asks_owner   INTEGER NOT NULL,
    asks_date    INTEGER NOT NULL,
    asks_measure INTEGER NOT NULL,
    lead_count   INTEGER NOT NULL,
    link_count   INTEGER NOT NULL,
    outside_count INTEGER NOT NULL,     -- links to outside recommendations
    step_count   INTEGER NOT NULL,
    resource_count INTEGER NOT NULL,
    date_count   INTEGER NOT NULL,      -- these as in audit_dates
    invalid_count INTEGER NOT NULL,
    revised_count INTEGER NOT NULL,
    endless_count INTEGER NOT NULL,
    says_when    INTEGER NOT NULL,
    completed_day TEXT,
    first_start  TEXT,
    last_start   TEXT,
    first_due    TEXT,
    first_due_end TEXT,
    last_due_begin TEXT,
    last_due     TEXT,
    days         REAL,                  -- from its first start to its last due day
    section      INTEGER,
    ref          TEXT,
    ref_family   TEXT,                  -- "A" of "A.12"
    ref_figure   INTEGER NOT NULL,      -- and 12
    priority     TEXT,
    status       TEXT,
    rag          TEXT,
    confidence   REAL NOT NULL,
    measure      TEXT,
    text         TEXT
);

-- Who leads what, by name.
CREATE TEMP TABLE audit_lead (
    name         TEXT NOT NULL,
    number       INTEGER NOT NULL,      -- of the action
    seq          INTEGER NOT NULL,
    action       INTEGER NOT NULL,
    is_open      INTEGER NOT NULL,
    is_chart     INTEGER NOT NULL,
    party        INTEGER NOT NULL,
    is_everybody INTEGER NOT NULL,      -- "all staff"
    kind         TEXT,
    expansion    TEXT,
    PRIMARY KEY (name, number, seq)
) WITHOUT ROWID;

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
