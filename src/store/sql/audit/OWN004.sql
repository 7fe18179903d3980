-- Initials that the plan's own key leaves out; each told once, where they stand first.
SELECT l.action AS item, l.name AS words, 'owner' AS field, l.seq, count(*) AS a,
       min(l.number) AS first
  FROM audit_lead l
 WHERE found('initials', l.name) IS NOT NULL AND l.expansion IS NULL
   AND EXISTS (SELECT 1 FROM abbreviation WHERE edition = l.edition)
   AND NOT EXISTS (SELECT 1 FROM abbreviation WHERE edition = l.edition AND code(short_form) = code(l.name))
 GROUP BY l.edition, l.name
