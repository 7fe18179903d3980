SELECT o.correction, o.name, o.kind, o.expansion
  FROM correction c JOIN corrected_owner o ON o.correction = c.id
 WHERE c.plan = :plan
 ORDER BY c.id, o.seq
