SELECT count(DISTINCT party) AS owners FROM audit_lead
