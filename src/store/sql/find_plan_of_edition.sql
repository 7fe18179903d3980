SELECT plan FROM edition WHERE id = :edition
