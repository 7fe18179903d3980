DELETE FROM item WHERE edition = :edition
