-- Text that went into no field; told once a plan.
SELECT e.document AS item, count(*) AS a, sum(c.length) AS b, min(c.offset) AS offset
  FROM audit_edition e JOIN account c ON c.edition = e.id
       JOIN line_use u ON u.id = c.use AND u.name = 'unread'
 WHERE found('words', cut(e.id, c.offset, c.length)) IS NOT NULL
 GROUP BY e.id
