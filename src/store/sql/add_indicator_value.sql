INSERT INTO indicator_value (indicator, seq, period, value)
VALUES (:indicator, :seq, :period, :value)
