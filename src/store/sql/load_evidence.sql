SELECT x.item, x.runs
  FROM evidence x
 WHERE x.item BETWEEN :item_first AND :item_last
 ORDER BY x.item
