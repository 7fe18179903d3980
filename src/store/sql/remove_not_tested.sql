DELETE FROM not_tested WHERE edition = :edition
