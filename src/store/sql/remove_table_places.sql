DELETE FROM table_place WHERE edition = :edition
