SELECT d.item, d.role, d.words, d.first_day, d.last_day, d.is_by, d.is_after, d.is_ongoing, d.is_recurring,
       d.is_invalid, d.is_undated, d.is_tbc, d.is_week, d.is_ambiguous, d.is_relative, d.is_revised
  FROM item i JOIN date_value d ON d.item = i.id
 WHERE i.edition = :edition
 ORDER BY i.kind, i.number, d.seq
