-- At some action's start the shares of one person's time add up to more than the whole.
WITH shares AS (
    SELECT a.id, a.edition, a.first_start, a.last_due, r.who, r.percent, r.seq
      FROM audit_action a JOIN resource r ON r.action = a.id
     WHERE r.percent IS NOT NULL AND a.first_start IS NOT NULL AND a.last_due IS NOT NULL AND NOT a.is_chart
)
SELECT s.id AS item, s.who AS words, 'resource' AS field, s.seq, CAST(total AS INTEGER) AS a, strftime('%m/%Y', month) AS b
  FROM (SELECT x.id, x.edition, x.who, x.seq, x.first_start AS month,
               (SELECT sum(percent) FROM shares y
                 WHERE y.edition = x.edition AND y.who = x.who AND y.first_start <= x.first_start AND y.last_due >= x.first_start) AS total
          FROM shares x) AS s
 WHERE s.total > 100
 GROUP BY s.edition, s.who
HAVING s.month = min(s.month)
