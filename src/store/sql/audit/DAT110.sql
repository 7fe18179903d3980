-- Two or more revised dates in the row, or two or more moves between the plan's editions.
WITH third (edition, plan, number) AS (
    SELECT e.id, e.plan, e.number
      FROM audit_edition e JOIN edition o ON o.plan = e.plan AND o.number <= e.number
     GROUP BY e.id HAVING count(*) > 2
), said AS MATERIALIZED (    -- every due date of each edition so far, by the words of its row
    SELECT t.edition, plain(s.text) AS words, coalesce(s.ref, '') AS ref, d.last_day
      FROM third t JOIN edition o ON o.plan = t.plan AND o.number <= t.number
           JOIN item i ON i.edition = o.id AND i.kind = 'action' JOIN action s ON s.id = i.id AND s.kind = 'action'
           JOIN date_value d ON d.item = s.id AND d.role = 'due' AND d.last_day IS NOT NULL AND NOT d.is_revised
), moves AS (
    SELECT edition, words, ref, count(DISTINCT last_day) - 1 AS moves
      FROM said GROUP BY edition, words, ref HAVING count(DISTINCT last_day) - 1 >= :date_moves
)
SELECT d.item, d.words, 'date' AS field, max(d.seq) AS seq, count(*) AS a
  FROM date_value d JOIN audit_action a ON a.id = d.item
 WHERE d.is_revised
 GROUP BY d.item
HAVING count(*) >= :date_moves
UNION ALL
SELECT a.id, d.words, 'date', min(d.seq), m.moves
  FROM moves m JOIN audit_action a ON a.edition = m.edition AND coalesce(a.ref, '') = m.ref
       JOIN action t ON t.id = a.id AND plain(t.text) = m.words
       JOIN date_value d ON d.item = a.id AND d.role = 'due'
 WHERE NOT EXISTS (SELECT 1 FROM date_value WHERE item = a.id AND is_revised)
 GROUP BY a.id
HAVING count(*) = 1
