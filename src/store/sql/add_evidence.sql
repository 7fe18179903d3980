INSERT INTO evidence (item, runs) SELECT c0, t0 FROM row_feed(:rows)
