SELECT edition, count(DISTINCT party) AS count FROM audit_lead GROUP BY edition
