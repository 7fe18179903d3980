SELECT count(*) AS owners FROM (SELECT DISTINCT name, kind, expansion FROM audit_lead)
