INSERT INTO field (id, name)
VALUES (:id, :name)
