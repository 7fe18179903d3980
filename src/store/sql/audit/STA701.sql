-- The status says one thing and the dates or the colour another.
SELECT a.id AS item, t.rag AS words, 'rag' AS field, 0 AS seq, 'is ' || t.rag || ' and was due ' || d.words || ', before ' || strftime('%d/%m/%Y', e.as_of) AS a
  FROM audit_action a JOIN action t ON t.id = a.id JOIN audit_edition e ON e.id = a.edition
       JOIN date_value d ON d.item = a.id AND d.role = 'due' AND d.last_day = a.last_due
 WHERE t.rag = 'green' AND a.is_open AND a.last_due < e.as_of AND NOT a.is_chart
UNION ALL
SELECT a.id, t.rag, 'rag', 0, 'is ' || t.rag || ' and said to be completed'
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.rag IN ('red', 'amber') AND t.status = 'completed' AND NOT a.is_chart
   AND NOT EXISTS (    -- a comment that something was delivered may be about a part of it
       SELECT 1 FROM evidence s JOIN field f ON f.id = s.field AND f.name = 'status'
              JOIN evidence p ON p.item = s.item JOIN field g ON g.id = p.field AND g.name = 'progress'
        WHERE s.item = a.id AND s.offset BETWEEN p.offset AND p.offset + p.length)
UNION ALL
SELECT a.id, NULL, 'status', 0, 'is not started, and was to start on ' || d.words || ', before ' || strftime('%d/%m/%Y', e.as_of)
  FROM audit_action a JOIN action t ON t.id = a.id JOIN audit_edition e ON e.id = a.edition
       JOIN date_value d ON d.item = a.id AND d.role = 'start' AND d.first_day = a.first_start
 WHERE t.status = 'not_started' AND a.last_start < e.as_of AND NOT a.is_chart
UNION ALL
SELECT a.id, NULL, 'status', 0, 'is said to be completed, and no date says when, as those of other rows do'
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.status = 'completed' AND NOT a.is_chart AND a.date_count = 0
   AND EXISTS (SELECT 1 FROM audit_action b JOIN date_value d ON d.item = b.id AND d.role = 'completed' AND d.last_day IS NOT NULL
                WHERE b.edition = a.edition)
