INSERT INTO restoring (record) SELECT record FROM export_record WHERE id = :id
