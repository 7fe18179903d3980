-- What the questions of an audit are put to, for as long as one audit lasts. Each file of this folder that is named as a
-- rule is that rule's question: a row for every fault, with the columns that store/audit_query.h names. Each file of_NAME
-- counts, by edition, what rules can be tested on: no row is "not tested".

-- The editions that are audited.
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

-- Their actions, each with what many rules ask of its dates and owners.
CREATE TEMP TABLE audit_action (
    id           INTEGER PRIMARY KEY,
    edition      INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    section      INTEGER,
    ref          TEXT,
    is_chart     INTEGER NOT NULL,
    is_open      INTEGER NOT NULL,      -- the plan doesn't say that it is done or dropped
    first_start  TEXT,
    last_start   TEXT,
    first_due    TEXT,
    last_due     TEXT,
    date_count   INTEGER NOT NULL,
    says_when    INTEGER NOT NULL,      -- a date other than a start or a placeholder
    lead_count   INTEGER NOT NULL,
    link_count   INTEGER NOT NULL,
    outside_count INTEGER NOT NULL,     -- links to outside recommendations
    asks_owner   INTEGER NOT NULL,
    asks_date    INTEGER NOT NULL,
    asks_measure INTEGER NOT NULL
);
CREATE INDEX audit_action_in_order ON audit_action (edition, number);

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

CREATE TEMP VIEW audit_risk AS
    SELECT r.*, i.edition, i.number
      FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind = 'risk' JOIN risk r ON r.id = i.id;

-- Who leads what, by name: six questions ask it, so it is kept.
CREATE TEMP TABLE audit_lead (
    edition   INTEGER NOT NULL,
    action    INTEGER NOT NULL,
    number    INTEGER NOT NULL,         -- of the action
    is_open   INTEGER NOT NULL,
    is_chart  INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    party     INTEGER NOT NULL,
    name      TEXT NOT NULL,
    kind      TEXT,
    expansion TEXT
);
