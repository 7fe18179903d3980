SELECT 1 FROM item WHERE id > :item AND kind <> 'document' AND kind <> 'milestone' LIMIT 1
