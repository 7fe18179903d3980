SELECT iif(max(s.code IS NOT NULL), count(*), 0) AS refs_in_sections
  FROM audit_action a CROSS JOIN section s ON s.id = a.section
 WHERE a.ref IS NOT NULL AND NOT a.is_chart
