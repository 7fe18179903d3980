INSERT INTO milestone (id, action, text)
SELECT c0, c1, t0 FROM row_feed(:rows)
