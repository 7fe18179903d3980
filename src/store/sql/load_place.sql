SELECT lines FROM place WHERE edition = :edition
