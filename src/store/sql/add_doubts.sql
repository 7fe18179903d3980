INSERT INTO doubt (item, seq, offset, length, confidence, field, other)
SELECT c0, c1, c2, c3, real, t0, t1 FROM row_feed(:rows)
