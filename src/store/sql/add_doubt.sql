INSERT INTO doubt (item, seq, field, other, confidence, offset, length)
VALUES (:item, :seq, :field, :other, :confidence, :offset, :length)
