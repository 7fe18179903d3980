INSERT INTO indicator (id, section, code, text, notes)
SELECT c0, c1, t0, t1, t2 FROM row_feed(:rows)
