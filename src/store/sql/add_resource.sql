INSERT INTO resource (action, seq, who, percent)
VALUES (:action, :seq, :who, :percent)
