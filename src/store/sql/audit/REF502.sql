-- A number that is a section's (the minute, the item of the agenda) names that, not the row.
-- The reader tells which rows share a reference on purpose (bullets of one cell), so the faults are its anomalies.
SELECT coalesce(n.action, e.document) AS item, n.words, iif(n.action IS NULL, NULL, 'ref') AS field, 0 AS seq, n.line AS line,
       (SELECT line_first FROM audit_action a CROSS JOIN item i ON i.id = a.id
         WHERE a.ref = n.words ORDER BY a.number LIMIT 1) AS a
  FROM audit_edition e CROSS JOIN anomaly n ON n.edition = e.id AND n.kind = 'duplicate-ref'
 WHERE NOT EXISTS (SELECT 1 FROM item i CROSS JOIN section s ON s.id = i.id
                    WHERE i.edition = e.id AND i.kind = 'section' AND code(s.code) = code(n.words) AND figure(s.code) > 0)
