-- The views: for people (v_...), and for full-text search. They hold nothing of their own, so each step from an older
-- version makes them all anew.

-- ---- corrections that count ---------------------------------------------------------------------------------------

-- What people's word makes of items.
DROP VIEW IF EXISTS in_force;
CREATE VIEW in_force (item, field, value, given, correction) AS
    SELECT m.item, c.field, c.value, c.given, c.id
      FROM correction_match m JOIN correction c ON c.id = m.correction
     WHERE m.applies AND c.ended_by IS NULL;

-- ---- for full-text search ---------------------------------------------------------------------------------------

-- The words that an item is found by; an action is found by its milestones' words too, and each by what people put right.
DROP VIEW IF EXISTS search_text;
CREATE VIEW search_text (item, edition, text, more, owners) AS
    SELECT i.id, i.edition, s.title, coalesce(s.code || char(10), '') || coalesce(s.aim, '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           ''
      FROM item i JOIN section s ON s.id = i.id
     WHERE i.kind = 'section'
    UNION ALL
    SELECT i.id, i.edition, a.text,
           coalesce(a.ref || char(10), '') || coalesce(a.issue || char(10), '') || coalesce(a.measure || char(10), '')
               || coalesce(a.progress || char(10), '')
               || coalesce((SELECT group_concat(step.text, char(10))
                              FROM (SELECT text FROM milestone WHERE action = i.id ORDER BY id) AS step), '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           coalesce((SELECT group_concat(name, char(10))
                       FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = i.id ORDER BY o.seq)), '')
      FROM item i JOIN action a ON a.id = i.id
     WHERE i.kind = 'action'
    UNION ALL
    SELECT i.id, i.edition, r.text,
           coalesce(r.ref || char(10), '') || coalesce(r.consequence || char(10), '')
               || coalesce(r.mitigation || char(10), '') || coalesce(r.controls || char(10), '') || coalesce(r.notes, '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           coalesce((SELECT group_concat(name, char(10))
                       FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = i.id ORDER BY o.seq)), '')
      FROM item i JOIN risk r ON r.id = i.id
     WHERE i.kind = 'risk'
    UNION ALL
    SELECT i.id, i.edition, n.text, coalesce(n.code || char(10), '') || coalesce(n.notes, '')
               || coalesce((SELECT char(10) || group_concat(given, char(10)) FROM in_force WHERE item = i.id), ''),
           ''
      FROM item i JOIN indicator n ON n.id = i.id
     WHERE i.kind = 'indicator';

-- ---- for people: v_action and v_risk hold what the plan says, and name what was corrected -----------------------

-- Every item with its key and its plan; latest says whether its edition is its plan's last; the label holds what people put
-- right.
DROP VIEW IF EXISTS v_item;
CREATE VIEW v_item (item_key, plan, edition, latest, kind, number, label, section, line_first, line_last, document, item_id, edition_id) AS
    SELECT p.key || CASE i.kind WHEN 'document' THEN '' WHEN 'action' THEN '-' WHEN 'risk' THEN '-r' ELSE '-' || substr(i.kind, 1, 1) END
               || CASE i.kind WHEN 'document' THEN '' ELSE printf('%03d', i.number) END,
           p.key, e.number, e.number = (SELECT max(number) FROM edition WHERE plan = e.plan), i.kind, i.number,
           CASE i.kind
               WHEN 'document' THEN coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'title'), e.title, e.document)
               WHEN 'section' THEN (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'code'), code) || ' ', '')
                                               || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'title'), title, aim, '')
                                      FROM section WHERE id = i.id)
               WHEN 'action' THEN (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'ref'), ref) || ' ', '')
                                              || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'text'), text, '')
                                     FROM action WHERE id = i.id)
               WHEN 'milestone' THEN (SELECT text FROM milestone WHERE id = i.id)
               WHEN 'risk' THEN (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'ref'), ref) || ' ', '')
                                            || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'text'), text, '')
                                   FROM risk WHERE id = i.id)
               ELSE (SELECT coalesce(coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'code'), code) || ' ', '')
                               || coalesce((SELECT value FROM in_force WHERE item = i.id AND field = 'text'), text, '')
                       FROM indicator WHERE id = i.id)
           END,
           CASE i.kind
               WHEN 'section' THEN (SELECT parent FROM section WHERE id = i.id)
               WHEN 'action' THEN (SELECT section FROM action WHERE id = i.id)
               WHEN 'milestone' THEN (SELECT a.section FROM milestone m JOIN action a ON a.id = m.action WHERE m.id = i.id)
               WHEN 'risk' THEN (SELECT section FROM risk WHERE id = i.id)
               WHEN 'indicator' THEN (SELECT section FROM indicator WHERE id = i.id)
           END,
           i.line_first, i.line_last, e.document, i.id, e.id
      FROM item i JOIN edition e ON e.id = i.edition JOIN plan p ON p.id = e.plan;

