INSERT INTO rating (risk, stage, impact, likelihood, score, impact_text, likelihood_text)
SELECT c0, t0, t1, t2, t3, t4, t5 FROM row_feed(:rows)
