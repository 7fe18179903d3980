-- The plan ties its rows to recommendations; this one is tied to none.
SELECT id AS item
  FROM audit_action
 WHERE NOT is_chart AND link_count = 0
   AND (SELECT sum(outside_count > 0) >= :citing_share * count(*) FROM audit_action WHERE NOT is_chart)
