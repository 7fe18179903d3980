SELECT e.id, p.key, e.number = (SELECT max(number) FROM edition WHERE plan = e.plan), p.id
  FROM edition e JOIN plan p ON p.id = e.plan
 ORDER BY p.key, e.number
