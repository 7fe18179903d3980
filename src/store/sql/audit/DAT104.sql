-- Nothing but "ongoing" or "quarterly": no end, no day on which it is looked at, and none that comes first.
SELECT a.id AS item, d.words, 'date' AS field, min(d.seq) AS seq
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND (d.is_ongoing OR d.is_recurring)
                               AND (d.last_day IS NULL OR found('dated_first', d.words) IS NULL)
 WHERE a.endless_count > 0 AND a.is_open AND NOT a.is_chart
   AND NOT EXISTS (SELECT 1 FROM date_value n WHERE n.item = a.id AND n.role <> 'start' AND n.last_day IS NOT NULL
                      AND NOT (n.is_ongoing AND n.role = 'due'))
 GROUP BY a.number
