SELECT a.edition, count(*) AS count
  FROM audit_action a JOIN audit_edition e ON e.id = a.edition
 WHERE a.last_due IS NOT NULL AND NOT a.is_chart
   AND (e.id IN (SELECT x.id FROM audit_edition x JOIN edition o ON o.plan = x.plan AND o.number <= x.number GROUP BY x.id HAVING count(*) > 2)
        OR e.id IN (SELECT i.edition FROM date_value d JOIN item i ON i.id = d.item WHERE d.is_revised))
 GROUP BY a.edition
