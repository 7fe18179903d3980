INSERT INTO line_use (id, name)
VALUES (:id, :name)
