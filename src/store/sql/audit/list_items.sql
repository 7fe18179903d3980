SELECT id, kind, number, line_first FROM item WHERE edition = (SELECT id FROM audit_edition) ORDER BY id
