SELECT table_number, in_table, in_row, in_column FROM table_place WHERE edition = :edition ORDER BY table_number
