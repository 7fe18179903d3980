INSERT INTO action_exposure (action, rule, weight, findings)
VALUES (:action, :rule, :weight, :findings)
