INSERT INTO risk_action (id, risk, action, relation, near, score)
SELECT c0, c1, c2, CASE c3 WHEN 0 THEN 'threatens' ELSE 'mitigated_by' END, CASE c4 WHEN 1 THEN 'section' WHEN 2 THEN 'around' END, c5 / 1e6
  FROM row_feed(:rows)
