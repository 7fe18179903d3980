-- Most risks share one cell of the matrix, so the ratings put them in no order.
WITH cells AS (
    SELECT r.edition, g.impact, g.likelihood, count(*) AS risks
      FROM audit_risk r JOIN rating g ON g.risk = r.id AND g.stage = 'inherent'
     WHERE g.impact IS NOT NULL AND g.likelihood IS NOT NULL
     GROUP BY r.edition, g.impact, g.likelihood
), totals AS (
    SELECT edition, sum(risks) AS risks FROM cells GROUP BY edition
)
SELECT e.document AS item, c.risks || ' of ' || t.risks AS a, c.likelihood || ' x ' || c.impact AS b,
       (SELECT min(line_first) FROM item WHERE edition = c.edition AND kind = 'risk') AS line
  FROM cells c JOIN totals t ON t.edition = c.edition JOIN audit_edition e ON e.id = c.edition
 WHERE t.risks >= :cell_risks AND c.risks > :cell_share * t.risks
