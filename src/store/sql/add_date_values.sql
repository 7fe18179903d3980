INSERT INTO date_value (item, seq, flags, role, words, first_day, last_day)
SELECT c0, c1, c2, t0, t1, t2, t3 FROM row_feed(:rows)
