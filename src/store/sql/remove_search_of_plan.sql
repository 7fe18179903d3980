INSERT INTO item_search (item_search, rowid, text, more, owners)
SELECT 'delete', s.item, s.text, s.more, s.owners
  FROM edition e JOIN search_text s ON s.edition = e.id
 WHERE e.plan = :plan AND s.item <= :item
