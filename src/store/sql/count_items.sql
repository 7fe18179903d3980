SELECT count(*) FROM item WHERE edition = :edition
