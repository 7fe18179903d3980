DELETE FROM plan WHERE id = :plan
