-- Most risks share one cell of the matrix, so the ratings put them in no order.
WITH cells AS (
    SELECT impact, likelihood, count(*) AS risks
      FROM audit_rating
     WHERE stage = 'inherent' AND impact IS NOT NULL AND likelihood IS NOT NULL
     GROUP BY impact, likelihood
), totals AS (
    SELECT sum(risks) AS risks FROM cells
)
SELECT e.document AS item, c.risks || ' of ' || t.risks AS a, c.likelihood || ' x ' || c.impact AS b,
       (SELECT min(line_first) FROM item WHERE edition = e.id AND kind = 'risk') AS line
  FROM audit_edition e CROSS JOIN totals t CROSS JOIN cells c
 WHERE t.risks >= :cell_risks AND c.risks > :cell_share * t.risks
