-- After controls, or as aimed at, a rating stands above the one before, by an axis or by the score.
WITH steps AS (
    SELECT a.id, a.stage AS before, b.stage AS after,
           a.impact_level AS impact_before, b.impact_level AS impact_after,
           a.likelihood_level AS likelihood_before, b.likelihood_level AS likelihood_after,
           a.score_level AS score_before, b.score_level AS score_after
      FROM audit_rating a CROSS JOIN audit_rating b ON b.number = a.number
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
