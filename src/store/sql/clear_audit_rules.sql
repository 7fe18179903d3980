DELETE FROM audit_rule
