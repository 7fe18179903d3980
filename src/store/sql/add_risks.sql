INSERT INTO risk (id, section, has_owner_column, ref, text, consequence, mitigation, controls, notes)
SELECT c0, c1, c2, t0, t1, t2, t3, t4, t5 FROM row_feed(:rows)
