INSERT INTO action (id, section, has_owner_column, has_date_column, has_measure_column, confidence, kind, ref, text, issue, priority,
                    status, rag, measure, progress)
SELECT c0, c1, c2, c3, c4, real, t0, t1, t2, t3, t4, t5, t6, t7, t8 FROM row_feed(:rows)
