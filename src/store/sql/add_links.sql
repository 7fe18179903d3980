INSERT INTO link (action, seq, code, target)
SELECT c0, c1, t0, t1 FROM row_feed(:rows)
