DELETE FROM source_text WHERE edition = :edition
