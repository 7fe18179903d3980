SELECT d.correction, d.words, d.first_day, d.last_day, d.flags
  FROM correction c JOIN corrected_date d ON d.correction = c.id
 WHERE c.plan = :plan
 ORDER BY c.id, d.seq
