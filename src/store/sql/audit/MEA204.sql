-- An action that opens with a verb of no outcome, and nothing in its measure or steps says what there will be.
SELECT a.id AS item, found('vague', t.text) AS words, 'text' AS field, 0 AS seq
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE NOT a.is_chart AND found('vague', t.text) IS NOT NULL
   AND found('measurable', coalesce(t.measure, '')) IS NULL AND found('measurable', t.text) IS NULL
   AND NOT EXISTS (SELECT 1 FROM milestone WHERE action = a.id)
