SELECT x.item, x.field, x.seq, x.rule, x.offset, x.length
  FROM item i JOIN evidence x ON x.item = i.id
 WHERE i.edition = :edition
 ORDER BY i.kind, i.number, x.field, x.seq, x.part
