-- Due outside the years that the plan covers by its title, or far from the plan's own date.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, substr(e.first_day, 1, 4) AS a, substr(e.last_day, 1, 4) AS b
  FROM audit_action a CROSS JOIN audit_edition e
       CROSS JOIN date_value d ON d.item = a.id AND d.role = 'due' AND (d.last_day < e.first_day OR d.first_day > e.last_day)
 WHERE a.is_open AND (a.first_due_end < (SELECT first_day FROM audit_edition) OR a.last_due_begin > (SELECT last_day FROM audit_edition))
 GROUP BY a.number
