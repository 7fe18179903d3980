SELECT x.item, x.runs
  FROM item i JOIN evidence x ON x.item = i.id
 WHERE i.edition = :edition
 ORDER BY i.kind, i.number
