SELECT v.indicator, v.period, v.value
  FROM item i JOIN indicator_value v ON v.indicator = i.id
 WHERE i.edition = :edition AND i.kind = 'indicator'
 ORDER BY i.number, v.seq
