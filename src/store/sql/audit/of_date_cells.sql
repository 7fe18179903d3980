SELECT edition, count(*) AS count FROM audit_action WHERE asks_date GROUP BY edition
