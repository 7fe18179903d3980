SELECT edition, sum(date_count) AS count FROM audit_action WHERE date_count > 0 GROUP BY edition
