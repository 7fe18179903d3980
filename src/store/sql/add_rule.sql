INSERT INTO rule (name)
VALUES (:name)
