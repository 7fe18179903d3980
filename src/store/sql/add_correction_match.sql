INSERT INTO correction_match (correction, item, applies)
VALUES (:id, :item, :applies)
