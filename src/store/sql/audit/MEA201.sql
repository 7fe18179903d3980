-- The measure cell is empty.
SELECT a.id AS item FROM audit_action a JOIN action t ON t.id = a.id WHERE a.asks_measure AND t.measure IS NULL
