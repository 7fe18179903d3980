SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN resource r ON r.action = a.id
 WHERE r.percent IS NOT NULL AND a.first_start IS NOT NULL AND a.last_due IS NOT NULL
 GROUP BY a.edition
