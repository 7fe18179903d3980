-- Makes the tables those of the edition :edition.
DELETE FROM audit_edition;
DELETE FROM audit_dates;
DELETE FROM audit_action;
DELETE FROM audit_lead;
DELETE FROM audit_unread;
DELETE FROM audit_unowned;
DELETE FROM audit_puzzle;
DELETE FROM audit_risk;
DELETE FROM audit_rating;

INSERT INTO audit_edition (id, plan, number, document, as_of, plan_date, first_day, last_day)
SELECT e.id, e.plan, e.number, i.id, coalesce(:as_of, date(e.date)), date(e.date),
       iif(p.years IS NULL, date(e.date, '-' || :period_years || ' years'), substr(p.years, 1, 4) || '-01-01'),
       iif(p.years IS NULL, date(e.date, '+' || :period_years || ' years'),
           CAST(substr(substr(p.years, 1, 4), 1, 2) || substr(p.years, -2) AS INTEGER) + 1 || '-03-31')
  FROM edition e JOIN item i ON i.edition = e.id AND i.kind = 'document',
       (SELECT found('period', (SELECT title FROM edition WHERE id = :edition)) AS years) AS p
 WHERE e.id = :edition;

INSERT INTO audit_dates
SELECT i.number, count(*), sum(d.is_invalid), sum(d.is_revised), sum(d.is_ongoing OR d.is_recurring),
       max(d.role <> 'start' AND NOT d.is_tbc), max(d.role = 'completed'), max(d.last_day) FILTER (WHERE d.role = 'completed'),
       min(d.first_day) FILTER (WHERE d.role = 'start'), max(d.first_day) FILTER (WHERE d.role = 'start'),
       min(d.first_day) FILTER (WHERE d.role = 'due'), min(d.last_day) FILTER (WHERE d.role = 'due'),
       max(d.first_day) FILTER (WHERE d.role = 'due'), max(d.last_day) FILTER (WHERE d.role = 'due')
  FROM item i CROSS JOIN date_value d ON d.item = i.id
 WHERE i.edition = :edition AND i.kind = 'action'
 GROUP BY i.number;

-- A row of dashes is nothing that could have an owner, a date or a measure, and neither is one that the plan turns down.
INSERT INTO audit_action
SELECT a.number, a.id, a.kind = 'chart',
       a.status IS NOT 'completed' AND a.status IS NOT 'cancelled' AND coalesce(d.is_completed, 0) = 0 AND NOT a.is_declined,
       a.has_owner_column AND a.is_asked, a.has_date_column AND a.is_asked, a.has_measure_column AND a.is_asked,
       (SELECT count(*) FROM ownership WHERE item = a.id AND role = 'lead'),
       (SELECT count(*) FROM link WHERE action = a.id), (SELECT count(*) FROM link WHERE action = a.id AND target = 'outside'),
       (SELECT count(*) FROM milestone WHERE action = a.id), (SELECT count(*) FROM resource WHERE action = a.id),
       coalesce(d.date_count, 0), coalesce(d.invalid_count, 0), coalesce(d.revised_count, 0), coalesce(d.endless_count, 0),
       coalesce(d.says_when, 0), d.completed_day, d.first_start, d.last_start, d.first_due, d.first_due_end, d.last_due_begin, d.last_due,
       julianday(d.last_due) - julianday(d.first_start),
       a.section, a.ref, letters(a.ref), figure(a.ref), a.priority, a.status, a.rag, a.confidence, a.measure, a.text
  FROM (SELECT i.number, t.*, found('declined', t.progress) IS NOT NULL AS is_declined,
               t.kind = 'action' AND (t.text IS NULL OR t.text GLOB '*[0-9A-Za-z]*') AND found('declined', t.progress) IS NULL AS is_asked
          FROM item i CROSS JOIN action t ON t.id = i.id
         WHERE i.edition = :edition AND i.kind = 'action') AS a
       LEFT JOIN audit_dates d ON d.number = a.number;

INSERT INTO audit_lead
SELECT p.name, a.number, o.seq, a.id, a.is_open, a.is_chart, p.id, found('everybody', p.name) IS NOT NULL, p.kind, p.expansion
  FROM audit_action a CROSS JOIN ownership o ON o.item = a.id AND o.role = 'lead' CROSS JOIN party p ON p.id = o.party
 WHERE a.lead_count > 0;

INSERT INTO audit_unread
SELECT offset, length, cut(offset, length) FROM account
 WHERE edition = :edition AND use = (SELECT id FROM line_use WHERE name = 'unread');

-- A placeholder is no value, so it stands among the words that are none: within the row, or right behind it.
INSERT INTO audit_unowned
SELECT u.id, found('placeholder', cut(c.offset, c.length)), min(c.offset)
  FROM (SELECT a.id, min(x.offset) AS first, max(x.offset + x.length) AS last
          FROM audit_action a LEFT JOIN evidence x ON x.item = a.id
         WHERE a.asks_owner AND a.lead_count = 0
         GROUP BY a.number) AS u
       LEFT JOIN account c ON c.edition = :edition AND c.offset BETWEEN u.first AND u.last + 3
                          AND found('placeholder', cut(c.offset, c.length)) IS NOT NULL
 GROUP BY u.id;

INSERT INTO audit_puzzle
SELECT DISTINCT r.id
  FROM (SELECT a.id, min(x.offset) AS first, max(x.offset + x.length) AS last
          FROM audit_action a JOIN evidence x ON x.item = a.id
         WHERE a.asks_date AND NOT a.says_when
         GROUP BY a.number) AS r
       JOIN audit_unread u ON u.offset BETWEEN r.first AND r.last
 WHERE found('dated', u.text) IS NOT NULL;

INSERT INTO audit_risk
SELECT i.number, r.id, r.has_owner_column, r.consequence IS NOT NULL, r.mitigation IS NOT NULL, r.controls IS NOT NULL, r.text
  FROM item i CROSS JOIN risk r ON r.id = i.id
 WHERE i.edition = :edition AND i.kind = 'risk';

INSERT INTO audit_rating
SELECT r.number, g.stage, r.id, g.impact, g.likelihood, g.score, level(g.impact), level(g.likelihood), level(g.score)
  FROM audit_risk r CROSS JOIN rating g ON g.risk = r.id;
