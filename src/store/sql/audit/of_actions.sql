SELECT edition, count(*) AS count FROM audit_action WHERE NOT is_chart GROUP BY edition
