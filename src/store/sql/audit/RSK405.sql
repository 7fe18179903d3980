-- The printed score is not what the register's own sum gives: likelihood times impact, or plus it, whichever most of its rows bear out.
WITH scores AS (
    SELECT r.id, r.edition, g.stage, g.score, level(g.impact) AS impact, level(g.likelihood) AS likelihood, level(g.score) AS printed
      FROM audit_risk r JOIN rating g ON g.risk = r.id
     WHERE typeof(level(g.impact)) = 'integer' AND typeof(level(g.likelihood)) = 'integer' AND typeof(level(g.score)) = 'integer'
), ways AS (
    SELECT edition, count(*) AS rows, sum(printed = impact * likelihood) AS products, sum(printed = impact + likelihood) AS sums
      FROM scores GROUP BY edition
), expected AS (
    SELECT s.*, iif(w.products >= w.sums, s.impact * s.likelihood, s.impact + s.likelihood) AS right_score,
           iif(w.products >= w.sums, ' x ', ' + ') AS sign
      FROM scores s JOIN ways w ON w.edition = s.edition
     WHERE max(w.products, w.sums) * 2 > w.rows
)
SELECT id AS item, score AS words, stage || ' score' AS field, 0 AS seq, stage AS a,
       likelihood || sign || impact || ' = ' || right_score AS b, right_score AS hint
  FROM expected
 WHERE printed <> right_score
