-- Rows that were read with doubt: how many, told once a plan at the most doubtful.
SELECT id AS item, count(*) AS a, CAST(min(confidence) * 100 AS INTEGER) AS b
  FROM audit_action
 WHERE confidence < :doubtful_confidence AND NOT is_chart
 GROUP BY is_chart
