SELECT v.item_key, v.kind, v.label, v.plan, v.document, v.line_first,
       snippet(item_search, -1, char(2), char(3), '...', 16)
  FROM item_search JOIN v_item v ON v.item_id = item_search.rowid
 WHERE item_search MATCH :words AND v.latest
 ORDER BY bm25(item_search, 4.0, 1.0, 2.0), v.plan, v.kind, v.number
 LIMIT :limit
