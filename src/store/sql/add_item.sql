INSERT INTO item (id, edition, kind, number, line_first, line_last)
VALUES (:item, :edition, :kind, :number, :line_first, :line_last)
