INSERT INTO item (id, edition, kind, number, line_first, line_last)
SELECT c0, :edition, :kind, c1, c2, c3 FROM row_feed(:rows)
