SELECT id FROM council WHERE name = :name
