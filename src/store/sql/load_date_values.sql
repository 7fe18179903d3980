SELECT d.item, d.role, d.words, d.first_day, d.last_day, d.flags
  FROM item i JOIN date_value d ON d.item = i.id
 WHERE i.edition = :edition
 ORDER BY i.kind, i.number, d.seq