DROP VIEW IF EXISTS v_plan;
CREATE VIEW v_plan (plan, title, council, date, document, edition, latest, actions, risks, indicators, line_count, encoding,
                    encoding_why, given_by_user, sha256, read_by, grammar, edition_id) AS
    SELECT p.key, e.title, c.name, e.date, e.document, e.number,
           e.number = (SELECT max(number) FROM edition WHERE plan = e.plan),
           (SELECT count(*) FROM item WHERE edition = e.id AND kind = 'action'),
           (SELECT count(*) FROM item WHERE edition = e.id AND kind = 'risk'),
           (SELECT count(*) FROM item WHERE edition = e.id AND kind = 'indicator'),
           e.line_count, e.encoding, e.encoding_why,
           trim(iif(e.council_given, 'council ', '') || iif(e.title_given, 'title ', '') || iif(e.date_given, 'date', '')),
           e.sha256, r.program, r.grammar, e.id
      FROM edition e JOIN plan p ON p.id = e.plan JOIN council c ON c.id = e.council JOIN reader r ON r.id = e.reader;

DROP VIEW IF EXISTS v_section;
CREATE VIEW v_section (section, title, plan, edition, latest, code, priority, aim, inside, line, item_id) AS
    SELECT v.item_key, s.title, v.plan, v.edition, v.latest, s.code, s.priority, s.aim,
           (SELECT coalesce(code, title) FROM section WHERE id = s.parent), v.line_first, v.item_id
      FROM v_item v JOIN section s ON s.id = v.item_id
     WHERE v.kind = 'section';

DROP VIEW IF EXISTS v_action;
CREATE VIEW v_action (action, text, plan, edition, latest, ref, section, owners, dates, start, due, status, rag, priority, measure,
                      progress, issue, milestones, line_first, line_last, document, confidence, corrected, item_id) AS
    SELECT v.item_key, a.text, v.plan, v.edition, v.latest, a.ref,
           (SELECT coalesce(code, title) FROM section WHERE id = a.section),
           (SELECT group_concat(name, '; ') FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = a.id ORDER BY o.seq)),
           (SELECT group_concat(words, '; ') FROM (SELECT words FROM date_value WHERE item = a.id ORDER BY seq)),
           (SELECT min(first_day) FROM date_value WHERE item = a.id AND role = 'start'),
           (SELECT max(last_day) FROM date_value WHERE item = a.id AND role = 'due'),
           a.status, a.rag, a.priority, a.measure, a.progress, a.issue,
           (SELECT group_concat(text, '; ') FROM (SELECT text FROM milestone WHERE action = a.id ORDER BY id)),
           v.line_first, v.line_last, v.document, a.confidence,
           (SELECT group_concat(field, '; ') FROM (SELECT field FROM in_force WHERE item = a.id ORDER BY field)), a.id
      FROM v_item v JOIN action a ON a.id = v.item_id
     WHERE v.kind = 'action';

DROP VIEW IF EXISTS v_risk;
CREATE VIEW v_risk (risk, text, plan, edition, latest, ref, section, impact, likelihood, score, residual_impact, residual_likelihood,
                    residual_score, target_impact, target_likelihood, target_score, consequence, mitigation, controls, notes, owners,
                    line_first, line_last, document, corrected, item_id) AS
    SELECT v.item_key, r.text, v.plan, v.edition, v.latest, r.ref,
           (SELECT coalesce(code, title) FROM section WHERE id = r.section),
           g.impact, g.likelihood, g.score, n.impact, n.likelihood, n.score, t.impact, t.likelihood, t.score,
           r.consequence, r.mitigation, r.controls, r.notes,
           (SELECT group_concat(name, '; ') FROM (SELECT name FROM ownership o JOIN party ON party.id = o.party WHERE o.item = r.id ORDER BY o.seq)),
           v.line_first, v.line_last, v.document,
           (SELECT group_concat(field, '; ') FROM (SELECT field FROM in_force WHERE item = r.id ORDER BY field)), r.id
      FROM v_item v JOIN risk r ON r.id = v.item_id
           LEFT JOIN rating g ON g.risk = r.id AND g.stage = 'inherent'
           LEFT JOIN rating n ON n.risk = r.id AND n.stage = 'residual'
           LEFT JOIN rating t ON t.risk = r.id AND t.stage = 'target'
     WHERE v.kind = 'risk';

DROP VIEW IF EXISTS v_indicator;
CREATE VIEW v_indicator (indicator, text, plan, edition, latest, code, section, period, value, notes, line_first, line_last,
                         document, item_id) AS
    SELECT v.item_key, n.text, v.plan, v.edition, v.latest, n.code,
           (SELECT coalesce(code, title) FROM section WHERE id = n.section),
           y.period, y.value, n.notes, v.line_first, v.line_last, v.document, n.id
      FROM v_item v JOIN indicator n ON n.id = v.item_id LEFT JOIN indicator_value y ON y.indicator = n.id
     WHERE v.kind = 'indicator';

DROP VIEW IF EXISTS v_owner;
CREATE VIEW v_owner (owner, kind, expansion, council, role, item_key, label, plan, edition, latest, line, party_id, item_id) AS
    SELECT p.name, p.kind, p.expansion, c.name, o.role, v.item_key, v.label, v.plan, v.edition, v.latest, o.line, p.id, v.item_id
      FROM ownership o JOIN party p ON p.id = o.party JOIN council c ON c.id = p.council JOIN v_item v ON v.item_id = o.item;

