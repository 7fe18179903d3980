SELECT count(*) AS risks, sum(has_owner_column) AS risk_owner_cells FROM audit_risk
