SELECT n.id, n.code, n.text, n.section, n.notes
  FROM item i JOIN indicator n ON n.id = i.id
 WHERE i.edition = :edition AND i.kind = 'indicator'
 ORDER BY i.number
