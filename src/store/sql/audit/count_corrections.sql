SELECT count(*) FROM main.correction_match m JOIN main.correction c ON c.id = m.correction WHERE m.applies AND c.ended_by IS NULL
