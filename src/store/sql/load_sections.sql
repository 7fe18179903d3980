SELECT s.id, s.code, s.title, s.priority, s.aim, s.parent
  FROM item i JOIN section s ON s.id = i.id
 WHERE i.edition = :edition AND i.kind = 'section'
 ORDER BY i.number
