INSERT INTO overlap (a, b, score, class)
VALUES (:item_a, :item_b, :score, :class)
