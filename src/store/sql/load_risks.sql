SELECT r.id, r.ref, r.text, r.section, r.consequence, r.mitigation, r.controls, r.notes, r.has_owner_column
  FROM item i JOIN risk r ON r.id = i.id
 WHERE i.edition = :edition AND i.kind = 'risk'
 ORDER BY i.number
