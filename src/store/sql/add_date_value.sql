INSERT INTO date_value (item, seq, role, words, first_day, last_day, flags)
VALUES (:item, :seq, :role, :words, :first_day, :last_day, :flags)
