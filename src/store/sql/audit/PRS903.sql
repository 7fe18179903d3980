-- Text that went into no field; told once a plan.
SELECT e.document AS item, count(*) AS a, sum(u.length) AS b, min(u.offset) AS offset
  FROM audit_edition e CROSS JOIN audit_unread u
 WHERE found('words', u.text) IS NOT NULL
 GROUP BY e.id
