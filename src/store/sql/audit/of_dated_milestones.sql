SELECT count(DISTINCT m.id) AS dated_milestones
  FROM audit_action a CROSS JOIN milestone m ON m.action = a.id
       CROSS JOIN date_value d ON d.item = m.id AND d.role = 'due' AND d.last_day IS NOT NULL
 WHERE a.step_count > 0 AND a.last_due IS NOT NULL
   AND EXISTS (SELECT 1 FROM date_value o
                WHERE o.item = a.id AND o.role = 'due' AND o.last_day IS NOT NULL
                  AND o.words NOT IN (SELECT s.words FROM date_value s JOIN milestone n ON n.id = s.item WHERE n.action = a.id))
