-- Rows that were read with doubt: how many, told once a plan at the most doubtful.
SELECT a.id AS item, count(*) AS a, CAST(min(t.confidence) * 100 AS INTEGER) AS b
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.confidence < :doubtful_confidence AND NOT a.is_chart
 GROUP BY a.edition
