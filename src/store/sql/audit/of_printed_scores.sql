SELECT r.edition, count(*) AS count
  FROM audit_risk r JOIN rating g ON g.risk = r.id
 WHERE typeof(level(g.impact)) = 'integer' AND typeof(level(g.likelihood)) = 'integer' AND typeof(level(g.score)) = 'integer'
 GROUP BY r.edition
