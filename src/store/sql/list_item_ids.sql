SELECT id FROM item WHERE edition = :edition AND kind = :kind ORDER BY number
