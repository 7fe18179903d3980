INSERT INTO place (edition, lines) VALUES (:edition, :text)
