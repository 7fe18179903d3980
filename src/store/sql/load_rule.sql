SELECT name FROM rule WHERE id = :id
