-- One month holds more of the plan's due dates than can be looked after; told at the first of them.
WITH crowded AS (
    SELECT id, last_due, min(number) AS first, count(*) AS actions
      FROM audit_action
     WHERE is_open AND NOT is_chart AND last_due IS NOT NULL
     GROUP BY substr(last_due, 1, 7)
    HAVING count(*) > :month_actions
)
SELECT c.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, c.actions AS a, substr(c.last_due, 1, 7) AS b
  FROM crowded c CROSS JOIN date_value d ON d.item = c.id AND d.role = 'due' AND d.last_day = c.last_due
 GROUP BY c.first
