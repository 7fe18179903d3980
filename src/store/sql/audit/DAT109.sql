-- An action that waits for another starts before that one ends.
WITH pairs AS (
    SELECT a.number AS waits, b.number AS first
      FROM audit_action a CROSS JOIN link l ON l.action = a.id AND l.target = 'action'
           CROSS JOIN audit_action b ON b.ref = l.code AND b.number <> a.number
     WHERE a.link_count > a.outside_count AND code(found('waits_for', a.text)) = code(l.code)
    UNION ALL
    SELECT b.number, a.number
      FROM audit_action a CROSS JOIN link l ON l.action = a.id AND l.target = 'action'
           CROSS JOIN audit_action b ON b.ref = l.code AND b.number <> a.number
     WHERE a.link_count > a.outside_count AND code(found('feeds', a.text)) = code(l.code)
)
SELECT w.id AS item, coalesce(w.ref, w.number) AS words, f.ref AS a, strftime('%d/%m/%Y', f.last_due) AS b
  FROM pairs p CROSS JOIN audit_action w ON w.number = p.waits CROSS JOIN audit_action f ON f.number = p.first
 WHERE w.first_start < f.last_due
 GROUP BY w.number, f.number
