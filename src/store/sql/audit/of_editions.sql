SELECT id AS edition, 1 AS count FROM audit_edition
