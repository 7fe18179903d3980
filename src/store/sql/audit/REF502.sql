-- A number that is a section's (the minute, the item of the agenda) names that, not the row; and numbers that begin again under
-- each section are told apart by it. The reader tells which rows share a reference on purpose (bullets of one cell), so the
-- faults are its anomalies.
WITH bare AS MATERIALIZED (    -- rows with a number alone, and where their section's begin
    SELECT id, number, section, ref, min(ref_figure) OVER (PARTITION BY section) AS first
      FROM audit_action
     WHERE ref_family = '' AND ref_figure > 0 AND ref NOT GLOB '*[0-9]*[^0-9]*[0-9]*' AND NOT is_chart
       AND EXISTS (SELECT 1 FROM audit_edition e CROSS JOIN anomaly n ON n.edition = e.id AND n.kind = 'duplicate-ref')
)
SELECT coalesce(n.action, e.document) AS item, n.words, iif(n.action IS NULL, NULL, 'ref') AS field, 0 AS seq, n.line AS line,
       (SELECT line_first FROM audit_action a CROSS JOIN item i ON i.id = a.id
         WHERE a.ref = n.words ORDER BY a.number LIMIT 1) AS a
  FROM audit_edition e CROSS JOIN anomaly n ON n.edition = e.id AND n.kind = 'duplicate-ref'
 WHERE NOT EXISTS (SELECT 1 FROM item i CROSS JOIN section s ON s.id = i.id
                    WHERE i.edition = e.id AND i.kind = 'section' AND code(s.code) = code(n.words) AND figure(s.code) > 0)
   AND NOT EXISTS (SELECT 1 FROM bare own CROSS JOIN bare other ON other.ref = own.ref AND other.number < own.number
                    WHERE own.id = n.action
                    GROUP BY own.id
                   HAVING min(other.section IS NOT own.section AND other.first = own.first))
