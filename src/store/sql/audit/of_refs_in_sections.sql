SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN section s ON s.id = a.section
 WHERE a.ref IS NOT NULL AND NOT a.is_chart
 GROUP BY a.edition
HAVING max(s.code IS NOT NULL)
