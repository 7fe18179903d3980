SELECT count(*) AS dependencies
  FROM audit_action a
 WHERE a.date_count > 0 AND a.link_count > a.outside_count
   AND (found('waits_for', a.text) IS NOT NULL OR found('feeds', a.text) IS NOT NULL)
   AND EXISTS (SELECT 1 FROM link WHERE action = a.id AND target = 'action')
