-- Two or more revised dates in the row, or two or more moves between the plan's editions.
WITH third AS (    -- the edition, where there are enough before it
    SELECT e.plan, e.number FROM audit_edition e CROSS JOIN edition o ON o.plan = e.plan AND o.number <= e.number
     GROUP BY e.id HAVING count(*) > 2
), said AS MATERIALIZED (    -- every due date of each edition so far, by the words of its row
    SELECT plain(s.text) AS words, coalesce(s.ref, '') AS ref, d.last_day
      FROM third t CROSS JOIN edition o ON o.plan = t.plan AND o.number <= t.number
           CROSS JOIN item i ON i.edition = o.id AND i.kind = 'action' CROSS JOIN action s ON s.id = i.id AND s.kind = 'action'
           CROSS JOIN date_value d ON d.item = s.id AND d.role = 'due' AND d.last_day IS NOT NULL AND NOT d.is_revised
), moves AS (
    SELECT words, ref, count(DISTINCT last_day) - 1 AS moves
      FROM said GROUP BY words, ref HAVING count(DISTINCT last_day) - 1 >= :date_moves
)
SELECT d.item, d.words, 'date' AS field, max(d.seq) AS seq, count(*) AS a
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND d.is_revised
 WHERE a.revised_count >= :date_moves
 GROUP BY a.number
UNION ALL
SELECT a.id, d.words, 'date', min(d.seq), m.moves
  FROM moves m CROSS JOIN audit_action a ON coalesce(a.ref, '') = m.ref AND plain(a.text) = m.words
       CROSS JOIN date_value d ON d.item = a.id AND d.role = 'due'
 WHERE a.revised_count = 0
 GROUP BY a.number
HAVING count(*) = 1
