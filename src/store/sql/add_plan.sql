INSERT INTO plan (key)
VALUES (:key)
