SELECT d.item, d.role, d.words, d.first_day, d.last_day, d.flags
  FROM date_value d
 WHERE d.item BETWEEN :item_first AND :item_last
 ORDER BY d.item, d.seq
