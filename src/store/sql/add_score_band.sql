INSERT INTO score_band (number, name, letter)
VALUES (:number, :name, :letter)
