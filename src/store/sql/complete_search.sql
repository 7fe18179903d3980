INSERT INTO item_search (rowid, text, more, owners)
SELECT item, text, more, owners FROM search_text WHERE item > :item
