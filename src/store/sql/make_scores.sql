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

-- Texts that the tables below name by number: kinds and words of reasons, codes of rules. Each once.
CREATE TABLE score_text (
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

-- An action that a risk threatens, or that carries out its mitigation. Both are of one plan, so that the row goes with its
-- risk when the plan goes. There are many of these rows, and every index on them would take as long as half of the rest.
CREATE TABLE risk_action (
    id       INTEGER PRIMARY KEY,       -- in the order of risks and actions, from 1
    risk     INTEGER NOT NULL REFERENCES risk ON DELETE CASCADE,
    action   INTEGER NOT NULL,          -- of the table action
    relation TEXT NOT NULL CHECK (relation = 'threatens' OR relation = 'mitigated_by'),
    near     TEXT CHECK (near = 'section' OR near = 'around'),    -- they stand under one section, or one's section is inside the other's; NULL: neither, or it does not count
    score    REAL NOT NULL CHECK (score BETWEEN 0 AND 1)
) STRICT;

CREATE INDEX risk_action_by_risk ON risk_action (risk);

-- What else speaks for a link: a code cited, or a word that both have.
CREATE TABLE risk_action_reason (
    link  INTEGER NOT NULL REFERENCES risk_action ON DELETE CASCADE,
    seq   INTEGER NOT NULL,             -- from 0
    kind  INTEGER NOT NULL,             -- of score_text: title, subject, step, citation
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),    -- of the title, subject or step
    words INTEGER NOT NULL,             -- of score_text: the risk's words
    PRIMARY KEY (link, seq)
) STRICT, WITHOUT ROWID;

-- What a rule that an action breaks adds to the exposure of its delivery.
CREATE TABLE action_exposure (
    action   INTEGER NOT NULL REFERENCES action ON DELETE CASCADE,
    rule     INTEGER NOT NULL,          -- of score_text: its code
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
           ltrim(coalesce(l.near, '') || coalesce((SELECT group_concat('; ' || kind || ' ' || words, '')
              FROM (SELECT k.text AS kind, w.text AS words
                      FROM risk_action_reason n JOIN score_text k ON k.id = n.kind JOIN score_text w ON w.id = n.words
                     WHERE n.link = l.id ORDER BY n.seq)), ''), '; '),
           r.plan, r.line_first, a.line_first, r.document
      FROM risk_action l JOIN v_item r ON r.item_id = l.risk JOIN v_item a ON a.item_id = l.action;

CREATE VIEW v_exposure (action, text, plan, exposure, factors, document, line_first, item_id) AS
    SELECT v.item_key, v.label, v.plan, e.total, e.factors, v.document, v.line_first, v.item_id
      FROM (SELECT action, sum(weight) AS total, group_concat(rule || ' ' || printf('%g', weight), '; ') AS factors
              FROM (SELECT x.action, t.text AS rule, x.weight
                      FROM action_exposure x JOIN score_text t ON t.id = x.rule ORDER BY x.action, x.weight DESC, t.text)
             GROUP BY action) e
           JOIN v_item v ON v.item_id = e.action;
