-- High priority and nobody's time or money, neither on the row nor on another of its improvement.
SELECT a.id AS item, 'priority' AS field, 0 AS seq
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.priority = 'high' AND NOT a.is_chart AND a.is_open
   AND a.edition IN (SELECT b.edition FROM resource r JOIN audit_action b ON b.id = r.action)
   AND NOT EXISTS (SELECT 1 FROM resource WHERE action = a.id)
