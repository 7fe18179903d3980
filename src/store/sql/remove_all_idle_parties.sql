DELETE FROM party WHERE NOT EXISTS (SELECT 1 FROM ownership WHERE party = party.id)
