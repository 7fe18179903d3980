SELECT r.id, r.ref, r.text, r.section, r.consequence, r.mitigation, r.controls, r.notes, r.has_owner_column
  FROM risk r
 WHERE r.id BETWEEN :item_first AND :item_last
 ORDER BY r.id
