INSERT INTO overlap_search (id, program, grammar)
VALUES (1, :program, :grammar)
