SELECT text FROM source_text WHERE edition = :edition
