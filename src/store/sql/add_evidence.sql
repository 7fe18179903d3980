INSERT INTO evidence (item, field, seq, part, rule, offset, length)
SELECT c0, c1, c2, c3, c4, c5, c6 FROM row_feed(:rows)
