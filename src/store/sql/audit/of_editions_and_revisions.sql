SELECT count(*) AS editions_and_revisions
  FROM audit_action
 WHERE last_due IS NOT NULL AND NOT is_chart
   AND ((SELECT count(*) FROM audit_edition e CROSS JOIN edition o ON o.plan = e.plan AND o.number <= e.number) > 2
        OR EXISTS (SELECT 1 FROM audit_action WHERE revised_count > 0)
        OR EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind IN ('milestone', 'risk')
                          CROSS JOIN date_value d ON d.item = i.id AND d.is_revised))
