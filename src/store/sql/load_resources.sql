SELECT r.action, r.who, r.percent
  FROM item i JOIN resource r ON r.action = i.id
 WHERE i.edition = :edition AND i.kind = 'action'
 ORDER BY i.number, r.seq
