-- The start lies after the last day of the due date.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq,
       (SELECT words FROM date_value WHERE item = a.id AND role = 'due' AND last_day = a.last_due) AS a
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND d.role = 'start' AND d.first_day > a.last_due
 WHERE a.last_start > a.last_due
 GROUP BY a.number
