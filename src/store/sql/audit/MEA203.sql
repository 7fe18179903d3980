-- Told once of a measure that a whole improvement shares. A target that was left open.
SELECT min(a.id) AS item, found('unfilled', t.measure) AS words, 'measure' AS field, 0 AS seq
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.measure IS NOT NULL AND found('unfilled', t.measure) IS NOT NULL
 GROUP BY a.edition, a.section, t.measure
