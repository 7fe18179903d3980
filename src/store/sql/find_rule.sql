SELECT id FROM rule WHERE name = :name
