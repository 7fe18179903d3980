-- Initials that the plan's own key leaves out; each told once, where they stand first.
SELECT l.action AS item, l.name AS words, 'owner' AS field,
       (SELECT min(o.seq) FROM ownership o CROSS JOIN party p ON p.id = o.party
         WHERE o.item = l.action AND o.role = 'lead' AND p.name = l.name) AS seq,
       count(*) AS a, min(l.number) AS first
  FROM audit_lead l
 WHERE EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN abbreviation b ON b.edition = e.id)
   AND l.expansion IS NULL AND found('initials', l.name) IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN abbreviation b ON b.edition = e.id WHERE code(b.short_form) = code(l.name))
 GROUP BY l.name
