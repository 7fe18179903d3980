-- An action that opens with a verb of no outcome, and nothing in its measure or steps says what there will be.
SELECT id AS item, found('vague', text) AS words, 'text' AS field, 0 AS seq
  FROM audit_action
 WHERE NOT is_chart AND step_count = 0 AND found('vague', text) IS NOT NULL
   AND found('measurable', coalesce(measure, '')) IS NULL AND found('measurable', text) IS NULL
