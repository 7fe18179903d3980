SELECT edition, count(*) AS count
  FROM audit_action
 WHERE NOT is_chart
 GROUP BY edition
HAVING sum(outside_count > 0) >= :citing_share * count(*)
