SELECT l.action, l.code, l.target
  FROM link l
 WHERE l.action BETWEEN :item_first AND :item_last
 ORDER BY l.action, l.seq
