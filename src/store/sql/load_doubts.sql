SELECT d.item, d.field, d.other, d.confidence, d.offset, d.length
  FROM item i JOIN doubt d ON d.item = i.id
 WHERE i.edition = :edition
 ORDER BY i.kind, i.number, d.seq
