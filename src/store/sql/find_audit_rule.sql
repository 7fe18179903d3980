SELECT id FROM audit_rule WHERE code = :code
