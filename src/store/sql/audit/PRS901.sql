-- A letter of another alphabet in a code: in one that was read, or among the words that went into no field.
SELECT coalesce(n.action, e.document) AS item, n.words, n.line AS line, NULL AS offset
  FROM audit_edition e CROSS JOIN anomaly n ON n.edition = e.id AND n.kind = 'homoglyph'
UNION ALL
SELECT e.document, found('foreign_code', u.text), NULL,
       u.offset + instr(CAST(u.text AS BLOB), CAST(found('foreign_code', u.text) AS BLOB)) - 1
  FROM audit_edition e CROSS JOIN audit_unread u
 WHERE found('foreign_code', u.text) IS NOT NULL
