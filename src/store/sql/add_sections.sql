INSERT INTO section (id, parent, code, title, priority, aim)
SELECT c0, c1, t0, t1, t2, t3 FROM row_feed(:rows)
