DELETE FROM abbreviation WHERE edition = :edition
