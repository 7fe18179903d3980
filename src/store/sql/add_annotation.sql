INSERT INTO annotation (edition, seq, kind, line, author, words)
VALUES (:edition, :seq, :kind, :line, :author, :words)
