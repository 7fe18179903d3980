SELECT r.edition, count(DISTINCT r.id) AS count
  FROM audit_risk r JOIN rating g ON g.risk = r.id
 WHERE g.impact IS NOT NULL AND g.likelihood IS NOT NULL
 GROUP BY r.edition
HAVING count(DISTINCT r.id) >= :cell_risks
