-- After controls, or as aimed at, a rating stands above the one before, by an axis or by the score.
WITH steps AS (
    SELECT r.id, a.stage AS before, b.stage AS after,
           level(a.impact) AS impact_before, level(b.impact) AS impact_after,
           level(a.likelihood) AS likelihood_before, level(b.likelihood) AS likelihood_after,
           level(a.score) AS score_before, level(b.score) AS score_after
      FROM audit_risk r JOIN rating a ON a.risk = r.id JOIN rating b ON b.risk = r.id
     WHERE (a.stage = 'inherent' AND b.stage IN ('residual', 'target')) OR (a.stage = 'residual' AND b.stage = 'target')
), rises AS (
    SELECT id, before, after, 'impact' AS axis, impact_before AS was, impact_after AS is_now FROM steps
    UNION ALL SELECT id, before, after, 'likelihood', likelihood_before, likelihood_after FROM steps
    UNION ALL SELECT id, before, after, 'score', score_before, score_after FROM steps
)
SELECT id AS item, after || ' ' || axis AS a, before AS b, after || ' ' || axis AS field, 0 AS seq
  FROM rises
 WHERE typeof(was) = typeof(is_now) AND is_now > was
 GROUP BY id, after
