-- Told once of a measure that a whole improvement shares. A measure that nothing can be held against: no number, no date, no thing delivered, no indicator.
SELECT min(a.id) AS item, t.measure AS words, 'measure' AS field, 0 AS seq
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE t.measure IS NOT NULL AND NOT a.is_chart AND found('measurable', t.measure) IS NULL AND found('unfilled', t.measure) IS NULL
 GROUP BY a.edition, a.section, t.measure
