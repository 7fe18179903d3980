INSERT INTO audit_rule (code, name, severity)
VALUES (:code, :name, :severity)
