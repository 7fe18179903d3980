INSERT INTO reader (program, grammar)
VALUES (:program, :grammar)
