-- High priority and nobody's time or money, neither on the row nor on another of its improvement.
SELECT id AS item, 'priority' AS field, 0 AS seq
  FROM audit_action
 WHERE priority = 'high' AND NOT is_chart AND is_open AND resource_count = 0
   AND EXISTS (SELECT 1 FROM audit_action WHERE resource_count > 0)
