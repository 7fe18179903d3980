INSERT INTO overlap_compared (item)
VALUES (:item)
