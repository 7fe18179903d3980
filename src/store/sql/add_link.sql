INSERT INTO link (action, seq, code, target)
VALUES (:action, :seq, :code, :target)
