INSERT INTO anomaly (edition, seq, line, action, kind, words)
SELECT c0, c1, c2, c3, t0, t1 FROM row_feed(:rows)
