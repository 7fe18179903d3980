INSERT INTO indicator (id, code, text, section, notes)
VALUES (:item, :code, :text, :section, :notes)
