-- A row of dashes is nothing that could have an owner, a date or a measure, and neither is one that the plan turns down.
INSERT INTO audit_action
SELECT a.id, i.edition, i.number, a.section, a.ref, a.kind = 'chart',
       a.status IS NOT 'completed' AND a.status IS NOT 'cancelled' AND coalesce(d.completed, 0) = 0 AND NOT a.is_declined,
       d.first_start, d.last_start, d.first_due, d.last_due, coalesce(d.count, 0), coalesce(d.says_when, 0),
       (SELECT count(*) FROM ownership WHERE item = a.id AND role = 'lead'),
       (SELECT count(*) FROM link WHERE action = a.id), (SELECT count(*) FROM link WHERE action = a.id AND target = 'outside'),
       a.has_owner_column AND a.is_asked, a.has_date_column AND a.is_asked, a.has_measure_column AND a.is_asked
  FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind = 'action'
       JOIN (SELECT *, found('declined', progress) IS NOT NULL AS is_declined,
                    kind = 'action' AND (text IS NULL OR text GLOB '*[0-9A-Za-z]*') AND found('declined', progress) IS NULL AS is_asked
               FROM action) AS a ON a.id = i.id
       LEFT JOIN (SELECT item, count(*) AS count, max(role = 'completed') AS completed,
                         max(role <> 'start' AND NOT is_tbc) AS says_when,
                         min(iif(role = 'start', first_day, NULL)) AS first_start,
                         max(iif(role = 'start', first_day, NULL)) AS last_start,
                         min(iif(role = 'due', first_day, NULL)) AS first_due,
                         max(iif(role = 'due', last_day, NULL)) AS last_due
                    FROM date_value GROUP BY item) AS d ON d.item = a.id;

INSERT INTO audit_lead
SELECT a.edition, a.id, a.number, a.is_open, a.is_chart, o.seq, p.id, p.name, p.kind, p.expansion
  FROM audit_action a CROSS JOIN ownership o ON o.item = a.id AND o.role = 'lead' CROSS JOIN party p ON p.id = o.party;
CREATE INDEX temp.audit_lead_by_name ON audit_lead (edition, name, action);
CREATE INDEX temp.audit_lead_by_action ON audit_lead (action);

-- A placeholder is no value, so it stands among the words that are none: within the row, or right behind it.
INSERT INTO audit_unowned
SELECT u.id, found('placeholder', cut(u.edition, c.offset, c.length)), min(c.offset)
  FROM (SELECT a.id, a.edition, min(x.offset) AS first, max(x.offset + x.length) AS last
          FROM audit_action a LEFT JOIN evidence x ON x.item = a.id
         WHERE a.asks_owner AND a.lead_count = 0
         GROUP BY a.id) AS u
       LEFT JOIN account c ON c.edition = u.edition AND c.offset BETWEEN u.first AND u.last + 3
                          AND found('placeholder', cut(u.edition, c.offset, c.length)) IS NOT NULL
 GROUP BY u.id;

INSERT INTO audit_puzzle
SELECT DISTINCT r.id
  FROM (SELECT a.id, a.edition, min(x.offset) AS first, max(x.offset + x.length) AS last
          FROM audit_action a JOIN evidence x ON x.item = a.id
         WHERE a.asks_date AND NOT a.says_when
         GROUP BY a.id) AS r
       JOIN account c ON c.edition = r.edition AND c.offset BETWEEN r.first AND r.last
       JOIN line_use u ON u.id = c.use AND u.name = 'unread'
 WHERE found('dated', cut(r.edition, c.offset, c.length)) IS NOT NULL;
