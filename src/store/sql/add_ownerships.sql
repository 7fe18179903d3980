INSERT INTO ownership (item, seq, party, role, line)
SELECT c0, c1, c2, iif(c3, :support, :lead), c4 FROM row_feed(:rows)
