INSERT INTO risk_action (risk, action, relation, near, score)
SELECT c0, c1, CASE c2 WHEN 0 THEN 'threatens' ELSE 'mitigated_by' END, CASE c3 WHEN 1 THEN 'section' WHEN 2 THEN 'around' END, c4 / 1e6
  FROM row_feed(:rows)
