INSERT INTO risk_action_reason (link, seq, kind, share, words)
SELECT c0, c1, c2, c3 / 1e6, c4 FROM row_feed(:rows)
