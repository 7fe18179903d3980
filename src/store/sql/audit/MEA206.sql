-- Runs for long without a step on the way.
SELECT a.id AS item, CAST((julianday(a.last_due) - julianday(a.first_start)) / 30.4 AS INTEGER) AS a
  FROM audit_action a
 WHERE a.is_open AND NOT a.is_chart AND julianday(a.last_due) - julianday(a.first_start) > :milestone_days
   AND NOT EXISTS (SELECT 1 FROM milestone WHERE action = a.id)
   AND EXISTS (SELECT 1 FROM item i WHERE i.edition = a.edition AND i.kind = 'milestone')
