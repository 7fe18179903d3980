SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.priority = 'high' AND NOT a.is_chart
   AND a.edition IN (SELECT b.edition FROM resource r JOIN audit_action b ON b.id = r.action)
 GROUP BY a.edition
