-- The owner cell is empty.
SELECT id AS item FROM audit_unowned WHERE placeholder IS NULL
