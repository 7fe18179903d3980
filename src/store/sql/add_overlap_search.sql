INSERT INTO overlap_search (id, program, grammar, compared, beyond)
VALUES (1, :program, :grammar, :compared, :beyond)
