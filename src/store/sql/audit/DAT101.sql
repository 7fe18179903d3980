-- A day that the calendar has not: in a date that was read, or among the words that went into no field.
SELECT d.item, d.words, 'date' AS field, d.seq, NULL AS offset
  FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind IN ('action', 'risk')
       JOIN date_value d ON d.item = i.id AND d.is_invalid
UNION ALL
SELECT e.document, found('impossible_day', cut(e.id, c.offset, c.length)), NULL, 0,
       c.offset + instr(CAST(cut(e.id, c.offset, c.length) AS BLOB), CAST(found('impossible_day', cut(e.id, c.offset, c.length)) AS BLOB)) - 1
  FROM audit_edition e JOIN account c ON c.edition = e.id JOIN line_use u ON u.id = c.use AND u.name = 'unread'
 WHERE found('impossible_day', cut(e.id, c.offset, c.length)) IS NOT NULL
