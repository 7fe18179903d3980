INSERT INTO indicator_value (indicator, seq, period, value)
SELECT c0, c1, t0, t1 FROM row_feed(:rows)
