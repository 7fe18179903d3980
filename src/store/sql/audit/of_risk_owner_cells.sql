SELECT edition, count(*) AS count FROM audit_risk WHERE has_owner_column GROUP BY edition
