-- Of a value read from several runs of text, the first.
SELECT offset, length FROM evidence_run WHERE item = ?1 AND field = ?2 AND seq = ?3 AND length > 0 ORDER BY part LIMIT 1
