INSERT INTO anomaly (edition, seq, kind, line, words, action)
VALUES (:edition, :seq, :kind, :line, :words, :action)
