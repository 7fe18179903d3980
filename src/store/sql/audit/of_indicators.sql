SELECT count(*) AS indicators FROM audit_edition e CROSS JOIN item i ON i.edition = e.id AND i.kind = 'indicator'
