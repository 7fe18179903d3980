CREATE INDEX risk_action_by_risk ON risk_action (risk);
CREATE INDEX risk_action_by_action ON risk_action (action);
