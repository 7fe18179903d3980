SELECT id FROM reader WHERE program = :program AND grammar = :grammar
