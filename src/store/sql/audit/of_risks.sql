SELECT edition, count(*) AS count FROM audit_risk GROUP BY edition
