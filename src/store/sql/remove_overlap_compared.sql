DELETE FROM overlap_compared WHERE item IN (SELECT id FROM item WHERE edition = :edition)
