INSERT INTO score_scheme (name, title, source)
VALUES (:name, :title, :source)
