SELECT edition, count(*) AS count FROM audit_action WHERE last_due IS NOT NULL AND NOT is_chart GROUP BY edition
