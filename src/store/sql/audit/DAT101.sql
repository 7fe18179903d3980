-- A day that the calendar has not: in a date that was read, or among the words that went into no field.
SELECT a.id AS item, d.words, 'date' AS field, d.seq, NULL AS offset
  FROM audit_action a CROSS JOIN date_value d ON d.item = a.id AND d.is_invalid
 WHERE a.invalid_count > 0
UNION ALL
SELECT r.id, d.words, 'date', d.seq, NULL
  FROM audit_risk r CROSS JOIN date_value d ON d.item = r.id AND d.is_invalid
UNION ALL
SELECT e.document, found('impossible_day', u.text), NULL, 0,
       u.offset + instr(CAST(u.text AS BLOB), CAST(found('impossible_day', u.text) AS BLOB)) - 1
  FROM audit_edition e CROSS JOIN audit_unread u
 WHERE found('impossible_day', u.text) IS NOT NULL
