SELECT a.edition, count(*) AS count
  FROM audit_action a
 WHERE a.first_start IS NOT NULL AND a.last_due IS NOT NULL AND NOT a.is_chart
   AND EXISTS (SELECT 1 FROM item i WHERE i.edition = a.edition AND i.kind = 'milestone')
 GROUP BY a.edition
