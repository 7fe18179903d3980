-- A code in the plan's own style that no row or section has.
SELECT l.action AS item, l.code AS words, 'link' AS field, l.seq
  FROM audit_action a CROSS JOIN link l ON l.action = a.id AND l.target = 'broken'
 WHERE a.link_count > a.outside_count
