SELECT edition, count(*) AS count FROM audit_action WHERE asks_measure GROUP BY edition
