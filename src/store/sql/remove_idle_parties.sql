DELETE FROM party
 WHERE council = :council AND NOT EXISTS (SELECT 1 FROM ownership WHERE party = party.id)
