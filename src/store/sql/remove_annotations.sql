DELETE FROM annotation WHERE edition = :edition
