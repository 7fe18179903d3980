SELECT l.action, l.code, l.target
  FROM item i JOIN link l ON l.action = i.id
 WHERE i.edition = :edition AND i.kind = 'action'
 ORDER BY i.number, l.seq
