SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE (t.status IS NOT NULL OR t.rag IS NOT NULL) AND NOT a.is_chart
 GROUP BY a.edition
