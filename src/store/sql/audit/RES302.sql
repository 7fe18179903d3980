-- At some action's start the shares of one person's time add up to more than the whole.
WITH shares AS (
    SELECT a.id, a.first_start, a.last_due, r.who, r.percent, r.seq
      FROM audit_action a CROSS JOIN resource r ON r.action = a.id
     WHERE a.resource_count > 0 AND a.first_start IS NOT NULL AND a.last_due IS NOT NULL AND NOT a.is_chart AND r.percent IS NOT NULL
)
SELECT s.id AS item, s.who AS words, 'resource' AS field, s.seq, CAST(total AS INTEGER) AS a, strftime('%m/%Y', month) AS b
  FROM (SELECT x.id, x.who, x.seq, x.first_start AS month,
               (SELECT sum(percent) FROM shares y
                 WHERE y.who = x.who AND y.first_start <= x.first_start AND y.last_due >= x.first_start) AS total
          FROM shares x) AS s
 WHERE s.total > 100
 GROUP BY s.who
HAVING s.month = min(s.month)
