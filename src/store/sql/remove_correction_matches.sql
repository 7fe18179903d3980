DELETE FROM correction_match WHERE item IN (SELECT id FROM item WHERE edition = :edition)
