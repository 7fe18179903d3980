INSERT INTO party (council, name, kind, expansion)
VALUES (:council, :name, :kind, :expansion)
