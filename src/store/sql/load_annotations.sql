SELECT kind, line, author, words FROM annotation WHERE edition = :edition ORDER BY seq
