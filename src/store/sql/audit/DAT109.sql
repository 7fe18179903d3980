-- An action that waits for another starts before that one ends.
WITH pairs AS (
    SELECT a.id AS waits, b.id AS first, l.seq, l.code AS words, a.id AS cites
      FROM audit_action a JOIN action t ON t.id = a.id JOIN link l ON l.action = a.id AND l.target = 'action'
           JOIN audit_action b ON b.edition = a.edition AND b.ref = l.code AND b.id <> a.id
     WHERE code(found('waits_for', t.text)) = code(l.code)
    UNION ALL
    SELECT b.id, a.id, l.seq, l.code, a.id
      FROM audit_action a JOIN action t ON t.id = a.id JOIN link l ON l.action = a.id AND l.target = 'action'
           JOIN audit_action b ON b.edition = a.edition AND b.ref = l.code AND b.id <> a.id
     WHERE code(found('feeds', t.text)) = code(l.code)
)
SELECT w.id AS item, coalesce(w.ref, w.number) AS words, f.ref AS a, strftime('%d/%m/%Y', f.last_due) AS b, w.first_start AS hint_day
  FROM pairs p JOIN audit_action w ON w.id = p.waits JOIN audit_action f ON f.id = p.first
 WHERE w.first_start < f.last_due
 GROUP BY w.id, f.id
