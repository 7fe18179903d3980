SELECT 1 FROM search_text WHERE item > :item LIMIT 1
