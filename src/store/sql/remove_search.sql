-- FTS5 finds the words to forget by being told them again; items that it was not told of yet it must not be told to forget.
INSERT INTO item_search (item_search, rowid, text, more, owners)
SELECT 'delete', item, text, more, owners FROM search_text WHERE edition = :edition AND item <= :item
