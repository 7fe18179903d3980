-- Told once of a measure that a whole improvement shares. A target that was left open.
SELECT min(id) AS item, found('unfilled', measure) AS words, 'measure' AS field, 0 AS seq
  FROM audit_action
 WHERE measure IS NOT NULL AND found('unfilled', measure) IS NOT NULL
 GROUP BY section, measure
