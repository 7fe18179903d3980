SELECT d.correction, d.words, d.first_day, d.last_day, d.is_by, d.is_after, d.is_ongoing, d.is_recurring,
       d.is_invalid, d.is_undated, d.is_tbc, d.is_week, d.is_ambiguous, d.is_relative, d.is_revised
  FROM correction c JOIN corrected_date d ON d.correction = c.id
 WHERE c.plan = :plan
 ORDER BY c.id, d.seq
