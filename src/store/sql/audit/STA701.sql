-- The status says one thing and the dates or the colour another.
SELECT a.id AS item, a.rag AS words, 'rag' AS field, 0 AS seq, 'is ' || a.rag || ' and was due ' || d.words || ', before ' || strftime('%d/%m/%Y', (SELECT as_of FROM audit_edition)) AS a
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND d.role = 'due' AND d.last_day = a.last_due
 WHERE a.rag = 'green' AND a.is_open AND a.last_due < (SELECT as_of FROM audit_edition) AND NOT a.is_chart
UNION ALL
SELECT a.id, a.rag, 'rag', 0, 'is ' || a.rag || ' and said to be completed'
  FROM audit_action a
 WHERE a.rag IN ('red', 'amber') AND a.status = 'completed' AND NOT a.is_chart
   AND NOT EXISTS (    -- a comment that something was delivered may be about a part of it
       SELECT 1 FROM evidence_run s JOIN field f ON f.id = s.field AND f.name = 'status'
              JOIN evidence_run p ON p.item = s.item JOIN field g ON g.id = p.field AND g.name = 'progress'
        WHERE s.item = a.id AND s.offset BETWEEN p.offset AND p.offset + p.length)
UNION ALL
SELECT a.id, NULL, 'status', 0, 'is not started, and was to start on ' || d.words || ', before ' || strftime('%d/%m/%Y', (SELECT as_of FROM audit_edition))
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND d.role = 'start' AND d.first_day = a.first_start
 WHERE a.status = 'not_started' AND a.last_start < (SELECT as_of FROM audit_edition) AND NOT a.is_chart
UNION ALL
SELECT id, NULL, 'status', 0, 'is said to be completed, and no date says when, as those of other rows do'
  FROM audit_action
 WHERE status = 'completed' AND NOT is_chart AND date_count = 0
   AND EXISTS (SELECT 1 FROM audit_action WHERE completed IS NOT NULL)
