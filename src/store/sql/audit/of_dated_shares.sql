SELECT count(*) AS dated_shares
  FROM audit_action a CROSS JOIN resource r ON r.action = a.id
 WHERE a.resource_count > 0 AND a.first_start IS NOT NULL AND a.last_due IS NOT NULL AND r.percent IS NOT NULL
