-- In the order of their ids; NOT INDEXED: the table's own order, so nothing is sorted.
SELECT id, edition, kind, number, line_first FROM item NOT INDEXED
 WHERE edition IN (SELECT id FROM audit_edition)
 ORDER BY id
