INSERT INTO resource (action, seq, percent, who)
SELECT c0, c1, real, t0 FROM row_feed(:rows)
