SELECT m.id, m.action, m.text
  FROM item i JOIN milestone m ON m.id = i.id
 WHERE i.edition = :edition AND i.kind = 'milestone'
 ORDER BY i.number
