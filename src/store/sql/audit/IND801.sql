-- A measure leans on an indicator that the plan's table of indicators has not, or an indicator has no figure at all.
SELECT min(a.id) AS item, found('indicator', t.measure) AS words, 'measure' AS field, 0 AS seq, 'the plan''s table has no such indicator' AS a
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE found('indicator', t.measure) IS NOT NULL
   AND EXISTS (SELECT 1 FROM item i WHERE i.edition = a.edition AND i.kind = 'indicator')
   AND NOT EXISTS (SELECT 1 FROM item i JOIN indicator n ON n.id = i.id
                    WHERE i.edition = a.edition AND i.kind = 'indicator' AND code(n.code) = code(found('indicator', t.measure)))
 GROUP BY a.edition, a.section, t.measure
UNION ALL
SELECT n.id, coalesce(n.code, n.text), iif(n.code IS NULL, 'text', 'code'), 0, 'it has no figure, so no target'
  FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind = 'indicator' JOIN indicator n ON n.id = i.id
 WHERE NOT EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator = n.id AND v.value GLOB '*[0-9]*')
