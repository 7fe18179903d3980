SELECT edition, count(*) AS count FROM audit_action WHERE ref IS NOT NULL GROUP BY edition
