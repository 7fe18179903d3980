-- Due outside the years that the plan covers by its title, or far from the plan's own date.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, substr(e.first_day, 1, 4) AS a, substr(e.last_day, 1, 4) AS b
  FROM audit_action a JOIN audit_edition e ON e.id = a.edition
       JOIN date_value d ON d.item = a.id AND d.role = 'due' AND (d.last_day < e.first_day OR d.first_day > e.last_day)
 WHERE a.is_open
 GROUP BY a.id
