SELECT table_number, column_number, words FROM table_heading WHERE edition = :edition ORDER BY table_number, column_number
