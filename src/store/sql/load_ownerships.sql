SELECT o.item, p.name, p.kind, p.expansion, o.role, o.line
  FROM ownership o CROSS JOIN party p ON p.id = o.party
 WHERE o.item BETWEEN :item_first AND :item_last
 ORDER BY o.item, o.seq
