INSERT INTO action_exposure (action, rule, weight, findings)
SELECT c0, c1, c2 / 1e6, c3 FROM row_feed(:rows)
