-- Rated on one axis only. Where the whole register is, that is told once, of the plan.
WITH half AS (
    SELECT id, iif(impact IS NULL, 'impact', 'likelihood') AS missing
      FROM audit_rating
     WHERE stage = 'inherent' AND (impact IS NULL) <> (likelihood IS NULL)
), counts AS (
    SELECT count(*) AS halves, (SELECT count(*) FROM audit_risk) AS risks, min(id) AS first FROM half
)
SELECT h.id AS item, 'no ' || h.missing AS a, NULL AS line
  FROM counts c CROSS JOIN half h
 WHERE c.halves < c.risks OR c.risks < 3
UNION ALL
SELECT e.document, 'none of its ' || c.risks || ' risks says a ' || h.missing, (SELECT line_first FROM item WHERE id = c.first)
  FROM audit_edition e CROSS JOIN counts c CROSS JOIN half h ON h.id = c.first
 WHERE c.halves = c.risks AND c.risks >= 3
