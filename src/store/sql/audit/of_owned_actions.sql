SELECT edition, count(*) AS count FROM audit_action WHERE lead_count > 0 AND NOT is_chart GROUP BY edition
