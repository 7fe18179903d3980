SELECT id, kind, line_first, line_last FROM item WHERE edition = :edition ORDER BY kind, number
