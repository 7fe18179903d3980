INSERT INTO evidence (item, field, seq, part, rule, offset, length)
VALUES (:item, :field, :seq, :part, :rule, :offset, :length)
