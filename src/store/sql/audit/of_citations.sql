SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN link l ON l.action = a.id
 WHERE l.target <> 'outside'
 GROUP BY a.edition
