INSERT INTO not_tested (edition, rule, why)
VALUES (:edition, :rule, :why)
