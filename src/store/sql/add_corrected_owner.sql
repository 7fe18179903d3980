INSERT INTO corrected_owner (correction, seq, name, kind, expansion)
VALUES (:id, :seq, :name, :kind, :expansion)
