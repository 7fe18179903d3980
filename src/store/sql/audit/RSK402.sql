-- Neither a mitigation nor a control.
SELECT id AS item FROM audit_risk WHERE mitigation IS NULL AND controls IS NULL
