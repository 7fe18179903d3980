INSERT INTO overlap_evidence (overlap, seq, words)
VALUES (:overlap, :seq, :words)
