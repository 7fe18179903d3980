SELECT edition, count(DISTINCT party) AS count
  FROM audit_lead l
 WHERE found('initials', name) IS NOT NULL AND EXISTS (SELECT 1 FROM abbreviation WHERE edition = l.edition)
 GROUP BY edition
