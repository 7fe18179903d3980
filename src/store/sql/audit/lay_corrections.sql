-- What people put right is laid over what plans say: tables of the same names that hide those of the database for as long as
-- the audit lasts, made only where there are corrections. The questions then see the one or the other.
CREATE TEMP TABLE correction_in_force AS
    SELECT m.item, c.id, c.field, c.value
      FROM main.correction_match m JOIN main.correction c ON c.id = m.correction
     WHERE m.applies AND c.ended_by IS NULL;
CREATE INDEX temp.correction_in_force_by_item ON correction_in_force (item, field);

-- Dates: those of the role go, those that the correction gives come.
CREATE TEMP TABLE date_value AS
    SELECT d.* FROM main.date_value d
     WHERE NOT EXISTS (SELECT 1 FROM correction_in_force f WHERE f.item = d.item AND f.field = d.role || ' date');
INSERT INTO temp.date_value
    SELECT f.item, 1000000 + f.id * 1000 + d.seq, substr(f.field, 1, length(f.field) - 5), d.words, d.first_day, d.last_day, d.flags, d.is_by,
           d.is_after, d.is_ongoing, d.is_recurring, d.is_invalid, d.is_undated, d.is_tbc, d.is_week, d.is_ambiguous, d.is_relative,
           d.is_revised
      FROM correction_in_force f JOIN main.corrected_date d ON d.correction = f.id
     WHERE f.field IN ('start date', 'due date', 'completed date', 'review date');
CREATE UNIQUE INDEX temp.date_value_by_item ON date_value (item, seq);

-- Owners likewise; people whom only a correction names get numbers below 0.
CREATE TEMP TABLE party AS SELECT * FROM main.party;
CREATE UNIQUE INDEX temp.party_by_id ON party (id);
CREATE TEMP TABLE ownership AS
    SELECT o.* FROM main.ownership o
     WHERE NOT EXISTS (SELECT 1 FROM correction_in_force f
                        WHERE f.item = o.item AND f.field = iif(o.role = 'lead', 'owner', 'supporting owner'));
INSERT INTO temp.party (id, council, name, kind, expansion)
    SELECT -(f.id * 1000 + o.seq), 0, o.name, o.kind, o.expansion
      FROM correction_in_force f JOIN main.corrected_owner o ON o.correction = f.id
     GROUP BY f.id, o.seq;
INSERT INTO temp.ownership (item, seq, party, role, line)
    SELECT f.item, 1000000 + f.id * 1000 + o.seq, -(f.id * 1000 + o.seq), iif(f.field = 'owner', 'lead', 'support'), NULL
      FROM correction_in_force f JOIN main.corrected_owner o ON o.correction = f.id
     WHERE f.field IN ('owner', 'supporting owner');
CREATE UNIQUE INDEX temp.ownership_by_item ON ownership (item, seq);

CREATE TEMP TABLE edition AS SELECT * FROM main.edition;
CREATE UNIQUE INDEX temp.edition_by_id ON edition (id);
UPDATE temp.edition SET title = f.value FROM correction_in_force f JOIN item i ON i.id = f.item
 WHERE i.kind = 'document' AND i.edition = edition.id AND f.field = 'title';
UPDATE temp.edition SET date = f.value FROM correction_in_force f JOIN item i ON i.id = f.item
 WHERE i.kind = 'document' AND i.edition = edition.id AND f.field = 'date';

CREATE TEMP TABLE section AS SELECT * FROM main.section;
CREATE UNIQUE INDEX temp.section_by_id ON section (id);
UPDATE temp.section SET code = f.value FROM correction_in_force f WHERE f.item = section.id AND f.field = 'code';
UPDATE temp.section SET title = f.value FROM correction_in_force f WHERE f.item = section.id AND f.field = 'title';
UPDATE temp.section SET priority = f.value FROM correction_in_force f WHERE f.item = section.id AND f.field = 'priority';

CREATE TEMP TABLE action AS SELECT * FROM main.action;
CREATE UNIQUE INDEX temp.action_by_id ON action (id);
UPDATE temp.action SET ref = f.value FROM correction_in_force f WHERE f.item = action.id AND f.field = 'ref';
UPDATE temp.action SET text = f.value FROM correction_in_force f WHERE f.item = action.id AND f.field = 'text';
UPDATE temp.action SET priority = f.value FROM correction_in_force f WHERE f.item = action.id AND f.field = 'priority';
UPDATE temp.action SET status = f.value FROM correction_in_force f WHERE f.item = action.id AND f.field = 'status';
UPDATE temp.action SET rag = f.value FROM correction_in_force f WHERE f.item = action.id AND f.field = 'rag';
UPDATE temp.action SET measure = f.value FROM correction_in_force f WHERE f.item = action.id AND f.field = 'measure';

CREATE TEMP TABLE risk AS SELECT * FROM main.risk;
CREATE UNIQUE INDEX temp.risk_by_id ON risk (id);
UPDATE temp.risk SET ref = f.value FROM correction_in_force f WHERE f.item = risk.id AND f.field = 'ref';
UPDATE temp.risk SET text = f.value FROM correction_in_force f WHERE f.item = risk.id AND f.field = 'text';
UPDATE temp.risk SET consequence = f.value FROM correction_in_force f WHERE f.item = risk.id AND f.field = 'consequence';
UPDATE temp.risk SET mitigation = f.value FROM correction_in_force f WHERE f.item = risk.id AND f.field = 'mitigation';
UPDATE temp.risk SET controls = f.value FROM correction_in_force f WHERE f.item = risk.id AND f.field = 'controls';

-- A correction may rate a stage that the plan does not rate.
CREATE TEMP TABLE rating AS SELECT * FROM main.rating;
CREATE UNIQUE INDEX temp.rating_by_risk ON rating (risk, stage);
INSERT OR IGNORE INTO temp.rating (risk, stage)
    SELECT f.item, iif(f.field LIKE 'residual %', 'residual', iif(f.field LIKE 'target %', 'target', 'inherent'))
      FROM correction_in_force f JOIN item i ON i.id = f.item AND i.kind = 'risk'
     WHERE f.field LIKE '%impact' OR f.field LIKE '%likelihood' OR f.field LIKE '%score';
UPDATE temp.rating SET impact = f.value FROM correction_in_force f
 WHERE f.item = rating.risk AND f.field = iif(rating.stage = 'inherent', '', rating.stage || ' ') || 'impact';
UPDATE temp.rating SET likelihood = f.value FROM correction_in_force f
 WHERE f.item = rating.risk AND f.field = iif(rating.stage = 'inherent', '', rating.stage || ' ') || 'likelihood';
UPDATE temp.rating SET score = f.value FROM correction_in_force f
 WHERE f.item = rating.risk AND f.field = iif(rating.stage = 'inherent', '', rating.stage || ' ') || 'score';

CREATE TEMP TABLE indicator AS SELECT * FROM main.indicator;
CREATE UNIQUE INDEX temp.indicator_by_id ON indicator (id);
UPDATE temp.indicator SET code = f.value FROM correction_in_force f WHERE f.item = indicator.id AND f.field = 'code';

-- A fault of the plan's that a person has answered.
CREATE TEMP TABLE anomaly AS
    SELECT n.* FROM main.anomaly n
     WHERE NOT EXISTS (SELECT 1 FROM correction_in_force f
                        WHERE f.item = n.action AND f.field = 'ref' AND n.kind IN ('homoglyph', 'duplicate-ref'));
CREATE INDEX temp.anomaly_by_edition ON anomaly (edition);
