-- The nameless council of a plan, from an edition of it that does not name one either.
SELECT c.id
  FROM edition e JOIN council c ON c.id = e.council
 WHERE e.plan = :plan AND c.name IS NULL
 ORDER BY c.id
 LIMIT 1
