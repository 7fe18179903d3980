INSERT INTO abbreviation (edition, seq, short_form, meaning)
VALUES (:edition, :seq, :short_form, :meaning)
