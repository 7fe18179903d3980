INSERT INTO source_text (edition, text)
VALUES (:edition, :text)
