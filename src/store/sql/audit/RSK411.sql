-- A risk that names neither what would bring it about nor what would come of it.
SELECT r.id AS item
  FROM audit_risk r
 WHERE r.consequence IS NULL AND found('cause_or_effect', r.text) IS NULL
