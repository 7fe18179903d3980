-- A risk that names neither what would bring it about nor what would come of it.
SELECT id AS item FROM audit_risk WHERE NOT has_consequence AND found('cause_or_effect', text) IS NULL
