SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN action t ON t.id = a.id
 WHERE a.date_count > 0 AND (found('waits_for', t.text) IS NOT NULL OR found('feeds', t.text) IS NOT NULL)
   AND EXISTS (SELECT 1 FROM link WHERE action = a.id AND target = 'action')
 GROUP BY a.edition
