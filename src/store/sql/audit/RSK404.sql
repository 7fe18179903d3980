-- The owner cell of the risk is empty.
SELECT id AS item FROM audit_risk r WHERE has_owner_column AND NOT EXISTS (SELECT 1 FROM ownership WHERE item = r.id)