DROP VIEW IF EXISTS v_date;
CREATE VIEW v_date (item_key, label, role, words, first_day, last_day, flags, plan, edition, latest, line_first, item_id) AS
    SELECT v.item_key, v.label, d.role, d.words, d.first_day, d.last_day,
           trim(iif(is_by, 'by ', '') || iif(is_after, 'after ', '') || iif(is_ongoing, 'ongoing ', '')
               || iif(is_recurring, 'recurring ', '') || iif(is_invalid, 'invalid ', '') || iif(is_undated, 'undated ', '')
               || iif(is_tbc, 'tbc ', '') || iif(is_week, 'week ', '') || iif(is_ambiguous, 'ambiguous ', '')
               || iif(is_relative, 'relative ', '') || iif(is_revised, 'revised', '')),
           v.plan, v.edition, v.latest, v.line_first, v.item_id
      FROM date_value d JOIN v_item v ON v.item_id = d.item;

-- Where each value was read, with its words. Offsets are bytes, so the text is cut as bytes. A run's numbers are taken one by one,
-- for json_each is the one function of JSON's that SQLite lets the views of a database call that anybody may have made.
DROP VIEW IF EXISTS v_evidence;
CREATE VIEW v_evidence (item_key, field, seq, part, words, rule, offset, length, plan, edition, latest, document, item_id) AS
    SELECT v.item_key, (SELECT name FROM field WHERE id = x.field), x.seq, x.part,
           (SELECT CAST(substr(CAST(text AS BLOB), x.offset + 1, x.length) AS TEXT) FROM source_text WHERE edition = v.edition_id),
           (SELECT name FROM rule WHERE id = x.rule), x.offset, x.length, v.plan, v.edition, v.latest, v.document, v.item_id
      FROM (SELECT e.item, (SELECT value FROM json_each(r.value) WHERE key = 0) AS field,
                   (SELECT value FROM json_each(r.value) WHERE key = 1) AS offset,
                   (SELECT value FROM json_each(r.value) WHERE key = 2) AS length,
                   (SELECT value FROM json_each(r.value) WHERE key = 3) AS rule,
                   coalesce((SELECT value FROM json_each(r.value) WHERE key = 4), 0) AS seq,
                   coalesce((SELECT value FROM json_each(r.value) WHERE key = 5), 0) AS part
              FROM evidence e JOIN json_each(e.runs) r) AS x
           JOIN v_item v ON v.item_id = x.item;

-- Where each line of a Word file stands.
DROP VIEW IF EXISTS v_place;
CREATE VIEW v_place (plan, edition, document, line, table_number, row_number, column_number, page, edition_id) AS
    SELECT p.key, e.number, e.document, l.key + 1,
           nullif((SELECT value FROM json_each(l.value) WHERE key = 0), 0), nullif((SELECT value FROM json_each(l.value) WHERE key = 1), 0),
           nullif((SELECT value FROM json_each(l.value) WHERE key = 2), 0), (SELECT value FROM json_each(l.value) WHERE key = 3), e.id
      FROM place x JOIN edition e ON e.id = x.edition JOIN plan p ON p.id = e.plan JOIN json_each(x.lines) l;

DROP VIEW IF EXISTS v_finding;
CREATE VIEW v_finding (rule, name, severity, message, item_key, label, words, line, plan, edition, document, item_id) AS
    SELECT r.code, r.name, r.severity, f.message, v.item_key, v.label, f.words, f.line, v.plan, v.edition, v.document, v.item_id
      FROM finding f JOIN audit_rule r ON r.id = f.rule JOIN v_item v ON v.item_id = f.item;

DROP VIEW IF EXISTS v_overlap;
CREATE VIEW v_overlap (a_key, a_label, b_key, b_label, class, score, shared, a_line, b_line, a_document, b_document, overlap_id) AS
    SELECT a.item_key, a.label, b.item_key, b.label, o.class, o.score,
           (SELECT group_concat(words, '; ') FROM (SELECT words FROM overlap_evidence WHERE overlap = o.id ORDER BY seq)),
           a.line_first, b.line_first, a.document, b.document, o.id
      FROM overlap o JOIN v_item a ON a.item_id = o.a JOIN v_item b ON b.item_id = o.b;

-- Every correction there ever was. item_key: the item in the latest edition; NULL where nothing in it is what was corrected.
DROP VIEW IF EXISTS v_correction;
CREATE VIEW v_correction (number, plan, item_key, kind, words, field, was, given, value, reason, made_by, made_on, ended_by,
                          ended_on, ended_why, successor, applies) AS
    SELECT c.id, p.key, v.item_key, c.kind, c.words, c.field, c.was, c.given, c.value, c.reason, c.made_by, c.made_on, c.ended_by,
           c.ended_on, c.ended_why, c.successor, coalesce(m.applies, 0)
      FROM correction c JOIN plan p ON p.id = c.plan
           LEFT JOIN (correction_match m JOIN v_item v ON v.item_id = m.item AND v.latest) ON m.correction = c.id;
