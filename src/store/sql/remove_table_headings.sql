DELETE FROM table_heading WHERE edition = :edition
