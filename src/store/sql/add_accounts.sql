INSERT INTO account (edition, offset, length, use, repeat_of)
SELECT :edition, c0, c1, c2, c3 FROM row_feed(:rows)
