SELECT a.id, a.kind, a.ref, a.text, a.section, a.issue, a.priority, a.status, a.rag, a.measure, a.progress,
       a.has_owner_column, a.has_date_column, a.has_measure_column, a.confidence
  FROM item i JOIN action a ON a.id = i.id
 WHERE i.edition = :edition AND i.kind = 'action'
 ORDER BY i.number
