-- A measure leans on an indicator that the plan's table of indicators has not, or an indicator has no figure at all.
SELECT min(a.id) AS item, found('indicator', a.measure) AS words, 'measure' AS field, 0 AS seq, 'the plan''s table has no such indicator' AS a
  FROM audit_action a
 WHERE EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind = 'indicator')
   AND a.measure IS NOT NULL AND found('indicator', a.measure) IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind = 'indicator' CROSS JOIN indicator n ON n.id = i.id
                    WHERE code(n.code) = code(found('indicator', a.measure)))
 GROUP BY a.section, a.measure
UNION ALL
SELECT n.id, coalesce(n.code, n.text), iif(n.code IS NULL, 'text', 'code'), 0, 'it has no figure, so no target'
  FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind = 'indicator' CROSS JOIN indicator n ON n.id = i.id
 WHERE NOT EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator = n.id AND v.value GLOB '*[0-9]*')
