-- The owner cell of the risk is empty.
SELECT r.id AS item FROM audit_risk r
 WHERE r.has_owner_column AND NOT EXISTS (SELECT 1 FROM ownership WHERE item = r.id)
