SELECT edition, kind, number, line_first FROM item WHERE id = ?1
