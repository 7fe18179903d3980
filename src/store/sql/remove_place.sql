DELETE FROM place WHERE edition = :edition
