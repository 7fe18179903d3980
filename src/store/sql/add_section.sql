INSERT INTO section (id, code, title, priority, aim, parent)
VALUES (:item, :code, :title, :priority, :aim, :parent)
