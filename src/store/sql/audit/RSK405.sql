-- The printed score is not what the register's own sum gives: likelihood times impact, or plus it, whichever most of its rows bear out.
WITH scores AS (
    SELECT id, stage, score, impact_level AS impact, likelihood_level AS likelihood, score_level AS printed
      FROM audit_rating
     WHERE typeof(impact_level) = 'integer' AND typeof(likelihood_level) = 'integer' AND typeof(score_level) = 'integer'
), ways AS (
    SELECT count(*) AS rows, sum(printed = impact * likelihood) AS products, sum(printed = impact + likelihood) AS sums FROM scores
), expected AS (
    SELECT s.*, iif(w.products >= w.sums, s.impact * s.likelihood, s.impact + s.likelihood) AS right_score,
           iif(w.products >= w.sums, ' x ', ' + ') AS sign
      FROM ways w CROSS JOIN scores s
     WHERE max(w.products, w.sums) * 2 > w.rows
)
SELECT id AS item, score AS words, stage || ' score' AS field, 0 AS seq, stage AS a,
       likelihood || sign || impact || ' = ' || right_score AS b, right_score AS hint
  FROM expected
 WHERE printed <> right_score
