INSERT INTO ownership (item, seq, party, role, line)
VALUES (:item, :seq, :party, :role, :line)
