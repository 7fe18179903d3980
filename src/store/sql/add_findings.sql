INSERT INTO finding (rule, item, line, message, words)
SELECT c0, c1, c2, t0, t1 FROM row_feed(:rows)
