INSERT INTO account (edition, offset, length, use, repeat_of)
VALUES (:edition, :offset, :length, :use, :repeat_of)
