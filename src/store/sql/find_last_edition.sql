SELECT max(number) FROM edition WHERE plan = :plan
