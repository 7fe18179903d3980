SELECT e.id AS edition, count(*) AS count
  FROM audit_edition e JOIN item i ON i.edition = e.id AND i.kind = 'indicator'
 GROUP BY e.id
