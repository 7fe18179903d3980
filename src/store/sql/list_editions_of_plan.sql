SELECT id FROM edition WHERE plan = :plan ORDER BY number
