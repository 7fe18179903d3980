INSERT INTO risk_action (risk, action, relation, score)
VALUES (:risk, :action, :relation, :score)
