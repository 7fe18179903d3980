SELECT id
  FROM party
 WHERE council = :council AND name = :name AND coalesce(kind, '') = coalesce(:kind, '')
   AND coalesce(expansion, '') = coalesce(:expansion, '')
