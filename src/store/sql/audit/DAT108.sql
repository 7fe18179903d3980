-- A step is due after the whole action is, by the action's own date: one that is no step's.
SELECT m.id AS item, d.words, 'date' AS field, d.seq, strftime('%d/%m/%Y', max(o.last_day)) AS a
  FROM audit_action a CROSS JOIN milestone m ON m.action = a.id
       CROSS JOIN date_value d ON d.item = m.id AND d.role = 'due' AND d.last_day IS NOT NULL
       CROSS JOIN date_value o ON o.item = a.id AND o.role = 'due' AND o.last_day IS NOT NULL
 WHERE a.step_count > 0 AND a.last_due IS NOT NULL
   AND o.words NOT IN (SELECT s.words FROM date_value s JOIN milestone n ON n.id = s.item WHERE n.action = a.id AND s.words IS NOT NULL)
 GROUP BY m.id, d.seq
HAVING d.first_day > max(o.last_day)
