DELETE FROM council
 WHERE id NOT IN (SELECT council FROM edition)
   AND NOT EXISTS (SELECT 1 FROM party WHERE council = council.id)
