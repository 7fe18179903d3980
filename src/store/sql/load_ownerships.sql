SELECT o.item, p.name, p.kind, p.expansion, o.role, o.line
  FROM item i JOIN ownership o ON o.item = i.id JOIN party p ON p.id = o.party
 WHERE i.edition = :edition
 ORDER BY i.kind, i.number, o.seq
