SELECT compared, beyond FROM overlap_search WHERE program = :program AND grammar = :grammar
