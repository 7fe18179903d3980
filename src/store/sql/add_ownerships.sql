INSERT INTO ownership (item, seq, party, line, role)
SELECT c0, c1, c2, c3, t0 FROM row_feed(:rows)
