-- Two plans can share a path only by --edition-of; the one that had it last is meant.
SELECT p.id, p.key
  FROM edition e JOIN plan p ON p.id = e.plan
 WHERE e.path = :path
 ORDER BY e.id DESC
 LIMIT 1
