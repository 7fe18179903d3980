SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN audit_edition e ON e.id = a.edition
 WHERE a.last_due IS NOT NULL AND e.first_day IS NOT NULL
 GROUP BY a.edition
