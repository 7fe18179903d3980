-- FTS5 finds the words to forget by being told them again.
INSERT INTO item_search (item_search, rowid, text, more, owners)
SELECT 'delete', item, text, more, owners FROM search_text WHERE edition = :edition
