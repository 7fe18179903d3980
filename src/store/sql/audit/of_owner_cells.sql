SELECT edition, count(*) AS count FROM audit_action WHERE asks_owner GROUP BY edition
