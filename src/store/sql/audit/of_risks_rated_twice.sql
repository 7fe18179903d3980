SELECT r.edition, count(DISTINCT r.id) AS count
  FROM audit_risk r JOIN rating g ON g.risk = r.id AND g.stage = 'inherent' JOIN rating n ON n.risk = r.id AND n.stage <> 'inherent'
 GROUP BY r.edition
