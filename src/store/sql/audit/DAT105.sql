-- Due before the day that is counted from, and not said to be done.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, strftime('%d/%m/%Y', e.as_of) AS a
  FROM audit_action a JOIN audit_edition e ON e.id = a.edition
       JOIN date_value d ON d.item = a.id AND d.role = 'due' AND d.last_day = a.last_due
 WHERE a.is_open AND NOT a.is_chart AND a.last_due < e.as_of
   AND NOT EXISTS (SELECT 1 FROM date_value n WHERE n.item = a.id AND (n.is_ongoing OR n.is_recurring))
 GROUP BY a.id
