DELETE FROM anomaly WHERE edition = :edition
