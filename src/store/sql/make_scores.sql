-- What `planrisk score` derived last: made when it is kept, taken away by drop_scores.sql. Only the latest editions are scored.
-- Levels and places count from 1, bands from 0; NULL: there is none.

-- The scheme that the scores are on: one row.
CREATE TABLE score_scheme (
    name   TEXT PRIMARY KEY,            -- npsa-5x5
    title  TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Its bands, from the least.
CREATE TABLE score_band (
    number INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    letter TEXT NOT NULL
) STRICT;

-- The levels that the facts allow a risk, and what follows from them. A stage that the plan does not rate has no row, but
-- for the inherent one: then every level is allowed.
CREATE TABLE risk_score (
    risk            INTEGER NOT NULL REFERENCES risk ON DELETE CASCADE,
    stage           TEXT NOT NULL CHECK (stage = 'inherent' OR stage = 'residual' OR stage = 'target'),
    impact_low      INTEGER NOT NULL,
    impact_high     INTEGER NOT NULL,
    likelihood_low  INTEGER NOT NULL,
    likelihood_high INTEGER NOT NULL,
    band_low        INTEGER NOT NULL REFERENCES score_band,
    band_high       INTEGER NOT NULL REFERENCES score_band,
    placement       TEXT NOT NULL,      -- placed, or why it is in no one cell
    figure_low      REAL NOT NULL,      -- product, or what the scheme's formula makes
    figure_high     REAL NOT NULL,
    rank_first      INTEGER NOT NULL,   -- best and worst place that dominance allows, among all risks scored
    rank_last       INTEGER NOT NULL,
    tied            INTEGER NOT NULL,   -- other risks in the same cell
    product_first   INTEGER,            -- places by the figure, among the risks in one cell
    product_last    INTEGER,
    contested       INTEGER NOT NULL,   -- risks whose order to this one depends on the scheme
    PRIMARY KEY (risk, stage)
) STRICT, WITHOUT ROWID;

-- An action that a risk threatens, or that carries out its mitigation.
CREATE TABLE risk_action (
    risk     INTEGER NOT NULL REFERENCES risk ON DELETE CASCADE,
    action   INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    relation TEXT NOT NULL CHECK (relation = 'threatens' OR relation = 'mitigated_by'),
    score    REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    PRIMARY KEY (risk, action, relation)
) STRICT, WITHOUT ROWID;
CREATE INDEX risk_action_by_action ON risk_action (action);

-- Why: a section, a code cited, or a word that both have.
CREATE TABLE risk_action_reason (
    risk     INTEGER NOT NULL,
    action   INTEGER NOT NULL,
    relation TEXT NOT NULL,
    seq      INTEGER NOT NULL,          -- from 0
    kind     TEXT NOT NULL,             -- section, around, title, subject, step, citation
    share    REAL NOT NULL CHECK (share BETWEEN 0 AND 1),    -- of the title, subject or step
    words    TEXT,                      -- of the plan
    PRIMARY KEY (risk, action, relation, seq),
    FOREIGN KEY (risk, action, relation) REFERENCES risk_action ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What a rule that an action breaks adds to the exposure of its delivery.
CREATE TABLE action_exposure (
    action   INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    rule     TEXT NOT NULL,             -- its code
    weight   REAL NOT NULL CHECK (weight > 0),
    findings INTEGER NOT NULL CHECK (findings > 0),
    PRIMARY KEY (action, rule)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_score (risk, text, plan, stage, scheme, band, placement, impact, likelihood, figure, place, tied, document, line_first, item_id) AS
    SELECT v.item_key, v.label, v.plan, s.stage, (SELECT name FROM score_scheme),
           low.name || iif(s.band_low = s.band_high, '', ' to ' || high.name), s.placement,
           s.impact_low || iif(s.impact_low = s.impact_high, '', '-' || s.impact_high),
           s.likelihood_low || iif(s.likelihood_low = s.likelihood_high, '', '-' || s.likelihood_high),
           printf('%g', s.figure_low) || iif(s.figure_low = s.figure_high, '', '-' || printf('%g', s.figure_high)),
           s.rank_first || iif(s.rank_first = s.rank_last, '', '-' || s.rank_last), s.tied,
           v.document, v.line_first, v.item_id
      FROM risk_score s JOIN v_item v ON v.item_id = s.risk JOIN score_band low ON low.number = s.band_low
           JOIN score_band high ON high.number = s.band_high;

CREATE VIEW v_risk_action (risk, risk_text, relation, action, action_text, score, reasons, plan, risk_line, action_line, document) AS
    SELECT r.item_key, r.label, l.relation, a.item_key, a.label, l.score,
           (SELECT group_concat(kind || coalesce(' ' || words, ''), '; ')
              FROM (SELECT kind, words FROM risk_action_reason
                     WHERE risk = l.risk AND action = l.action AND relation = l.relation ORDER BY seq)),
           r.plan, r.line_first, a.line_first, r.document
      FROM risk_action l JOIN v_item r ON r.item_id = l.risk JOIN v_item a ON a.item_id = l.action;

CREATE VIEW v_exposure (action, text, plan, exposure, factors, document, line_first, item_id) AS
    SELECT v.item_key, v.label, v.plan, e.total, e.factors, v.document, v.line_first, v.item_id
      FROM (SELECT action, sum(weight) AS total, group_concat(rule || ' ' || printf('%g', weight), '; ') AS factors
              FROM (SELECT action, rule, weight FROM action_exposure ORDER BY action, weight DESC, rule) GROUP BY action) e
           JOIN v_item v ON v.item_id = e.action;
