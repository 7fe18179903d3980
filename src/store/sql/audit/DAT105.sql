-- Due before the day that is counted from, and not said to be done.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, strftime('%d/%m/%Y', (SELECT as_of FROM audit_edition)) AS a
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND d.role = 'due' AND d.last_day = a.last_due
 WHERE a.is_open AND NOT a.is_chart AND a.endless_count = 0 AND a.last_due < (SELECT as_of FROM audit_edition)
 GROUP BY a.number
