SELECT id, kind, number, line_first FROM item WHERE edition = ?1 ORDER BY kind, number
