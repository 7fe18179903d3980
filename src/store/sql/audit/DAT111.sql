-- One month holds more of the plan's due dates than can be looked after.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, count(DISTINCT a.id) AS a, substr(a.last_due, 1, 7) AS b,
       min(a.number) AS first
  FROM audit_action a JOIN date_value d ON d.item = a.id AND d.role = 'due' AND d.last_day = a.last_due
 WHERE a.is_open AND NOT a.is_chart
 GROUP BY a.edition, substr(a.last_due, 1, 7)
HAVING count(DISTINCT a.id) > :month_actions
