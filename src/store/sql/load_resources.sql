SELECT r.action, r.who, r.percent
  FROM resource r
 WHERE r.action BETWEEN :item_first AND :item_last
 ORDER BY r.action, r.seq
