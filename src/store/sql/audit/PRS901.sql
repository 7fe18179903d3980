-- A letter of another alphabet in a code: in one that was read, or among the words that went into no field.
SELECT coalesce(n.action, e.document) AS item, n.words, n.line AS line, NULL AS offset
  FROM audit_edition e JOIN anomaly n ON n.edition = e.id AND n.kind = 'homoglyph'
UNION ALL
SELECT e.document, found('foreign_code', cut(e.id, c.offset, c.length)), NULL,
       c.offset + instr(CAST(cut(e.id, c.offset, c.length) AS BLOB), CAST(found('foreign_code', cut(e.id, c.offset, c.length)) AS BLOB)) - 1
  FROM audit_edition e JOIN account c ON c.edition = e.id JOIN line_use u ON u.id = c.use AND u.name = 'unread'
 WHERE found('foreign_code', cut(e.id, c.offset, c.length)) IS NOT NULL
