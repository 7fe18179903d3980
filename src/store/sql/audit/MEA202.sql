-- Told once of a measure that a whole improvement shares. A measure that nothing can be held against: no number, no date, no thing delivered, no indicator.
SELECT min(id) AS item, measure AS words, 'measure' AS field, 0 AS seq
  FROM audit_action
 WHERE measure IS NOT NULL AND NOT is_chart AND found('measurable', measure) IS NULL AND found('unfilled', measure) IS NULL
 GROUP BY section, measure
