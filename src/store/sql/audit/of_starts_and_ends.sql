SELECT edition, count(*) AS count FROM audit_action WHERE first_start IS NOT NULL AND last_due IS NOT NULL GROUP BY edition
