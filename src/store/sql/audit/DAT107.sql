-- A duration that only a wrong year explains: with the start's year as the rows around it have it, the duration is like theirs.
WITH likely AS (
    SELECT id, number, days, first_start, last_due,
           substr(start_before, 1, 4) AS year_before, substr(start_after, 1, 4) AS year_after
      FROM audit_action
     WHERE days > :duration_days AND NOT is_chart
), meant AS (
    SELECT *, coalesce(year_after, year_before) || substr(first_start, 5) AS start_meant FROM likely
     WHERE coalesce(year_before, year_after) = coalesce(year_after, year_before)
)
SELECT m.id AS item, d.words, 'date' AS field, min(d.seq) AS seq, CAST(m.days / 30.4 AS INTEGER) AS a,
       substr(d.words, 1, length(d.words) - 2) || substr(m.start_meant, 3, 2) AS hint
  FROM meant m CROSS JOIN date_value d ON d.item = m.id AND d.role = 'start' AND d.first_day = m.first_start
 WHERE substr(m.first_start, 1, 4) <> substr(m.start_meant, 1, 4)
   AND m.start_meant <= m.last_due AND julianday(m.last_due) - julianday(m.start_meant) <= 366
   AND substr(d.words, -2) = substr(m.first_start, 3, 2)
 GROUP BY m.number
