SELECT c.id, p.key, c.kind, c.words, c.ref, c.twin, c.sha256, c.field, c.was, c.given, c.value, c.reason, c.made_by, c.made_on,
       c.ended_by, c.ended_on, c.ended_why, c.successor
  FROM plan p JOIN correction c ON c.plan = p.id
 WHERE p.id = :plan
 ORDER BY c.id
