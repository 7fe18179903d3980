INSERT INTO risk_action_reason (risk, action, relation, seq, kind, share, words)
VALUES (:risk, :action, :relation, :seq, :kind, :share, :words)
