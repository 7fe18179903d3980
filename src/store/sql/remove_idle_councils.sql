DELETE FROM council
 WHERE NOT EXISTS (SELECT 1 FROM edition WHERE council = council.id)
   AND NOT EXISTS (SELECT 1 FROM party WHERE council = council.id)
