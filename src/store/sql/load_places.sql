SELECT line, table_number, row_number, column_number, page FROM place WHERE edition = :edition ORDER BY line
