INSERT INTO place (edition, line, table_number, row_number, column_number, page)
SELECT :edition, c0, c1, c2, c3, c4 FROM row_feed(:rows)
