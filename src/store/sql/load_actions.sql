SELECT a.id, a.kind, a.ref, a.text, a.section, a.issue, a.priority, a.status, a.rag, a.measure, a.progress,
       a.has_owner_column, a.has_date_column, a.has_measure_column, a.confidence
  FROM action a
 WHERE a.id BETWEEN :item_first AND :item_last
 ORDER BY a.id
