INSERT INTO table_place (edition, table_number, in_table, in_row, in_column)
SELECT :edition, c0, c1, c2, c3 FROM row_feed(:rows)
