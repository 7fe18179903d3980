INSERT INTO milestone (id, action, text)
VALUES (:item, :action, :text)
