INSERT INTO council (name)
VALUES (:name)
