INSERT INTO corrected_date (correction, seq, words, first_day, last_day, flags)
VALUES (:id, :seq, :words, :first_day, :last_day, :flags)
