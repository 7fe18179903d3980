-- Neither a mitigation nor a control.
SELECT id AS item FROM audit_risk WHERE NOT has_mitigation AND NOT has_controls
