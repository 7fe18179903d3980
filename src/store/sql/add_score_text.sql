INSERT INTO score_text (id, text)
VALUES (:id, :text)
