-- Rated on one axis only. Where the whole register is, that is told once, of the plan.
WITH half AS (
    SELECT r.id, r.edition, iif(g.impact IS NULL, 'impact', 'likelihood') AS missing
      FROM audit_risk r JOIN rating g ON g.risk = r.id AND g.stage = 'inherent'
     WHERE (g.impact IS NULL) <> (g.likelihood IS NULL)
), counts AS (
    SELECT h.edition, count(*) AS halves, (SELECT count(*) FROM audit_risk WHERE edition = h.edition) AS risks, min(h.id) AS first
      FROM half h GROUP BY h.edition
)
SELECT h.id AS item, 'no ' || h.missing AS a, NULL AS line
  FROM half h JOIN counts c ON c.edition = h.edition
 WHERE c.halves < c.risks OR c.risks < 3
UNION ALL
SELECT e.document, 'none of its ' || c.risks || ' risks says a ' || h.missing, (SELECT line_first FROM item WHERE id = c.first)
  FROM counts c JOIN audit_edition e ON e.id = c.edition JOIN half h ON h.id = c.first
 WHERE c.halves = c.risks AND c.risks >= 3
